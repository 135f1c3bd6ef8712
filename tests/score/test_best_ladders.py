"""Which parts of a ladder are searched again, and the order in which its beads are read."""

from align.model import Bead
from align.score.best_ladders import in_reading_order, parts_around


def test_a_ladder_is_aligned_again_only_around_what_it_loses():
    ladder = [Bead((place,), (place,), 0.5 if place == 170 else 1.0) for place in range(400)]
    assert parts_around(ladder, []) == []
    assert parts_around(ladder, [Bead((100,), (300,))]) == [(70, 131), (270, 331)]
    assert parts_around(ladder, [Bead((100,), (110,))]) == [(70, 141)]
    assert parts_around(ladder, [Bead((5,), (200,))]) == [(0, 36), (169, 231)]


def test_reading_order_keeps_added_segments_before_what_follows_them():
    beads = [Bead((0,), (1,)), Bead((), (0,)), Bead((1,), ()), Bead((2,), (3,)), Bead((), (2,)), Bead((), (4,))]
    ordered = [(bead.source, bead.target) for bead in in_reading_order(beads)]
    assert ordered == [((), (0,)), ((0,), (1,)), ((1,), ()), ((), (2,)), ((2,), (3,)), ((), (4,))]


def test_reading_order_lets_an_added_segment_wait_for_the_next_bead_that_does_not_cross():
    beads = [Bead((0,), (0,)), Bead((1,), (4,), crosses=True), Bead((), (1,)), Bead((2,), (2,)), Bead((), (3,))]
    ordered = [(bead.source, bead.target) for bead in in_reading_order(beads)]
    assert ordered == [((0,), (0,)), ((1,), (4,)), ((), (1,)), ((2,), (2,)), ((), (3,))]
    assert in_reading_order(beads[::-1]) == in_reading_order(beads), "the order in which beads come does not matter"
