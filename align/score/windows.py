"""Cuts a long pair into windows that are aligned one by one, so that time and memory grow with its length only.

Of each fifty source segments, the six longest are compared with all target segments; in very long
texts fewer. The heaviest chain of their nearest neighbours that rises on both sides is the pair's
rough course. Wrong neighbours do not fit into the chain. Along the course, the pair is cut before
beads 1-1 that nearly every good ladder holds. Where there is no such bead for long, it is cut at
equal distances along the course.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from align.chains import rising_chain
from align.score.quick_score import quick_score
from align.score.run_margins import margins_of, nearest_mean
from align.search.grid import prune
from align.search.lattice import Lattice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.score.arrays import Floats
    from align.score.encoded_side import EncodedSide

    Window = tuple[int, int, int, int]
    """Source start, source stop, target start, target stop."""

LONGEST_WHOLE = 320
"""Up to this many segments on the longer side, a pair is aligned whole."""
_USUAL_LENGTH = 160
"""Segments after which the next cut is looked for."""
_GROUP, _PROBES, _GUESSES = 50, 6, 3
"""Of each group of source segments, this many are probes; of each probe, this many nearest neighbours are kept."""
_MOST_PROBES = 2_400
"""Each probe is compared with the whole target, so their number must not grow with the text's length."""
_PROBES_A_STEP = 64
_OFF_PRICE = 1e-5
"""What a neighbour loses in margin if it stands at the other end of the text: of equal texts the nearest is taken."""
_AROUND_CUT = 40
"""Segments before and behind a point of the course in which a cut is looked for."""
_SURE = 0.98
"""Least posterior of a bead 1-1 before which a pair is cut."""
_PRUNING_MARGIN = 12.0
"""Beads whose best ladder is this many log-odds below the best of all are not looked at where a cut is sought."""
LARGEST = 1_200
"""Source and target segments of a window, taken together; a larger one is cut into equal parts along the course."""


def windows(source: EncodedSide, target: EncodedSide) -> list[Window]:
    """Return the windows of a pair in order and without a gap."""
    n, m = len(source), len(target)
    if max(n, m) <= LONGEST_WHOLE:
        return [(0, n, 0, m)]
    vectors = source.vectors(), target.vectors()
    cuts = [(0, 0)]
    course = _course(source.chars, *vectors)
    for i, j in course:
        if i - cuts[-1][0] >= _USUAL_LENGTH or j - cuts[-1][1] >= _USUAL_LENGTH:
            found = _sure_cut(i, j, *vectors)
            if found and found[0] > cuts[-1][0] and found[1] > cuts[-1][1]:
                cuts.append(found)
    cuts.append((n, m))
    return [part for start, stop in pairwise(cuts) for part in _bounded((start[0], stop[0], start[1], stop[1]), course)]


def _probes(chars: Floats) -> list[int]:
    """Return the source segments that are compared with the whole target: the longest of each group."""
    count = len(chars)
    wanted = min(_PROBES, max(1, _MOST_PROBES // -(-count // _GROUP)))
    width = max(_GROUP, -(-count * wanted // _MOST_PROBES))
    return [
        start + int(place)
        for start in range(0, count, width)
        for place in np.sort(np.argsort(-chars[start : start + width], kind="stable")[:wanted])
    ]


def _course(chars: Floats, source_vectors: Floats, target_vectors: Floats) -> list[tuple[int, int]]:
    """Return the rough course: pairs of segments that rise on both sides."""
    probes = _probes(chars)
    points: list[tuple[int, int]] = []
    weights: list[float] = []
    count = len(target_vectors)
    guesses = min(_GUESSES, count)
    for begin in range(0, len(probes), _PROBES_A_STEP):
        some = probes[begin : begin + _PROBES_A_STEP]
        cosines = source_vectors[some] @ target_vectors.T
        off = np.abs(np.array(some)[:, None] / len(source_vectors) - np.arange(count) / count)
        margins = cosines - nearest_mean(cosines, 1)[:, None] - np.float32(_OFF_PRICE) * off.astype(np.float32)
        nearest = np.argpartition(margins, count - guesses, axis=1)[:, -guesses:]
        for row, probe in enumerate(some):
            points += [(probe, int(j)) for j in nearest[row]]
            weights += [max(float(margins[row, j]), 0.0) + 0.02 for j in nearest[row]]
    return [points[place] for place in rising_chain([(i, i, j, j) for i, j in points], weights)]


def _sure_cut(i: int, j: int, source_vectors: Floats, target_vectors: Floats) -> tuple[int, int] | None:
    """Return a node near (i, j) before a bead 1-1 that nearly every good ladder holds; None if there is none."""
    top, left = max(0, i - _AROUND_CUT), max(0, j - _AROUND_CUT)
    margins = margins_of(source_vectors[top : i + _AROUND_CUT] @ target_vectors[left : j + _AROUND_CUT].T)
    size = margins.shape
    scores = {(1, 1): quick_score(margins, 1, 1)}
    arcs = prune(size, scores, _PRUNING_MARGIN)
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


def _bounded(window: Window, course: Sequence[tuple[int, int]]) -> list[Window]:
    """Return the window, or parts of it if it is too large: cut along the course, at equal numbers of segments.

    No two segments that are a point of the course are cut apart.
    """
    i, k, j, m = window
    count = -(-(k - i + m - j) // LARGEST)
    if count <= 1:
        return [window]
    nodes = [(i, j)]
    for x, y in course:
        if nodes[-1][0] <= x < k and nodes[-1][1] <= y < m:
            nodes += [(x, y), (x + 1, y + 1)]
    nodes.append((k, m))
    passed = np.array([x + y for x, y in nodes])
    steps = np.linspace(passed[0], passed[-1], count + 1)[1:-1]
    rows = np.interp(steps, passed, [x for x, _ in nodes]).astype(int).tolist()
    columns = np.interp(steps, passed, [y for _, y in nodes]).astype(int).tolist()
    ends = list(zip(rows, columns, strict=True))
    return [(a[0], b[0], a[1], b[1]) for a, b in pairwise([(i, j), *ends, (k, m)])]
