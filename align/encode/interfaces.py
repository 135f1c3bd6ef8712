"""What an encoder offers, and what it reports while it works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Progress = Callable[[int, int], None]
"""Called with (done, total) texts while a long encoding runs."""


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into unit vectors.

    Equal texts give equal vectors, except for what BLAS rounds by batch.
    """

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
