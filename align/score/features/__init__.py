"""What speaks for a bead, as numbers: one column for each feature, one row for each candidate.

A feature is zero where it does not apply, so the weights for one kind of bead do not touch the
others. The first word of its name is the group under which `--explain` shows it
(`align.score.evidence.GROUPS`).

To add a feature, write a function of a measured pair and a bucket that returns its values, and name
it below.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from align.score.feature_table import FeatureTable, buckets
from align.score.features.alone import alone_features, lone_fact_features
from align.score.features.answered import answer_features
from align.score.features.form import form_features
from align.score.features.join import join_features
from align.score.features.length import length_features
from align.score.features.margin import margin_features
from align.score.features.names import lone_name_features, name_features
from align.score.features.shape import shape_features
from align.score.features.shared_facts import shared_fact_features
from align.score.features.split import set_splits

if TYPE_CHECKING:
    from align.score.arrays import Bools, Columns
    from align.score.feature_table import Bucket, Values
    from align.score.measured_pair import MeasuredPair
    from align.search.arcs import Arcs

    FeatureGroup = Callable[[MeasuredPair, Bucket], Values]

BEAD_FEATURES: tuple[FeatureGroup, ...] = (
    shape_features,
    margin_features,
    answer_features,
    join_features,
    form_features,
    length_features,
    shared_fact_features,
    name_features,
)
"""Features of beads with segments on both sides."""
NULL_FEATURES: tuple[FeatureGroup, ...] = (alone_features, lone_fact_features, lone_name_features)
"""Features of null alignments."""


def all_features(pair: MeasuredPair, arcs: Arcs) -> Columns:
    """Return name -> float32[len(arcs)]: all features of every candidate."""
    return plain_features(pair, arcs) | split_features(pair, arcs, np.ones(len(arcs), dtype=bool))


def plain_features(pair: MeasuredPair, arcs: Arcs) -> Columns:
    """Return all features but those of `split_features`."""
    table = FeatureTable(len(arcs))
    for bucket in buckets(arcs):
        for group in BEAD_FEATURES if bucket.a and bucket.b else NULL_FEATURES:
            for name, values in group(pair, bucket).items():
                table.set(name, bucket.rows, values)
    return table.columns


def split_features(pair: MeasuredPair, arcs: Arcs, wanted: Bools) -> Columns:
    """Return the features from cutting single segments, for the wanted beads.

    They take half the time of all.
    """
    table = FeatureTable(len(arcs))
    set_splits(pair, arcs, wanted, table)
    return table.columns
