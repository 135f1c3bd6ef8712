"""How many segments a bead joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.score.feature_table import Bucket, Values
    from align.score.measured_pair import MeasuredPair


def shape_features(pair: MeasuredPair, bucket: Bucket) -> Values:
    """The kind of bead, and how many segments it has beyond two, three and four."""
    a, b = bucket.a, bucket.b
    if a == b == 1:
        return {"shape_one": 1.0}
    kind = "many_one" if b == 1 else "one_many" if a == 1 else "many_many"
    return {
        f"shape_{kind}": 1.0,
        f"shape_{kind}_size": a + b - 2,
        "shape_over_3": max(0, a + b - 3),
        "shape_over_4": max(0, a + b - 4),
    }
