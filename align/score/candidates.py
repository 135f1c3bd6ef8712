"""Candidate beads of a measured pair, with their features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.score.completeness import completeness
from align.score.features import all_features, plain_features, split_features
from align.score.numbering import numbered_apart
from align.score.quick_score import quick_score
from align.search.grid import prune
from align.search.lattice import Lattice

if TYPE_CHECKING:
    from align.score.arrays import Bools, Columns, Floats
    from align.score.grouped_arcs import Groups
    from align.score.measured_pair import MeasuredPair
    from align.score.weights import Weights
    from align.search.arcs import Arcs

_PRUNING_MARGIN = 8.5
"""Drop beads whose best ladder is this many log-odds below the best of all, by the quick scores."""

_LEAST_SHARE = 0.01
"""Drop candidates whose posterior without split features is below this."""

_QUICK_NAME, _QUICK_OTHER = 5.0, 3.0
"""What a person that both sides of a bead name adds to its quick score, and what one named elsewhere takes off."""

_NEVER = -1e6
"""The quick score of a bead that is excluded."""


@dataclass(frozen=True)
class Candidates:
    """Beads that may lie on the ladder, and their features."""

    pair: MeasuredPair
    arcs: Arcs
    columns: Columns
    groups: Groups | None = None

    @property
    def size(self) -> tuple[int, int]:
        """Source and target segments."""
        return self.pair.size

    def lattice(self) -> Lattice:
        """Return the lattice of the candidates, one for each group."""
        return _lattice(self.arcs, self.size, self.groups)


def shapes(widest: int) -> list[tuple[int, int]]:
    """Return the non-null bead sizes that are tried: n-1 and 1-n up to `widest`, and 2-2, 2-3, 3-2."""
    single = [(1, 1)] + [shape for n in range(2, widest + 1) for shape in ((n, 1), (1, n))]
    return single + [shape for shape in ((2, 2), (2, 3), (3, 2)) if max(shape) <= widest]


def all_candidates(pair: MeasuredPair) -> Candidates:
    """Score every bead quickly, keep those near the best ladder, and compute all their features."""
    arcs = _near_best(pair)
    return Candidates(pair, arcs, all_features(pair, arcs))


def likely_candidates(pair: MeasuredPair, weights: Weights, groups: Groups | None = None) -> Candidates:
    """Keep the candidates that are likely by the cheap features, and compute all features of those.

    Split features of a bead 1-1 are left out if no other candidate holds one of its segments: every
    ladder has it. With `groups`, the segments of each group are aligned for themselves.
    """
    arcs = _near_best(pair, groups)
    columns = plain_features(pair, arcs)
    scores = weights.scores(columns)
    lattice = _lattice(arcs, pair.size, groups)
    keep = lattice.bead_shares(lattice.posteriors(scores)[0]) >= _LEAST_SHARE
    keep[lattice.best_ladder(scores)] = True
    arcs = arcs.take(keep)
    columns = {name: column[keep] for name, column in columns.items()}
    columns |= split_features(pair, arcs, contested(arcs, pair.size))
    shares, _ = _lattice(arcs, pair.size, groups).posteriors(weights.scores(columns))
    return Candidates(pair, arcs, columns | completeness(arcs, pair.size, shares), groups)


def _lattice(arcs: Arcs, size: tuple[int, int], groups: Groups | None) -> Lattice:
    return groups.lattice(arcs) if groups else Lattice([size], [arcs])


def _near_best(pair: MeasuredPair, groups: Groups | None = None) -> Arcs:
    """The beads that are near the best ladder by the quick scores."""
    quick = quick_scores(pair)
    quick[1, 1][numbered_apart(*pair.sides)] = _NEVER
    if not pair.names.empty:
        _add_names(quick, pair)
    if not groups:
        return prune(pair.size, quick, _PRUNING_MARGIN)
    for (a, b), scores in quick.items():
        scores[~groups.hold(a, b)] = _NEVER
    return groups.sorted_arcs(prune(pair.size, quick, _PRUNING_MARGIN))


def _add_names(quick: dict[tuple[int, int], Floats], pair: MeasuredPair) -> None:
    """Raise the quick scores of beads that name the same person, lower those whose persons stand elsewhere."""
    sure, unmet = pair.names.sure, pair.names.unmet
    if pair.names.stating == 0:
        sure, unmet = sure.T, unmet.T
    for (a, b), scores in quick.items():
        for di in range(a):
            for dj in range(b):
                rows, columns = slice(di, di + scores.shape[0]), slice(dj, dj + scores.shape[1])
                scores += _QUICK_NAME * sure[rows, columns] - _QUICK_OTHER * unmet[rows, columns] / (a * b)


def contested(arcs: Arcs, size: tuple[int, int]) -> Bools:
    """Return False for beads 1-1 that share neither segment with another candidate, null alignments included."""
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


def quick_scores(pair: MeasuredPair) -> dict[tuple[int, int], Floats]:
    """Return shape -> the quick scores of its beads: [i, j] is the bead from source segment i, target segment j."""
    return {
        (a, b): quick_score(pair.runs.margins(a, b), a, b)
        for a, b in shapes(pair.widest)
        if a <= pair.size[0] and b <= pair.size[1]
    }
