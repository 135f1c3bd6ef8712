"""The warning that two texts have no common order."""

import pytest

from align.model import Bead
from align.score.common_order import order_warning


def beads(straight, crossing=0, doubtful=0, null=0):
    made = [(0.9, False)] * straight + [(0.9, True)] * crossing + [(0.3, False)] * doubtful
    paired = [Bead((place,), (place,), chance, (), crosses=cross) for place, (chance, cross) in enumerate(made)]
    return paired + [Bead((len(made) + place,), ()) for place in range(null)]


def test_more_crossing_beads_than_others_are_no_common_order():
    found = order_warning("list", beads(straight=9, crossing=10), 19)
    assert found is not None
    assert (found.pair, found.crossing, found.doubtful, found.paired) == ("list", 10, 0, 19)
    assert str(found).startswith("list: the two texts have no common order: of 19 beads")


@pytest.mark.parametrize("counts", [(10, 10), (5, 4), (300, 0)])
def test_a_common_order_needs_no_warning(counts):
    assert order_warning("pair", beads(*counts, null=400), 700) is None


def test_a_few_beads_say_nothing_about_order():
    assert order_warning("pair", beads(0, 9), 9) is None
    assert order_warning("pair", beads(0, 10), 10) is not None


def test_doubtful_beads_count_in_long_pairs_only():
    assert order_warning("pair", beads(100, 0, 200), 320) is None
    found = order_warning("pair", beads(100, 0, 200), 321)
    assert found is not None and found.doubtful == 200
