"""Facts that both sides of a bead assert, and facts that only one asserts, weighted by rarity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.score.folds import fold_runs

if TYPE_CHECKING:
    from align.score.feature_table import Bucket, Values
    from align.score.measured_pair import MeasuredPair


def shared_fact_features(pair: MeasuredPair, bucket: Bucket) -> Values:
    """For numbers and dates ("facts") and Latin words ("latin"): shared weight, and weight of one side only."""
    anchors = pair.anchors
    sides = [
        fold_runs(np.maximum, table, length)[start]
        for table, (length, start) in zip(anchors.held, bucket.spans, strict=True)
    ]
    both = np.minimum(*sides) * anchors.weight
    source_only, target_only = (np.maximum(sides[k] - sides[1 - k], 0) * anchors.weight for k in (0, 1))
    values: Values = {}
    for name, mask in anchors.kinds.items():
        values[f"{name}_shared"] = np.log1p(both @ mask)
        values[f"{name}_source_only"] = np.log1p(source_only @ mask)
        values[f"{name}_target_only"] = np.log1p(target_only @ mask)
    return values
