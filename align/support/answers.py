"""What target sentences state, and which source sentences hold it, too."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from align.score.arrays import Floats


class Answers(NamedTuple):
    """One kind of what is stated, such as facts or names."""

    shared: Floats
    """Weight of what both sentences hold, float32[n, m]; rarer is heavier."""
    stated: Floats
    """How many of the kind each target sentence states, float32[m]."""
    unanswered: Floats
    """How many of those no source sentence holds, float32[m]."""


def rarity(held: int, count: int) -> float:
    """Return the weight of what `held` of `count` sentences hold: the log of the inverse share, at least 0."""
    return max(0.0, math.log((count + 1) / (held + 0.5)))
