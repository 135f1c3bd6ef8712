"""How complete a translation is: a first look tells how much of the pair is null or joined, and the next look knows it.

A full translation leaves nothing out, and what seems null in it is a bead that was not recognised; a summary leaves
out a fifth. Which of both a pair is, no bead shows by itself.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.search.arcs import Arcs

    Floats = NDArray[np.floating]

_TYPICAL = 0.12
"""Share at which a pair is like any other: there, and before anything is known, the features are zero."""
_RANGE = -3.0, 1.6
"""Rates beyond are those of no page learnt from: 0.6 % and 60 %."""
_DOUBT = 8.0
"""So many segments of a typical pair are added to each pair: a short one tells little."""


def completeness(arcs: Arcs, size: tuple[int, int], shares: Floats) -> dict[str, Floats]:
    """Return name -> float32[len(arcs)]: log of the pair's rates of null segments and of joined beads over usual ones.

    `shares` are each arc's share of all ladders as far as is known without these features.
    """
    null = arcs.b == 0, arcs.a == 0
    paired = ~null[0] & ~null[1]
    joined = paired & (arcs.a + arcs.b > 2)
    columns = {
        "null_source_rate": (null[0], _rate(float(shares[null[0]].sum()), size[0])),
        "null_target_rate": (null[1], _rate(float(shares[null[1]].sum()), size[1])),
        "shape_joined_rate": (joined, _rate(float(shares[joined].sum()), float(shares[paired].sum()))),
    }
    return {name: np.where(rows, rate, 0.0).astype(np.float32) for name, (rows, rate) in columns.items()}


def _rate(count: float, among: float) -> float:
    rate = math.log((count + _TYPICAL * _DOUBT) / (among + _DOUBT) / _TYPICAL)
    return min(max(rate, _RANGE[0]), _RANGE[1])
