"""How complete a translation is, from the shares of a first look."""

import math

import numpy as np
import pytest

from align.score.completeness import completeness
from align.score.weights import default_weights
from align.search.arcs import Arcs


def pair(segments, null_source=0, null_target=0, joined=0):
    """The features of a pair whose ladder is sure: so many beads 1-1 beside the rest."""
    kinds = [(1, 1)] * (segments - null_source) + [(1, 0)] * null_source + [(0, 1)] * null_target + [(2, 1)] * joined
    places = np.arange(len(kinds))
    arcs = Arcs(places, np.array([a for a, _ in kinds]), places, np.array([b for _, b in kinds]))
    size = sum(a for a, _ in kinds), sum(b for _, b in kinds)
    return arcs, completeness(arcs, size, np.ones(len(kinds)))


def test_each_rate_stands_on_the_beads_that_it_speaks_of():
    arcs, columns = pair(80, null_source=20, null_target=4, joined=10)
    assert set(columns["null_source_rate"][arcs.b > 0]) == {0.0}
    assert set(columns["null_target_rate"][arcs.a > 0]) == {0.0}
    assert set(columns["shape_joined_rate"][arcs.a < 2]) == {0.0}
    assert columns["null_source_rate"][arcs.b == 0][0] == pytest.approx(math.log((20 + 0.96) / 108 / 0.12), abs=1e-6)
    assert columns["null_target_rate"][arcs.a == 0][0] == pytest.approx(math.log((4 + 0.96) / 82 / 0.12), abs=1e-6)
    assert columns["shape_joined_rate"][arcs.a == 2][0] == pytest.approx(math.log((10 + 0.96) / 78 / 0.12), abs=1e-6)


def test_a_pair_of_usual_completeness_is_told_nothing():
    _, columns = pair(100, null_source=12, null_target=12)
    assert columns["null_source_rate"].max() == pytest.approx(0.0, abs=1e-6)
    assert np.abs(columns["null_target_rate"]).max() < 0.02


def test_a_short_pair_tells_less_than_a_long_one():
    lone = [pair(segments, null_source=1, null_target=1)[1]["null_target_rate"].min() for segments in (4, 400)]
    assert abs(lone[0]) < 0.5
    assert lone[1] < -2


def test_rates_that_no_page_had_are_held_at_those_that_pages_had():
    _, columns = pair(2000, null_source=1900)
    assert columns["null_source_rate"].max() == pytest.approx(1.6)
    assert pair(2000, null_target=1)[1]["null_target_rate"].min() == pytest.approx(-3.0)


@pytest.mark.parametrize("name", ["null_source_rate", "null_target_rate", "shape_joined_rate"])
def test_the_more_of_a_pair_is_null_the_likelier_a_segment_is(name):
    told = default_weights().slopes[name].of(np.array([-3.0, 0.0, 1.6], dtype=np.float32))
    assert told[0] < told[1] == 0.0 < told[2]
