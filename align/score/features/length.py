"""Length: how far a bead's characters and sentences lie from the pair's own ratio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.feature_table import Bucket, Values
    from align.score.measured_pair import MeasuredPair


def length_features(pair: MeasuredPair, bucket: Bucket) -> Values:
    """Log ratios of both sides' characters and sentences, and how unusual they are for texts of this length."""
    lengths, i, j = pair.lengths, bucket.i, bucket.j
    k, m = i + bucket.a, j + bucket.b
    source, target = lengths.chars(0, i, k), lengths.chars(1, j, m)
    off = np.log((source + 2.0) / (target * lengths.ratio + 2.0))
    spread = np.maximum(3.0 / np.sqrt(np.minimum(source, target * lengths.ratio) + 1.0), 0.2)
    strange = np.minimum(np.abs(off) / spread, 5.0)
    return {
        "length_long": np.maximum(off, 0.0),
        "length_short": np.maximum(-off, 0.0),
        "length_strange": strange,
        "length_strange_squared": strange**2,
        "length_weighty": np.abs(off) * (np.log(source + 1.0) - 4.0),
        "length_sentences": np.abs(np.log(lengths.sentences(0, i, k) / lengths.sentences(1, j, m))),
    }
