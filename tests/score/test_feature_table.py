"""The table of features and its buckets."""

import numpy as np

from align.score.feature_table import FeatureTable, buckets
from align.search.arcs import Arcs


def test_a_feature_is_zero_where_it_was_not_set():
    table = FeatureTable(4)
    table.set("margin", np.array([1, 3]), [0.5, 0.25])
    table.set("margin", np.array([0]), 2.0)
    assert table.columns["margin"].tolist() == [2.0, 0.5, 0.0, 0.25]
    assert table.columns["margin"].dtype == np.float32


def test_a_bucket_holds_the_beads_of_one_shape():
    arcs = Arcs(*np.array([(0, 1, 0, 1), (3, 2, 4, 1), (1, 1, 1, 1), (2, 1, 2, 0)]).T)
    found = {(bucket.a, bucket.b): bucket for bucket in buckets(arcs)}
    assert list(found) == [(1, 0), (1, 1), (2, 1)]
    assert found[1, 1].rows.tolist() == [0, 2]
    assert found[1, 1].i.tolist() == found[1, 1].j.tolist() == [0, 1]
    assert len(found[1, 1]) == 2
    (a, i), (b, j) = found[2, 1].spans
    assert (a, i.tolist(), b, j.tolist()) == (2, [3], 1, [4])
