"""How complete a translation is: a first search tells how much of the pair is null or joined; the second uses it.

A full translation leaves nothing out; what seems null in it is a bead that was not recognised. A
summary leaves out a fifth. A single bead does not show which of both a pair is.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.arrays import Columns, Floats
    from align.search.arcs import Arcs


_TYPICAL = 0.12
"""The usual share. A pair with this share has features of zero, and so has a pair of which nothing is known."""
_RANGE = -3.0, 1.6
"""Least and greatest log rate, 0.6 % and 60 %: no page that the weights were learnt from lies outside."""
_DOUBT = 8.0
"""Segments of a usual pair that are added to each pair, because a short pair tells little."""


def completeness(arcs: Arcs, size: tuple[int, int], shares: Floats) -> Columns:
    """Return name -> float32[len(arcs)]: log of the pair's rates of null segments and joined beads over the usual one.

    `shares` are the candidates' posteriors without these features.
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
