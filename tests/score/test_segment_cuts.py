"""A segment at its cut points."""

import numpy as np
import pytest

from align.score.segment_cuts import cut_segments


def plain(sums):
    return sums[:, :-1]


def pieces(count):
    rows = np.zeros((count, 3), dtype=np.float32)
    rows[:, 0], rows[:, 1], rows[:, 2] = np.arange(1, count + 1), 1.0, 2.0
    return rows


def test_heads_and_tails_stand_before_and_behind_each_cut_point():
    (cuts,) = cut_segments([pieces(3)], plain)
    assert cuts.heads.tolist() == [[1, 1], [3, 2]]
    assert cuts.tails.tolist() == [[5, 2], [3, 1]]
    assert cuts.share == pytest.approx([1 / 3, 2 / 3])


def test_segments_keep_their_own_cuts_and_a_single_piece_has_none():
    first, none, last = cut_segments([pieces(2), pieces(1), pieces(4)], plain)
    assert none is None
    assert len(first.heads) == 1
    assert last.heads.tolist() == [[1, 1], [3, 2], [6, 3]]
    assert last.tails.tolist() == [[9, 3], [7, 2], [4, 1]]


def test_no_segment_has_cuts():
    assert cut_segments([pieces(1), pieces(1)], plain) == [None, None]


@pytest.mark.parametrize(("count", "taken"), [(49, 48), (50, 25), (100, 33)])
def test_of_many_cut_points_evenly_spread_ones_are_taken(count, taken):
    (cuts,) = cut_segments([pieces(count)], plain)
    assert len(cuts.heads) == taken
    assert np.ptp(np.diff(cuts.share)) < 1e-6
    assert 0 < cuts.share[0] < cuts.share[-1] < 1


def test_the_share_of_an_empty_segment_is_bounded():
    (cuts,) = cut_segments([np.zeros((2, 3), dtype=np.float32)], plain)
    assert cuts.share.tolist() == [0.0]
