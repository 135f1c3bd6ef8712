"""The first search: every bead of every shape, row by row, with rough scores; null alignments score 0.

For each bead it gives the total of the best ladder that holds it (a max-marginal). Beads far below the best ladder are
pruned. Time is linear in the number of cells, source times target segments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from align.search.arcs import Arcs, concatenate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Scores = Mapping[tuple[int, int], NDArray[np.floating[Any]]]

_NEVER = -1e30


def forward(size: tuple[int, int], scores: Scores) -> Floats:
    """Return the best total from (0, 0) to each node, float64[n + 1, m + 1].

    `scores[a, b][i, j]` is the score of the bead of a source segments from i and b target segments from j, a and b > 0.
    Higher is better; a null alignment scores 0.
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


def prune(size: tuple[int, int], scores: Scores, margin: float) -> Arcs:
    """Return the beads, null alignments included, whose best ladder is at most `margin` below the best of all."""
    n, m = size
    ahead = forward(size, scores)
    turned = {shape: prices[::-1, ::-1] for shape, prices in scores.items()}
    behind = forward(size, turned)[::-1, ::-1]
    floor = ahead[n, m] - margin
    kept = []
    for (a, b), prices in scores.items():
        if a <= n and b <= m:
            i, j = np.nonzero(ahead[: n + 1 - a, : m + 1 - b] + prices + behind[a:, b:] >= floor)
            kept.append(Arcs(i, np.full_like(i, a), j, np.full_like(j, b)))
    for a, b in ((1, 0), (0, 1)):
        i, j = np.nonzero(ahead[: n + 1 - a, : m + 1 - b] + behind[a:, b:] >= floor)
        kept.append(Arcs(i, np.full_like(i, a), j, np.full_like(j, b)))
    return concatenate(kept)
