"""Moved beads: what stands around an option, and what is chosen."""

import numpy as np
import pytest

from align.model import Bead
from align.score.crossing import choose, co_move_columns
from align.score.move_features import MoveOption, Surroundings, co_moves
from align.score.weights import Weights, default_weights, read_weights, write_weights

LADDER = [Bead((place,), (place,), 0.9 if place == 2 else 1.0) for place in range(5)]
DOUBTFUL = [LADDER[2]]


def surroundings(*options: MoveOption) -> Surroundings:
    return Surroundings(LADDER, DOUBTFUL, options)


def test_an_option_passes_the_beads_between_its_two_places():
    around = surroundings()
    assert around.passed(MoveOption((5,), (0,), 9.0)) == 5
    assert around.passed(MoveOption((5,), (5,), 9.0)) == 0
    assert around.crosses(MoveOption((5,), (0,), 9.0))
    assert not around.crosses(MoveOption((5,), (5,), 9.0))


def test_breaking_a_doubtful_bead_is_no_crossing_by_itself():
    taken = MoveOption((2,), (3,), 9.0)
    assert surroundings().held(taken) == DOUBTFUL
    assert surroundings().passed(taken) == 1
    assert not surroundings().crosses(taken)


def test_what_a_doubtful_bead_loses_counts_against_the_option():
    whole, taken = MoveOption((2,), (2,), 4.0), MoveOption((2,), (0,), 9.0)
    assert surroundings(whole, taken).lost(taken) == pytest.approx(4.0)
    assert surroundings(whole, taken).lost(MoveOption((5,), (0,), 9.0)) == 0.0


def test_a_neighbour_that_moved_along_speaks_for_an_option():
    first, second, far = MoveOption((5,), (0,), 9.0), MoveOption((6,), (1,), 4.0), MoveOption((9,), (4,), 3.0)
    around = surroundings(first, second, far)
    assert around.beside(first) == 4.0
    assert around.beside(second) == 9.0
    assert around.beside(far) == 0.0


def test_a_wider_bead_that_gains_more_speaks_against_its_part():
    part, whole, elsewhere = MoveOption((5,), (0,), 6.0), MoveOption((5,), (0, 1), 9.0), MoveOption((5,), (7,), 20.0)
    around = surroundings(part, whole, elsewhere)
    assert around.apart(part) == pytest.approx(-3.0)
    assert around.apart(whole) == 0.0


def test_no_two_chosen_share_a_segment_and_the_doubtful_stay_out():
    options = [
        MoveOption((1,), (5,), 9.0),
        MoveOption((1,), (6,), 9.0),
        MoveOption((2,), (7,), 9.0),
        MoveOption((3,), (8,), 9.0),
    ]
    assert choose(options, np.array([0.6, 0.9, 0.7, 0.2]), 0.25) == [1, 2]


def test_others_that_share_no_segment_are_counted():
    options = [
        MoveOption((1,), (5,), 9.0),
        MoveOption((1, 2), (5,), 9.0),
        MoveOption((7,), (0,), 9.0),
        MoveOption((9,), (3,), 9.0),
    ]
    probabilities = np.array([0.9, 0.3, 0.8, 0.02])
    told = co_moves(options, [0, 2], probabilities, beads=50)
    assert told["others"] == pytest.approx([0.8, 0.8, 0.9, 1.0])
    assert np.expm1(told["others_log"]) == pytest.approx([0.8, 0.8, 0.9, 1.7])
    rate = co_moves(options, [0, 2], probabilities, beads=1000)
    assert np.expm1(rate["others_log"]) == pytest.approx([0.08, 0.08, 0.09, 0.17])


def test_other_moves_make_an_option_more_believable():
    columns = {"gain": np.array([7.0, 7.0, 20.0])}
    weights = Weights(
        "test", {}, crossing={"bias": -8.0, "gain": 1.0}, co_moves={"bias": -9.0, "gain": 1.0, "others": 3}
    )
    alone = [MoveOption((1,), (5,), 7.0), MoveOption((1,), (6,), 7.0), MoveOption((1,), (7,), 20.0)]
    among = [*alone[:2], MoveOption((8,), (2,), 20.0)]
    told = [
        weights.moved_with_others(columns | co_move_columns(options, columns, weights, beads=30))
        for options in (alone, among)
    ]
    assert told[1][0] > 3 * told[0][0]


def test_without_weights_nothing_has_moved():
    assert not Weights("test", {}).moved({"gain": np.array([50.0])}).any()


def test_weights_for_crossings_survive_their_file():
    ours = default_weights()
    assert ours.crossing["gain"] > 0
    again = read_weights(write_weights(ours, "a test"))
    assert again.crossing == pytest.approx(dict(ours.crossing), abs=1e-5)
    assert again.co_moves == pytest.approx(dict(ours.co_moves), abs=1e-5)
