"""What a bead gains by each outer segment that it holds, and would gain by the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.arrays import Floats
    from align.score.feature_table import Bucket, Values
    from align.score.measured_pair import MeasuredPair

_LEAST_GAIN = -0.1
"""The gain by a next segment that does not exist, in cosine."""


def join_features(pair: MeasuredPair, bucket: Bucket) -> Values:
    """Gains in cosine and margin against the bead without its first or last segment, and with one more."""
    a, b, i, j = bucket.a, bucket.b, bucket.i, bucket.j
    runs = pair.runs
    whole = runs.cosine(a, i, b, j)
    margin = whole - runs.expected(a, i, b, j)
    values: Values = {}
    for (length, name), (di, dj) in zip(((a, "source"), (b, "target")), ((1, 0), (0, 1)), strict=True):
        if length > 1:
            shorter = (a - di, i + di, b - dj, j + dj), (a - di, i, b - dj, j)
            gains = [whole - runs.cosine(*part) for part in shorter]
            less = [runs.margins(part[0], part[2])[part[1], part[3]] for part in shorter]
            values[f"join_{name}_gain"] = np.minimum(*gains)
            values[f"join_{name}_gains"] = gains[0] + gains[1]
            values[f"join_{name}_margin_gain"] = margin - np.maximum(*less)
        if a == 1 or b == 1:
            values[f"join_{name}_next"] = _gain_by_next(pair, bucket, (di, dj), whole)
    return values


def _gain_by_next(pair: MeasuredPair, bucket: Bucket, step: tuple[int, int], whole: Floats) -> Floats:
    """The greater gain in cosine by adding the segment before or behind on one side, at least `_LEAST_GAIN`."""
    i, j, (di, dj) = bucket.i, bucket.j, step
    gain = np.full(len(bucket), _LEAST_GAIN, dtype=np.float32)
    if bucket.a + di not in pair.runs.source or bucket.b + dj not in pair.runs.target:
        return gain
    rows = pair.runs.source[bucket.a + di], pair.runs.target[bucket.b + dj]
    for begin in ((i - di, j - dj), (i, j)):
        fits = (begin[0] >= 0) & (begin[1] >= 0) & (begin[0] < len(rows[0])) & (begin[1] < len(rows[1]))
        at = begin[0][fits], begin[1][fits]
        cosine = np.einsum("ij,ij->i", rows[0][at[0]], rows[1][at[1]])
        gain[fits] = np.maximum(gain[fits], cosine - whole[fits])
    return gain
