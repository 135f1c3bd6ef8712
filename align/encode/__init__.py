"""Text -> vectors: one encoder a file, behind one table.

An encoder turns each sentence into *parts*: a row whose sums stand for concatenations. `combine` turns sums of
parts into unit vectors. So a sentence is encoded once, and the vector of any run of sentences costs one small product.
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
    "st": "align.encode.sentence_transformers",
    "openai": "align.encode.openai",
}
"""Name -> module with `load(argument: str) -> Encoder`; of `st:NAME`, NAME is the argument."""

Progress = Callable[[int, int], None]
"""Called with (done, total) texts while a long encoding runs."""


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into unit vectors. Equal texts give equal vectors, except for what BLAS rounds by batch."""

    name: str
    signature: str
    """Name and content: `use3@1a2b3c4d`. Two encoders with the same signature give the same vectors."""
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
        """Return float32[k, p] for each text: its parts, cut where two texts may have been joined."""
        ...

    def combine(self, sums: NDArray[np.float32]) -> NDArray[np.float32]:
        """Turn sums of parts, float32[m, p], into unit rows, float32[m, dim]."""
        ...


def check_name(name: str) -> tuple[str, str]:
    """Return kind and argument of an encoder's name on the command line: "st:NAME" -> ("st", "NAME").

    Raises UsageError for a kind that is not in the table, and for an argument of `use`. Loads nothing.
    """
    kind, _, argument = name.partition(":")
    if kind not in ENCODERS:
        raise UsageError(f"no encoder {name!r}", cure=f"use one of {', '.join(ENCODERS)}")
    if kind == "use" and name != kind:
        raise UsageError("the encoder use takes no argument", place=f"--encoder {name}", cure="write --encoder use")
    return kind, argument


def load_encoder(name: str = "use") -> PartsEncoder:
    """Load an encoder by its name on the command line. Raises UsageError, and what its module's `load` raises."""
    kind, argument = check_name(name)
    encoder = import_module(ENCODERS[kind]).load(argument)
    if isinstance(encoder, PartsEncoder):
        return encoder
    from align.encode.parts import SummedParts

    return SummedParts(encoder)
