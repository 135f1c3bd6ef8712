"""A segment at its cut points: the vectors of every head and every tail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.arrays import Combine, Floats

_MOST_CUTS = 48
"""Cut points of a segment that are used; of more, every second, third, … one is taken."""


@dataclass(frozen=True)
class SegmentCuts:
    """One segment at each of its cut points."""

    heads: Floats
    """Unit vectors of what stands before each cut point, [cuts, d]."""
    tails: Floats
    """Unit vectors of what stands behind it."""
    share: Floats
    """The share of the segment's tokens that stands before it, 0…1."""


def cut_segments(segments: Sequence[Floats], combine: Combine) -> list[SegmentCuts | None]:
    """Return each segment at its cut points, given its pieces, float32[k, p]; None if it has a single piece."""
    heads, tails, shares, sizes = [], [], [], []
    for pieces in segments:
        sums = np.cumsum(pieces, axis=0)
        inner = sums[:-1]
        if len(inner) > _MOST_CUTS:
            inner = inner[:: len(inner) // _MOST_CUTS + 1]
        heads.append(inner)
        tails.append(sums[-1] - inner)
        shares.append(np.clip(inner[:, -1] / max(float(sums[-1, -1]), 1.0), 0.0, 1.0))
        sizes.append(len(inner))
    if not sum(sizes):
        return [None] * len(sizes)
    edges = [0, *np.cumsum(sizes).tolist()]
    before, behind = combine(np.concatenate(heads)), combine(np.concatenate(tails))
    return [
        SegmentCuts(before[start:stop], behind[start:stop], share) if stop > start else None
        for (start, stop), share in zip(pairwise(edges), shares, strict=True)
    ]
