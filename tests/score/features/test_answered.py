"""How much of each side the other answers."""

import numpy as np
import pytest

from align.score.measured_pair import measure
from tests.score.features.values import value
from tests.score.toy import side


@pytest.fixture
def pair():
    return measure(side("ja", "犬", "猫", "鳥"), side("en", "dog and cat", "bird", "fish"), 2)


def test_all_words_are_answered_by_the_right_partner(pair):
    assert value(pair, "words_source", 0, 2, 0, 1) == pytest.approx(1.0, abs=1e-3)
    assert value(pair, "words_target", 0, 2, 0, 1) == pytest.approx(1.0, abs=1e-3)
    assert value(pair, "words_target", 0, 1, 0, 1) == pytest.approx(0.5, abs=1e-3)
    assert value(pair, "words_target_lost", 0, 1, 0, 1) == pytest.approx(-0.5, abs=1e-3)


def test_missing_and_found_words_are_weighted_by_rarity(pair):
    weight = np.log(4 / 1.5)
    assert value(pair, "words_target_missing", 0, 1, 0, 1) == pytest.approx(weight, abs=1e-3)
    assert value(pair, "words_target_found", 0, 1, 0, 1) == pytest.approx(weight, abs=1e-3)


def test_the_segment_that_is_answered_worst(pair):
    assert value(pair, "words_source_weakest", 0, 2, 0, 1) == pytest.approx(1.0, abs=1e-3)
    assert value(pair, "words_source_weakest", 1, 2, 0, 1) == pytest.approx(0.0, abs=1e-3)
    assert value(pair, "words_source_weakest_lost", 1, 2, 0, 1) == pytest.approx(-1.0, abs=1e-3)
