"""Similarity of a bead's two sides, compared with what other runs of the same lengths reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.feature_table import Bucket, Values
    from align.score.measured_pair import MeasuredPair


def margin_features(pair: MeasuredPair, bucket: Bucket) -> Values:
    """Margin and cosine, doubt from low ones, and what is lost against the best partner of each side."""
    a, b, i, j = bucket.a, bucket.b, bucket.i, bucket.j
    table = pair.runs.margins(a, b)
    margins = table[i, j]
    cosine = margins + pair.runs.expected(a, i, b, j)
    # The longer both texts are, the less probable it is that a low cosine is chance.
    content = pair.lengths.content(i, i + a, j, j + b)
    return {
        "margin": margins,
        "margin_one" if a == b == 1 else "margin_many": margins,
        "margin_cosine": cosine,
        "margin_doubt": np.maximum(0.35 - cosine, 0.0) * content,
        "margin_doubt_near": np.maximum(0.15 - margins, 0.0) * content,
        "margin_lost_source": margins - table.max(axis=1)[i],
        "margin_lost_target": margins - table.max(axis=0)[j],
    }
