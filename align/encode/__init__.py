"""Text -> vectors: one encoder a file, behind one table.

An encoder turns each sentence into *parts*: a row whose sums stand for concatenations. `combine` turns sums of
parts into unit vectors. So a sentence is read once, and the vector of any run of sentences costs one small product.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from align.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ENCODERS = {
    "use": "align.encode.use",
    "e5": "align.encode.e5",
    "use+e5": "align.encode.use_e5",
    "st": "align.encode.sentence_transformers",
    "openai": "align.encode.openai",
}
"""Name -> module with `load(argument: str) -> Encoder`; `st:NAME` hands NAME to the module."""

Progress = Callable[[int, int], None]
"""Called with (done, total) texts while a long encoding runs."""


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into unit vectors. Equal texts give equal vectors, as far as BLAS rounds alike in any batch."""

    name: str
    signature: str
    """Name and content: `use3@1a2b3c4d`; two encoders with one signature give the same vectors."""
    dim: int

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, float32[len(texts), dim]."""
        ...


@runtime_checkable
class PartsEncoder(Encoder, Protocol):
    """An encoder whose concatenations come from sums."""

    def parts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32[len(texts), p]; the row of a concatenation is the sum of its texts' rows.

        The last column is the text's size, in tokens or characters.
        """
        ...

    def pieces(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Return float32[k, p] for each text: its parts, cut where another text may have been joined on."""
        ...

    def combine(self, sums: NDArray[np.float32]) -> NDArray[np.float32]:
        """Turn sums of parts, float32[m, p], into unit rows, float32[m, dim]."""
        ...


def load_encoder(name: str = "use") -> PartsEncoder:
    """Load an encoder by its name on the command line. Raises UsageError for a name that is not in the table."""
    kind, _, argument = name.partition(":")
    if kind not in ENCODERS:
        raise UsageError(f"no encoder {name!r}", cure=f"use one of {', '.join(ENCODERS)}")
    encoder = import_module(ENCODERS[kind]).load(argument)
    if isinstance(encoder, PartsEncoder):
        return encoder
    from align.encode.parts import SummedParts

    return SummedParts(encoder)
