"""Sentence ends, page furniture and leading numbers: "第5章" answers "Chapter 5", a heading answers a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.score.numbering import numbered_alike

if TYPE_CHECKING:
    from align.score.feature_table import Bucket, Values
    from align.score.measured_pair import MeasuredPair


def form_features(pair: MeasuredPair, bucket: Bucket) -> Values:
    """Whether both sides end, are furniture and are numbered in the same way."""
    return _ends(pair, bucket) | _furniture(pair, bucket) | _numbers(pair, bucket)


def _ends(pair: MeasuredPair, bucket: Bucket) -> Values:
    closed = [side.forms.closed for side in pair.sides]
    ends = [closed[side][start + length - 1] for side, (length, start) in enumerate(bucket.spans)]
    values: Values = {"form_same_end": ends[0] == ends[1], "form_other_end": ends[0] != ends[1]}
    for side, (length, start) in enumerate(bucket.spans):
        if length > 1:
            inner = np.stack([closed[side][start + step] for step in range(length - 1)])
            values[f"form_{('source', 'target')[side]}_heading_inside"] = ~inner.all(axis=0)
    return values


def _furniture(pair: MeasuredPair, bucket: Bucket) -> Values:
    kinds = [side.forms.furniture for side in pair.sides]
    if bucket.a == bucket.b == 1:
        return {"form_furniture_other": kinds[0][bucket.i] != kinds[1][bucket.j]}
    held = [
        np.stack([kind[start + step] != "" for step in range(length)]).any(axis=0)
        for kind, (length, start) in zip(kinds, bucket.spans, strict=True)
    ]
    return {"form_furniture_joined": held[0] | held[1]}


def _numbers(pair: MeasuredPair, bucket: Bucket) -> Values:
    source, target = pair.sides[0].forms.numbers[bucket.i], pair.sides[1].forms.numbers[bucket.j]
    same, given = numbered_alike(source, target), (source != "", target != "")
    return {
        "form_same_number": same,
        "form_other_number": given[0] & given[1] & ~same,
        "form_one_number": given[0] ^ given[1],
    }
