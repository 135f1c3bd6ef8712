"""Null alignments: what speaks for leaving a segment alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.score.feature_table import NULL_NAMES

if TYPE_CHECKING:
    from align.score.feature_table import Bucket, Values
    from align.score.measured_pair import MeasuredPair

_SHORT = (14, 25)
"""Below this many characters, a source or target segment is short."""


def alone_features(pair: MeasuredPair, bucket: Bucket) -> Values:
    """How near the nearest segment of the other side is, how much of this one is answered anywhere, and its form."""
    side = bucket.null_side
    segments = bucket.spans[side][1]
    here, name = pair.sides[side], NULL_NAMES[side]
    margins = pair.runs.margins(1, 1) if side == 0 else pair.runs.margins(1, 1).T
    best, nearest = margins.max(axis=1), margins.argmax(axis=1)
    mutual = margins.argmax(axis=0)[nearest] == np.arange(len(best))
    sentences, words = pair.sentences[side], pair.words[side]
    return {
        name: 1.0,
        f"{name}_nearest": best[segments],
        f"{name}_mutual": mutual[segments],
        f"{name}_mutual_nearest": (mutual * best)[segments],
        f"{name}_sentences": (sentences.best / np.maximum(sentences.mass, 1e-6))[segments],
        f"{name}_words": words.share[segments],
        f"{name}_word_mass": np.log1p(np.maximum(words.mass, 0.0))[segments],
        f"{name}_length": np.log(here.chars[segments]),
        f"{name}_short": here.chars[segments] < _SHORT[side],
        f"{name}_closed": here.forms.closed[segments],
    }


def lone_fact_features(pair: MeasuredPair, bucket: Bucket) -> Values:
    """The weight of the segment's anchors that the other side never holds, and of those that it holds somewhere."""
    side, anchors = bucket.null_side, pair.anchors
    segments = bucket.spans[side][1]
    held = anchors.held[side] * anchors.weight
    return {
        f"{NULL_NAMES[side]}_facts_missing": (held @ anchors.alone)[segments],
        f"{NULL_NAMES[side]}_facts_held": (held @ anchors.shared)[segments],
    }
