"""Rows folded by groups and by runs."""

import numpy as np

from align.score.folds import fold_groups, fold_runs


def test_groups_are_folded_and_empty_ones_have_their_own_value():
    rows = np.array([[1, 5], [2, 4], [7, 0]], dtype=np.float32)
    assert fold_groups(np.add, rows, np.array([2, 0, 1]), -1.0).tolist() == [[3, 9], [-1, -1], [7, 0]]
    assert fold_groups(np.maximum, rows, np.array([0, 3]), -1.0).tolist() == [[-1, -1], [7, 5]]
    assert fold_groups(np.add, rows[:0], np.array([0, 0]), 0.0).tolist() == [[0, 0], [0, 0]]


def test_runs_are_folded():
    rows = np.array([1.0, 5.0, 2.0, 4.0])
    assert fold_runs(np.add, rows, 2).tolist() == [6, 7, 6]
    assert fold_runs(np.minimum, rows, 3).tolist() == [1, 2]
    assert fold_runs(np.add, rows, 1).tolist() == rows.tolist()
