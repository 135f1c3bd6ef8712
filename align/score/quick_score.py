"""The score of a bead before its features are known, for a first search."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.score.arrays import Floats


def quick_score(margins: Floats, a: int, b: int) -> Floats:
    """Return rough log-odds of beads a-b against leaving their segments alone: margin, less a price for each segment.

    The price is high for the first two segments beyond 1-1 and low for the rest, because a
    translator who joins four list items also joins six.
    """
    return 14.0 * margins + (2.2 - 1.6 * min(a + b - 2, 2) - 0.4 * max(a + b - 4, 0))
