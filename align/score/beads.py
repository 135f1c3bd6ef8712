"""Candidate beads of a stretch of two documents, with their features: what weights then turn into log-odds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.score.features import Features
from align.search.grid import near_best

if TYPE_CHECKING:
    from align.score.side import Side
    from align.score.similarity import Combine, Cosines, Floats
    from align.search.arcs import Arcs

_PRUNING_MARGIN = 8.5
"""Log-odds below the quick best at which a bead is no candidate."""

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
    """Price every bead quickly, keep those near the best ladder, and work out their features."""
    features = Features(source, target, widest, combine)
    size = len(source), len(target)
    quick = quick_scores(features.cosines, size, widest)
    if size[0] and size[1]:
        quick[1, 1][features.numbered_apart()] = _NEVER
    arcs = near_best(size, quick, _PRUNING_MARGIN)
    return Candidates(size, arcs, features.of(arcs), features)


def quick_scores(cosines: Cosines, size: tuple[int, int], widest: int) -> dict[tuple[int, int], Floats]:
    """Rough log-odds of every bead against leaving its segments alone: margin, and a price for further segments.

    The price is steep for the first two further segments, low for the rest: whoever folds four items folds six.
    """
    return {
        (a, b): 14.0 * cosines.margins(a, b) + (2.2 - 1.6 * min(a + b - 2, 2) - 0.4 * max(a + b - 4, 0))
        for a, b in shapes(widest)
        if a <= size[0] and b <= size[1]
    }
