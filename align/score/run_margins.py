"""Cosines and margins between runs of segments of both sides.

Short or common texts have high cosines with everything. So every cosine has a margin: the cosine
less the mean of both texts' four nearest neighbours, halved (CSLS: Conneau et al. 2018,
arXiv:1710.04087).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.arrays import Floats, Ints
    from align.score.encoded_side import EncodedSide

_NEIGHBOURS = 4
_MANY = 30
"""Above this many texts, no correction."""
_MISSING = 0.35
"""Growth of the mean of the nearest when texts become e times as many, in standard deviations of the cosines."""


def nearest_mean(cosines: Floats, axis: int) -> Floats:
    """Return the mean of the four greatest cosines along an axis.

    The greatest of few cosines are lower than the greatest of many, so margins in short documents
    would be too wide. Below `_MANY` texts, the difference that is expected to the mean among
    `_MANY` is added.
    """
    held = cosines.shape[axis]
    count = min(_NEIGHBOURS, held)
    top = np.partition(cosines, held - count, axis=axis)
    mean: Floats = top.take(range(held - count, held), axis=axis).mean(axis=axis)
    if 0 < held < _MANY:
        mean = mean + np.float32(_MISSING * float(cosines.std()) * math.log(_MANY / held))
    return mean


def margins_of(cosines: Floats) -> Floats:
    """Return the margins of a table of cosines whose rows and columns are all there is to compare with."""
    margins: Floats = cosines - (nearest_mean(cosines, 1)[:, None] + nearest_mean(cosines, 0)[None]) / 2
    return margins


class RunMargins:
    """Cosines and margins of all runs of up to `widest` segments; what `known` holds is not computed again."""

    def __init__(self, source: EncodedSide, target: EncodedSide, widest: int, known: RunMargins | None = None) -> None:
        self.source, self.target = source.run_vectors(widest), target.run_vectors(widest)
        """Run length -> unit vectors, float32[n - length + 1, d]."""
        self.near_source: dict[int, Floats] = known.near_source if known else {}
        self.near_target: dict[int, Floats] = known.near_target if known else {}
        """Run length -> mean cosine of each run with its nearest segments of the other side."""
        for near, runs, units in (
            (self.near_source, self.source, self.target[1]),
            (self.near_target, self.target, self.source[1]),
        ):
            near |= {a: nearest_mean(rows @ units.T, 1) for a, rows in runs.items() if a not in near}
        self._margins: dict[tuple[int, int], Floats] = known._margins if known else {}

    def margins(self, a: int, b: int) -> Floats:
        """Margins of all runs of a source with all runs of b target segments, float32[n - a + 1, m - b + 1]."""
        if (a, b) not in self._margins:
            cosines = self.source[a] @ self.target[b].T
            self._margins[a, b] = cosines - (self.near_source[a][:, None] + self.near_target[b][None]) / 2
        return self._margins[a, b]

    def cosine(self, a: int, i: Ints, b: int, j: Ints) -> Floats:
        """Cosines of the runs of a segments from i with those of b segments from j, pair by pair."""
        return self.margins(a, b)[i, j] + self.expected(a, i, b, j)

    def expected(self, a: int, i: Ints, b: int, j: Ints) -> Floats:
        """The cosine less the margin: the mean of both runs' nearest neighbours, halved."""
        mean: Floats = (self.near_source[a][i] + self.near_target[b][j]) / 2
        return mean
