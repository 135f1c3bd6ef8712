"""Length against the pair's own ratio."""

from align.score.measured_pair import measure
from tests.score.features.values import value
from tests.score.toy import side


def test_a_source_that_is_longer_than_usual_is_long_and_a_shorter_one_short():
    pair = measure(side("ja", "犬" * 60, "猫" * 6), side("en", "dog dog dog", "cat " * 20), 1)
    assert value(pair, "length_long", 0, 1, 0, 1) > 1 > 0 == value(pair, "length_short", 0, 1, 0, 1)
    assert value(pair, "length_short", 1, 1, 1, 1) > 1 > 0 == value(pair, "length_long", 1, 1, 1, 1)
