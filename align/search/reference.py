"""The reference search: the ladder of greatest total score, by dynamic programming (Gale & Church 1993).

`align.search.lattice` is faster and finds the same; both equal brute force on small cases
(tests/search).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

Arc = tuple[int, int, int, int]
"""A bead as a half-open rectangle: source start, source stop, target start, target stop."""


def best_ladder(
    size: tuple[int, int], shapes: Sequence[tuple[int, int]], score_of: Callable[[Arc], float]
) -> list[Arc]:
    """Return the beads of greatest total score that cover both sides, in source order.

    `size` is (source segments, target segments); `shapes` the bead sizes allowed, (1, 0) and (0, 1)
    among them. `score_of` is in log-odds, higher is better; minus infinity forbids a bead. Raises
    ValueError if no ladder covers both sides.
    """
    n_source, n_target = size
    best = {(0, 0): 0.0}
    came_by: dict[tuple[int, int], Arc] = {}
    for i in range(n_source + 1):
        for j in range(n_target + 1):
            for a, b in shapes:
                start = (i - a, j - b)
                if start not in best:
                    continue
                arc = (i - a, i, j - b, j)
                total = best[start] + score_of(arc)
                if total > best.get((i, j), -math.inf):
                    best[i, j], came_by[i, j] = total, arc
    if (n_source, n_target) not in best:
        raise ValueError(f"no ladder of these shapes covers {n_source} x {n_target} segments")
    ladder, end = [], (n_source, n_target)
    while end != (0, 0):
        arc = came_by[end]
        ladder.append(arc)
        end = (arc[0], arc[2])
    return ladder[::-1]
