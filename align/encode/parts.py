"""Parts for encoders that have none of their own: a concatenation is the length-weighted mean of its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.encode import Encoder


class SummedParts:
    """Wraps any encoder: a part is the unit vector times the root of the text's length in characters."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.signature, self.dim = encoder.name, encoder.signature, encoder.dim

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, float32[len(texts), dim]."""
        return self._encoder.encode(texts)

    def parts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32[len(texts), dim], rows as long as the root of their text."""
        lengths = np.array([max(1, len(text)) for text in texts], dtype=np.float32)
        weighted: NDArray[np.float32] = self.encode(texts) * np.sqrt(lengths)[:, None]
        return weighted

    def combine(self, sums: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the sums as unit rows."""
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        rows: NDArray[np.float32] = (sums / np.maximum(norms, 1e-12)).astype(np.float32)
        return rows

    def pieces(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Return one row a text: these encoders are not cut inside a sentence."""
        return list(self.parts(texts)[:, None, :])
