"""Features of a bead that may have moved."""

import math

import numpy as np
import pytest

from align.model import Bead
from align.score.move_features import MoveOption, Surroundings, move_features

LADDER = [Bead((place,), (place,), 0.9 if place == 2 else 1.0) for place in range(8)]
DOUBTFUL = [LADDER[2]]


def features(option, *others, chars=(40.0,) * 12, free=50):
    around = Surroundings(LADDER, DOUBTFUL, [option, *others])
    return {name: float(column[0]) for name, column in move_features([option], around, np.array(chars), free).items()}


def test_the_gain_and_what_lies_over_eight():
    assert features(MoveOption((9,), (0,), 7.0))["gain_over_8"] == 0.0
    assert features(MoveOption((9,), (0,), 9.5))["gain_over_8"] == 1.5
    assert features(MoveOption((9,), (0,), 9.5))["gain"] == 9.5


def test_a_doubtful_bead_gives_its_probability_and_its_loss():
    found = features(MoveOption((2,), (0,), 9.0), MoveOption((2,), (2,), 4.0))
    assert (found["doubt"], found["lost"]) == (0.9, 4.0)
    part = MoveOption((2,), (9,), 5.0), MoveOption((2,), (2,), 3.0)
    assert features(*part)["lost"] == 3.0
    free = features(MoveOption((9,), (0,), 9.0))
    assert (free["doubt"], free["lost"]) == (0.0, 0.0)


def test_what_is_left_of_a_wider_doubtful_bead_is_not_lost():
    ladder = [Bead((0, 1), (0,), 0.5), Bead((2,), (1,))]
    options = [MoveOption((1,), (5,), 9.0), MoveOption((0, 1), (0,), 6.0), MoveOption((0,), (0,), 4.0)]
    around = Surroundings(ladder, ladder[:1], options)
    assert around.lost(options[0]) == 2.0


def test_a_neighbour_before_or_behind_that_moved_along():
    before, behind = MoveOption((8,), (0,), 2.0), MoveOption((10,), (2,), 5.0)
    option = MoveOption((9,), (1,), 9.0)
    assert features(option, before)["beside"] == 2.0
    assert features(option, behind)["beside"] == 5.0
    assert features(option, before, behind)["beside"] == 5.0
    assert features(option, MoveOption((8,), (2,), 5.0))["beside"] == 0.0
    strong = features(option, MoveOption((10,), (2,), 30.0))
    assert (strong["beside"], strong["beside_over_3"], strong["beside_over_6"]) == (10.0, 1.0, 1.0)
    weak = features(option, MoveOption((10,), (2,), 3.0))
    assert (weak["beside_over_3"], weak["beside_over_6"]) == (0.0, 0.0)
    some = features(option, MoveOption((10,), (2,), 6.0))
    assert (some["beside_over_3"], some["beside_over_6"]) == (1.0, 0.0)


def test_wider_neighbours_count_by_their_corners():
    option = MoveOption((9,), (1,), 9.0)
    assert features(option, MoveOption((7, 8), (0,), 4.0))["beside"] == 4.0
    assert features(option, MoveOption((10, 11), (2,), 4.0))["beside"] == 4.0


@pytest.mark.parametrize(("chars", "short"), [(24.0, 1.0), (25.0, 0.0)])
def test_a_target_below_25_characters_is_short(chars, short):
    lengths = [40.0] * 12
    lengths[1] = chars
    found = features(MoveOption((9,), (1,), 9.0), MoveOption((10,), (2,), 5.0), chars=lengths)
    assert (found["short"], found["beside_short"]) == (short, 5.0 * short)


def test_the_number_of_segments():
    kinds = [((9,), (0,)), ((9, 10), (0,)), ((9, 10), (0, 1)), ((9,), (0, 1, 2))]
    found = [features(MoveOption(source, target, 9.0)) for source, target in kinds]
    assert [one["one"] for one in found] == [1, 0, 0, 0]
    assert [one["many"] for one in found] == [0, 0, 1, 1]


def test_beads_passed_and_nearness():
    far, near = features(MoveOption((9,), (0,), 9.0)), features(MoveOption((4,), (2,), 9.0))
    assert (far["passed"], far["near"]) == (pytest.approx(math.log(8)), 0.0)
    assert (near["passed"], near["near"]) == (pytest.approx(math.log(2)), 1.0)
    assert features(MoveOption((4,), (1,), 9.0))["near"] == 0.0
    assert features(MoveOption((4,), (4,), 9.0))["passed"] == 0.0


def test_the_choice_is_counted_in_hundreds():
    assert features(MoveOption((9,), (0,), 9.0), free=300)["choice"] == pytest.approx(math.log(3))
    assert features(MoveOption((9,), (0,), 9.0), free=0)["choice"] == pytest.approx(math.log(0.01))


def test_no_options_have_no_columns():
    assert move_features([], Surroundings([], [], []), np.zeros(0), 0) == {}
