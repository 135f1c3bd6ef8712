"""A folded segment falls apart."""

import pytest

from align.score.measured_pair import measure
from tests.score.features.values import value
from tests.score.toy import side


def test_a_folded_segment_falls_apart_at_the_right_cut():
    pair = measure(side("ja", "犬犬", "猫猫", "鳥"), side("en", "dog dog cat cat", "bird"), 3)
    true, false = value(pair, "split_both", 0, 2, 0, 1), value(pair, "split_both", 1, 2, 0, 1)
    assert true > false + 0.5
    assert value(pair, "split_off", 0, 2, 0, 1) == pytest.approx(0, abs=0.1)
    assert value(pair, "split_none", 0, 2, 1, 1) == 1.0
