"""What is left to align around the beads that a person confirmed."""

import pytest

from align.errors import UsageError
from align.model import Bead
from align.score.lock_regions import regions_between


def test_without_locks_all_is_one_region():
    assert regions_between([], (2, 3)) == [([0, 1], [0, 1, 2])]


def test_a_lock_is_a_border():
    assert regions_between([Bead((2,), (1, 2))], (4, 4)) == [([0, 1], [0]), ([3], [3])]


def test_a_null_lock_takes_its_segment_away_and_is_no_border():
    assert regions_between([Bead((1,), ())], (3, 2)) == [([0, 2], [0, 1])]


def test_of_locks_that_cross_the_longest_chain_is_the_border():
    locks = [Bead((0,), (3,)), Bead((1,), (0,)), Bead((3,), (2,))]
    assert regions_between(locks, (5, 5)) == [([2], [1]), ([4], [4])]


def test_a_bead_marked_as_crossing_is_no_border():
    assert regions_between([Bead((1,), (0,), crosses=True)], (3, 2)) == [([0, 2], [1])]


def test_a_segment_between_the_parts_of_a_lock_stays_free():
    assert regions_between([Bead((0, 2), (0,))], (3, 1)) == [([1], [])]


@pytest.mark.parametrize("locks", [[Bead((0,), (0,)), Bead((0,), (1,))], [Bead((9,), (0,))]])
def test_locks_that_cannot_be(locks):
    with pytest.raises(UsageError, match="source"):
        regions_between(locks, (3, 3))
