"""What a bead gains by its outer segments and would gain by the next one."""

import pytest

from align.score.measured_pair import measure
from tests.score.features.values import value
from tests.score.toy import side


@pytest.fixture
def pair():
    return measure(side("ja", "犬", "猫", "鳥"), side("en", "dog cat", "bird"), 3)


def test_a_segment_that_belongs_to_the_bead_is_a_gain_and_another_one_a_loss(pair):
    root = 2**-0.5
    assert value(pair, "join_source_gain", 0, 2, 0, 1) == pytest.approx(1 - root, abs=0.02)
    assert value(pair, "join_source_gains", 0, 2, 0, 1) == pytest.approx(2 * (1 - root), abs=0.04)
    assert value(pair, "join_source_gain", 0, 3, 0, 1) < 0


def test_the_next_segment_is_looked_at_before_and_behind(pair):
    root = 2**-0.5
    assert value(pair, "join_source_next", 0, 1, 0, 1) == pytest.approx(1 - root, abs=0.02)
    assert value(pair, "join_source_next", 1, 1, 0, 1) == pytest.approx(1 - root, abs=0.02)
    assert value(pair, "join_source_next", 2, 1, 1, 1) == pytest.approx(-0.1)


def test_without_a_next_segment_the_gain_is_the_least():
    alone = measure(side("ja", "犬"), side("en", "dog"), 3)
    assert value(alone, "join_source_next", 0, 1, 0, 1) == value(alone, "join_target_next", 0, 1, 0, 1)
    assert value(alone, "join_source_next", 0, 1, 0, 1) == pytest.approx(-0.1)
