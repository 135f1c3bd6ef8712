"""The first search: every bead of every shape, row by row, with rough scores; null alignments score 0.

For each bead it gives the total of the best ladder that holds it (a max-marginal). Beads far below
the best ladder are pruned. Time is linear in the number of cells, source times target segments; the
number of beads that are kept is bounded, so that a pair in which no course stands out costs no more
than others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from align.search.arcs import Arcs, concatenate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Ints = NDArray[np.int64]
    Scores = Mapping[tuple[int, int], NDArray[np.floating[Any]]]
    Shape = tuple[int, int]

_NEVER = -1e30
_MOST, _MOST_A_SEGMENT = 4_000, 100
"""Beads that are kept, and more for each segment of both sides; ordinary documents have at most 22 for each."""
_BINS = 256
"""Steps in which the margin is narrowed where too many beads are near the best ladder."""
_BAND = 8
"""Target segments on each side of the best ladder that are kept where nothing but place tells ladders apart."""


def forward(size: Shape, scores: Scores) -> Floats:
    """Return the best total from (0, 0) to each node, float64[n + 1, m + 1].

    `scores[a, b][i, j]` is the score of the bead of a source segments from i and b target segments
    from j, a and b > 0. Higher is better; a null alignment scores 0.
    """
    n, m = size
    best = np.full((n + 1, m + 1), _NEVER)
    best[0] = 0.0
    for i in range(1, n + 1):
        row = best[i - 1].copy()
        for (a, b), prices in scores.items():
            if a <= i and b <= m:
                np.maximum(row[b:], best[i - a, : m + 1 - b] + prices[i - a], out=row[b:])
        np.maximum.accumulate(row, out=best[i])
    return best


def prune(size: Shape, scores: Scores, margin: float, most: int | None = None) -> Arcs:
    """Return the beads, null alignments included, whose best ladder is at most `margin` below the best of all.

    If these are more than `most`, the margin is narrowed. If beads of equal totals are still too
    many, those near one best ladder are kept. A ladder from end to end is always among them.
    Without `most`, it grows with the segments.
    """
    grid = _Grid(size, scores)
    most = _MOST + _MOST_A_SEGMENT * sum(size) if most is None else most
    gaps = np.zeros(_BINS, dtype=np.int64)
    for _, off in grid.totals():
        near = off[off <= margin]
        gaps += np.bincount(np.clip(near / margin * _BINS, 0, _BINS - 1).astype(np.int64), minlength=_BINS)
    if gaps.sum() <= most:
        return concatenate([_arcs(shape, off <= margin) for shape, off in grid.totals()])
    fitting = int(np.searchsorted(np.cumsum(gaps), most, side="right"))
    if fitting:
        return concatenate([_arcs(shape, off < margin / _BINS * fitting) for shape, off in grid.totals()])
    return grid.band(margin / _BINS, most)


class _Grid:
    """Best totals to and from every node."""

    def __init__(self, size: Shape, scores: Scores) -> None:
        self._size = n, m = size
        self._scores = {(a, b): prices for (a, b), prices in scores.items() if a <= n and b <= m}
        self._ahead = forward(size, scores)
        turned = {shape: prices[::-1, ::-1] for shape, prices in scores.items()}
        self._behind = forward(size, turned)[::-1, ::-1]

    def totals(self) -> Iterator[tuple[Shape, Floats]]:
        """Return for each shape how far the best ladder with each of its beads lies below the best of all, >= 0."""
        n, m = self._size
        best = self._ahead[n, m]
        for (a, b), prices in self._scores.items():
            yield (a, b), best - (self._ahead[: n + 1 - a, : m + 1 - b] + prices + self._behind[a:, b:])
        for a, b in ((1, 0), (0, 1)):
            yield (a, b), best - (self._ahead[: n + 1 - a, : m + 1 - b] + self._behind[a:, b:])

    def band(self, margin: float, most: int) -> Arcs:
        """Return all null alignments and the best beads near one best ladder; narrow beads first, up to `most`."""
        inside = self._near_one_ladder()
        kept: list[Arcs] = []
        for (a, b), off in sorted(self.totals(), key=lambda item: sum(item[0])):
            within = inside[: off.shape[0], : off.shape[1]] & inside[a:, b:]
            arcs = _arcs((a, b), within if a * b == 0 else within & (off <= margin))
            if a + b <= 2 or sum(map(len, kept)) + len(arcs) <= most:
                kept.append(arcs)
        return concatenate(kept)

    def _near_one_ladder(self) -> Bools:
        """Return True for the nodes near a course from end to end, through the best node of each row."""
        m = self._size[1]
        course = np.maximum.accumulate((self._ahead + self._behind).argmax(axis=1))
        first = np.concatenate([[0], course[1:]]) - _BAND
        last = np.concatenate([course[1:], [m]]) + _BAND
        columns = np.arange(m + 1)
        return (columns >= first[:, None]) & (columns <= last[:, None])


def _arcs(shape: Shape, kept: Bools) -> Arcs:
    i, j = np.nonzero(kept)
    return Arcs(i, np.full_like(i, shape[0]), j, np.full_like(j, shape[1]))
