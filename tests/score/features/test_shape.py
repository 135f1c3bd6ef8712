"""How many segments a bead joins."""

import pytest

from align.score.measured_pair import measure
from tests.score.features.values import value
from tests.score.toy import side


@pytest.mark.parametrize(
    ("a", "b", "kind", "size", "over_3", "over_4"),
    [
        (2, 1, "many_one", 1, 0, 0),
        (1, 3, "one_many", 2, 1, 0),
        (2, 2, "many_many", 2, 1, 0),
        (4, 1, "many_one", 3, 2, 1),
    ],
)
def test_kind_and_size(a, b, kind, size, over_3, over_4):
    pair = measure(side("ja", "犬", "猫", "鳥", "魚"), side("en", "dog", "cat", "bird", "fish"), 4)
    assert value(pair, f"shape_{kind}", 0, a, 0, b) == 1.0
    assert value(pair, f"shape_{kind}_size", 0, a, 0, b) == size
    assert (value(pair, "shape_over_3", 0, a, 0, b), value(pair, "shape_over_4", 0, a, 0, b)) == (over_3, over_4)
    assert value(pair, "shape_one", 0, a, 0, b) == 0.0
    assert value(pair, "shape_one", 0, 1, 0, 1) == 1.0
