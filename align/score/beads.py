"""Candidate beads of a stretch of two documents, with their features: what weights then turn into log-odds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.score.completeness import completeness
from align.score.features import Features
from align.search.grid import near_best
from align.search.lattice import Lattice

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.score.side import Side
    from align.score.similarity import Combine, Cosines, Floats
    from align.score.weights import Weights
    from align.search.arcs import Arcs

_PRUNING_MARGIN = 8.5
"""Log-odds below the quick best at which a bead is no candidate."""

_LEAST_SHARE = 0.01
"""A bead of which all but splits speaks so little is no candidate any more."""

_NEVER = -1e6
"""The price of a bead that is no candidate."""


@dataclass(frozen=True)
class Candidates:
    """Beads that may lie on the ladder, and what speaks for each."""

    size: tuple[int, int]
    arcs: Arcs
    columns: dict[str, Floats]
    features: Features


def shapes(widest: int) -> list[tuple[int, int]]:
    """The non-null bead sizes tried: n-1 and 1-n up to `widest`, and 2-2, 2-3, 3-2."""
    single = [(1, 1)] + [shape for n in range(2, widest + 1) for shape in ((n, 1), (1, n))]
    return single + [shape for shape in ((2, 2), (2, 3), (3, 2)) if max(shape) <= widest]


def candidates(source: Side, target: Side, widest: int, combine: Combine) -> Candidates:
    """Price every bead quickly, keep those near the best ladder, and work out all their features."""
    features = Features(source, target, widest, combine)
    arcs = _near(features, widest)
    return Candidates((len(source), len(target)), arcs, features.of(arcs), features)


def likely(source: Side, target: Side, widest: int, combine: Combine, weights: Weights) -> Candidates:
    """The candidates that are likely by all that costs little, with all features: so few segments need be cut.

    A bead 1-1 whose segments no other one wants is on every ladder; whether it could be split is not asked.
    """
    features, size = Features(source, target, widest, combine), (len(source), len(target))
    arcs = _near(features, widest)
    columns = features.plain(arcs)
    scores = weights.scores(columns)
    lattice = Lattice([size], [arcs])
    keep = lattice.bead_shares(lattice.posteriors(scores)[0]) >= _LEAST_SHARE
    keep[lattice.best_ladder(scores)] = True
    arcs = arcs.take(keep)
    columns = {name: column[keep] for name, column in columns.items()}
    columns |= features.splits(arcs, contested(arcs, size))
    shares, _ = Lattice([size], [arcs]).posteriors(weights.scores(columns))
    return Candidates(size, arcs, columns | completeness(arcs, size, shares), features)


def _near(features: Features, widest: int) -> Arcs:
    """The beads that are near the best ladder by rough prices."""
    size = len(features.sides[0]), len(features.sides[1])
    quick = quick_scores(features.cosines, size, widest)
    if size[0] and size[1]:
        quick[1, 1][features.numbered_apart()] = _NEVER
    return near_best(size, quick, _PRUNING_MARGIN)


def contested(arcs: Arcs, size: tuple[int, int]) -> NDArray[np.bool_]:
    """False for beads 1-1 that share neither segment with another bead, null alignments among them."""
    rivals = []
    for count, (length, other, start) in zip(size, ((arcs.a, arcs.b, arcs.i), (arcs.b, arcs.a, arcs.j)), strict=True):
        held = np.zeros(count, dtype=np.int64)
        for step in range(int(length.max(initial=0))):
            held += np.bincount(start[(length > step) & (other > 0)] + step, minlength=count)
        held[start[other == 0]] += 1  # one null alignment, wherever among its neighbours
        rivals.append(held)
    one = np.flatnonzero((arcs.a == 1) & (arcs.b == 1))
    contested = np.ones(len(arcs), dtype=bool)
    contested[one] = (rivals[0][arcs.i[one]] > 1) | (rivals[1][arcs.j[one]] > 1)
    return contested


def quick_scores(cosines: Cosines, size: tuple[int, int], widest: int) -> dict[tuple[int, int], Floats]:
    """Rough log-odds of every bead against leaving its segments alone: margin, and a price for further segments.

    The price is steep for the first two further segments, low for the rest: whoever folds four items folds six.
    """
    return {
        (a, b): 14.0 * cosines.margins(a, b) + (2.2 - 1.6 * min(a + b - 2, 2) - 0.4 * max(a + b - 4, 0))
        for a, b in shapes(widest)
        if a <= size[0] and b <= size[1]
    }
