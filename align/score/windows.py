"""Cuts a long pair into stretches that can be aligned one by one, so that time and memory grow with its length only.

Some source segments in each fifty, the longest, are looked up among all target segments; in very long texts fewer. The
heaviest chain of their nearest neighbours that rises on both sides is the pair's rough course; lookups that went wrong
do not fit into it. Along the course the pair is cut before beads 1-1 that nothing nearby puts in doubt.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from align.score.similarity import nearest_mean
from align.search.grid import near_best
from align.search.lattice import Lattice

if TYPE_CHECKING:
    from align.score.side import Side
    from align.score.similarity import Combine, Floats

LONGEST_WHOLE = 320
"""Segments on the longer side up to which a pair is aligned whole."""
_STRETCH = 160
_GROUP, _PROBES, _GUESSES = 50, 6, 3
_MOST_PROBES = 2_400
"""Each probe is compared with the whole target, so their number must not grow with the text's length."""
_WINDOW = 40
_SURE = 0.98
_LARGEST_CELLS = 1_500_000


def stretches(source: Side, target: Side, combine: Combine) -> list[tuple[int, int, int, int]]:
    """Return (source start, source stop, target start, target stop) of each stretch, in order, without a gap."""
    n, m = len(source), len(target)
    if max(n, m) <= LONGEST_WHOLE:
        return [(0, n, 0, m)]
    vectors = source.vectors(combine), target.vectors(combine)
    cuts = [(0, 0)]
    for i, j in _course(source, *vectors):
        if i - cuts[-1][0] >= _STRETCH or j - cuts[-1][1] >= _STRETCH:
            found = _sure_cut(i, j, *vectors)
            if found and found[0] > cuts[-1][0] and found[1] > cuts[-1][1]:
                cuts.append(found)
    cuts.append((n, m))
    return [part for start, stop in pairwise(cuts) for part in _bounded((start[0], stop[0], start[1], stop[1]))]


def _course(source: Side, source_vectors: Floats, target_vectors: Floats) -> list[tuple[int, int]]:
    """The rough course: pairs of segments that rise on both sides."""
    chars = source.chars
    groups = -(-len(source) // _GROUP)
    wanted = min(_PROBES, max(1, _MOST_PROBES // groups))
    width = max(_GROUP, -(-len(source) * wanted // _MOST_PROBES))
    probes = [
        start + int(place)
        for start in range(0, len(source), width)
        for place in np.sort(np.argsort(-chars[start : start + width], kind="stable")[:wanted])
    ]
    points: list[tuple[int, int, float]] = []
    guesses = min(_GUESSES, len(target_vectors))
    for begin in range(0, len(probes), 64):
        some = probes[begin : begin + 64]
        cosines = source_vectors[some] @ target_vectors.T
        margins = cosines - nearest_mean(cosines, 1)[:, None]
        nearest = np.argpartition(margins, len(target_vectors) - guesses, axis=1)[:, -guesses:]
        for row, probe in enumerate(some):
            points += [(probe, int(j), max(float(margins[row, j]), 0.0) + 0.02) for j in nearest[row]]
    return _heaviest_rise(points)


def _heaviest_rise(points: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The chain of greatest weight that rises strictly in both coordinates (Fredman 1975, weighted)."""
    ends: list[int] = []  # target places of chain ends, ascending
    tops: list[tuple[float, int]] = []  # weight and point of the heaviest chain ending there or before, ascending
    before = [-1] * len(points)
    order = sorted(range(len(points)), key=lambda p: (points[p][0], -points[p][1]))
    for point in order:
        _, j, weight = points[point]
        place = bisect_left(ends, j)
        total = weight
        if place:
            total += tops[place - 1][0]
            before[point] = tops[place - 1][1]
        if place < len(ends) and ends[place] == j:
            if tops[place][0] >= total:
                continue
            tops[place] = (total, point)
        else:
            ends.insert(place, j)
            tops.insert(place, (total, point))
        stop = place + 1
        while stop < len(ends) and tops[stop][0] <= total:
            stop += 1
        del ends[place + 1 : stop], tops[place + 1 : stop]
    chain, point = [], tops[-1][1] if tops else -1
    while point >= 0:
        chain.append(points[point][:2])
        point = before[point]
    return chain[::-1]


def _sure_cut(i: int, j: int, source_vectors: Floats, target_vectors: Floats) -> tuple[int, int] | None:
    """A node near (i, j) before a bead 1-1 that (nearly) every good ladder of the window holds; None without one."""
    top, left = max(0, i - _WINDOW), max(0, j - _WINDOW)
    rows, columns = source_vectors[top : i + _WINDOW], target_vectors[left : j + _WINDOW]
    cosines = rows @ columns.T
    margins = cosines - (nearest_mean(cosines, 1)[:, None] + nearest_mean(cosines, 0)[None]) / 2
    size = margins.shape
    scores = {(1, 1): 14.0 * margins + 2.2}
    arcs = near_best(size, scores, 12.0)
    prices = np.zeros(len(arcs))
    paired = (arcs.a == 1) & (arcs.b == 1)
    prices[paired] = scores[1, 1][arcs.i[paired], arcs.j[paired]]
    shares, _ = Lattice([size], [arcs]).posteriors(prices)
    sure = np.flatnonzero(paired & (shares >= _SURE))
    if not len(sure):
        return None
    off = np.abs(arcs.i[sure] + top - i) + np.abs(arcs.j[sure] + left - j)
    best = sure[int(np.argmin(off))]
    return int(arcs.i[best]) + top, int(arcs.j[best]) + left


def _bounded(stretch: tuple[int, int, int, int]) -> list[tuple[int, int, int, int]]:
    """The stretch, or equal parts of it where two long sides have nothing in common to cut at."""
    i, k, j, m = stretch
    cells = (k - i) * (m - j)
    count = -(-cells // _LARGEST_CELLS)
    count = int(np.ceil(np.sqrt(count))) if count > 1 else 1
    if count == 1:
        return [stretch]
    rows, columns = np.linspace(i, k, count + 1).astype(int), np.linspace(j, m, count + 1).astype(int)
    return [(int(rows[p]), int(rows[p + 1]), int(columns[p]), int(columns[p + 1])) for p in range(count)]
