"""The fast search over candidate beads: the best ladder, and each bead's posterior over all ladders.

Nodes are visited by anti-diagonals (i + j), all nodes of one at once. `best_ladder` here equals
`align.search.reference.best_ladder`; `posteriors` is the forward-backward algorithm (Rabiner 1989)
over the same arcs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.search.arcs import concatenate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.search.arcs import Arcs

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    _Step = tuple[Ints, Ints, Ints]

_NEVER = -1e30


class Lattice:
    """Arcs between the nodes (0, 0) and (n, m), sorted once and searched as often as needed.

    Several pairs may lie in one lattice, each with its own nodes, so that learning searches them
    all at once. `sizes` holds (n, m) of each pair, `arcs` its candidate beads. Scores and shares
    are those of all pairs, concatenated.
    """

    def __init__(self, sizes: Sequence[tuple[int, int]], arcs: Sequence[Arcs]) -> None:
        offsets = np.cumsum([0] + [m + 1 for _, m in sizes])
        width = int(offsets[-1])
        first = offsets[:-1]
        last = [(n + m) * width + at + m for (n, m), at in zip(sizes, first, strict=True)]
        start = [_code(some.i, some.j + at, width, at) for some, at in zip(arcs, first, strict=True)]
        stop = [_code(some.i + some.a, some.j + some.b + at, width, at) for some, at in zip(arcs, first, strict=True)]
        self._nodes = np.unique(np.concatenate([*start, *stop, first, last]))
        self._start = np.searchsorted(self._nodes, np.concatenate(start))
        self._stop = np.searchsorted(self._nodes, np.concatenate(stop))
        self._by_stop = _ArcsByNode(self._stop, self._nodes, width)
        self._by_start = _ArcsByNode(self._start, self._nodes, width)
        self._first, self._last = np.searchsorted(self._nodes, first), np.searchsorted(self._nodes, last)
        self._arcs = concatenate(list(arcs))
        self._segments = self._arcs.a + self._arcs.b
        self._pair = np.repeat(np.arange(len(sizes)), [len(some) for some in arcs])

    def best_ladder(self, scores: Floats) -> Ints:
        """Return the places of the arcs of greatest total score, pair by pair, in order.

        Raises ValueError if no ladder covers both sides.
        """
        best = np.full(len(self._nodes), _NEVER)
        best[self._first] = 0.0
        for arcs, first, nodes in self._by_stop.steps:
            best[nodes] = np.maximum.reduceat(best[self._start[arcs]] + scores[arcs], first)
        if (best[self._last] <= _NEVER / 2).any():
            raise ValueError("no ladder covers both sides")
        total = best[self._start] + scores
        winners = np.flatnonzero(total >= best[self._stop])
        came_by = np.full(len(self._nodes), -1, dtype=np.int64)
        came_by[self._stop[winners[::-1]]] = winners[::-1]
        ladders: list[int] = []
        for first, last in zip(self._first, self._last, strict=True):
            ladder, node = [], int(last)
            while node != first:
                ladder.append(int(came_by[node]))
                node = int(self._start[ladder[-1]])
            ladders += ladder[::-1]
        return np.array(ladders, dtype=np.int64)

    def surest_ladder(self, shares: Floats) -> Ints:
        """Return the places of the arcs of the ladder with most segments expected in their right bead, in order.

        `shares` are those of `bead_shares`. This is maximum expected accuracy (Do et al. 2005,
        doi:10.1101/gr.2821705): a doubtful bead is not chosen only because the single best ladder
        holds it.
        """
        return self.best_ladder(shares * self._segments)

    def posteriors(self, scores: Floats) -> tuple[Floats, Floats]:
        """Return each arc's posterior, 0…1, and for each pair the log of the sum of e^score over all its ladders."""
        ahead = self._log_sums(scores, self._by_stop.steps, self._start, self._first)
        behind = self._log_sums(scores, self._by_start.steps[::-1], self._stop, self._last)
        total = ahead[self._last]
        through = ahead[self._start] + scores + behind[self._stop] - total[self._pair]
        share: Floats = np.exp(np.minimum(through, 0.0))
        return share, total

    def bead_shares(self, shares: Floats) -> Floats:
        """Return the posterior of each arc's bead: the arcs of one null alignment, at any place, are one bead."""
        whole = shares.copy()
        for null, place in ((self._arcs.b == 0, self._arcs.i), (self._arcs.a == 0, self._arcs.j)):
            if null.any():
                bead = place[null] + self._pair[null] * (int(place.max()) + 1)
                whole[null] = np.minimum(np.bincount(bead, shares[null])[bead], 1.0)
        return whole

    def _log_sums(self, scores: Floats, steps: list[_Step], other: Ints, origins: Ints) -> Floats:
        sums = np.full(len(self._nodes), _NEVER)
        sums[origins] = 0.0
        for arcs, first, nodes in steps:
            terms = sums[other[arcs]] + scores[arcs]
            top = np.maximum.reduceat(terms, first)
            sizes = np.diff(np.append(first, len(arcs)))
            sums[nodes] = top + np.log(np.add.reduceat(np.exp(terms - np.repeat(top, sizes)), first))
        return sums


class _ArcsByNode:
    """Arcs by the node at one of their ends, a step for each anti-diagonal: (arcs, first arc of each node, nodes)."""

    def __init__(self, ends: Ints, nodes: Ints, width: int) -> None:
        order = np.argsort(ends, kind="stable")
        sorted_ends = ends[order]
        cuts = np.flatnonzero(np.diff(nodes[sorted_ends] // width)) + 1
        self.steps: list[_Step] = []
        for arcs, here in zip(np.split(order, cuts), np.split(sorted_ends, cuts), strict=True):
            if len(arcs):
                first = np.concatenate([[0], np.flatnonzero(np.diff(here)) + 1])
                self.steps.append((arcs, first, here[first]))


def _code(i: Ints, column: Ints, width: int, offset: int) -> Ints:
    """Return a number for each node, ascending by anti-diagonal; `column` is j plus the pair's offset."""
    code: Ints = (i.astype(np.int64) + column - offset) * width + column
    return code
