"""Margin and cosine of a bead."""

import numpy as np
import pytest

from align.score.measured_pair import measure
from tests.score.features.values import value
from tests.score.toy import side


@pytest.fixture
def pair():
    return measure(side("ja", "犬", "猫", "鳥"), side("en", "dog", "cat bird", "fish"), 2)


def test_margin_and_cosine(pair):
    margin = pair.runs.margins(1, 1)[0, 0]
    assert value(pair, "margin", 0, 1, 0, 1) == value(pair, "margin_one", 0, 1, 0, 1) == pytest.approx(margin)
    assert value(pair, "margin_cosine", 0, 1, 0, 1) == pytest.approx(1.0, abs=1e-3)
    assert value(pair, "margin_many", 1, 2, 1, 1) == pytest.approx(pair.runs.margins(2, 1)[1, 1])


def test_a_low_cosine_is_doubtful_and_a_high_one_is_not(pair):
    assert value(pair, "margin_doubt", 0, 1, 0, 1) == value(pair, "margin_doubt_near", 0, 1, 0, 1) == 0.0
    content = pair.lengths.content(*(np.array([place]) for place in (0, 1, 2, 3)))[0]
    cosine = value(pair, "margin_cosine", 0, 1, 2, 1)
    assert value(pair, "margin_doubt", 0, 1, 2, 1) == pytest.approx((0.35 - cosine) * content, abs=1e-5)
    assert value(pair, "margin_doubt_near", 0, 1, 2, 1) > 0


def test_what_is_lost_against_the_best_partner_of_each_side(pair):
    table = pair.runs.margins(1, 1)
    assert value(pair, "margin_lost_source", 0, 1, 1, 1) == pytest.approx(table[0, 1] - table[0].max(), abs=1e-6)
    assert value(pair, "margin_lost_target", 0, 1, 1, 1) == pytest.approx(table[0, 1] - table[:, 1].max(), abs=1e-6)
