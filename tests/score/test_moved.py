"""Moved beads: what stands around an option, what is chosen, and how its weights are learnt."""

import numpy as np
import pytest

from align.model import Bead
from align.score.crossing import choose, in_company
from align.score.learn import learn_crossings
from align.score.moved import Moved, Surroundings, company
from align.score.weights import Weights, default_weights, read_weights, write_weights

LADDER = [Bead((place,), (place,), 0.9 if place == 2 else 1.0) for place in range(5)]
DOUBTFUL = [LADDER[2]]


def surroundings(*options: Moved) -> Surroundings:
    return Surroundings(LADDER, DOUBTFUL, options)


def test_an_option_passes_the_beads_between_its_two_places():
    around = surroundings()
    assert around.passed(Moved((5,), (0,), 9.0)) == 5
    assert around.passed(Moved((5,), (5,), 9.0)) == 0
    assert around.crosses(Moved((5,), (0,), 9.0))
    assert not around.crosses(Moved((5,), (5,), 9.0))


def test_breaking_a_doubtful_bead_is_no_crossing_by_itself():
    taken = Moved((2,), (3,), 9.0)
    assert surroundings().held(taken) == DOUBTFUL
    assert surroundings().passed(taken) == 1
    assert not surroundings().crosses(taken)


def test_what_a_doubtful_bead_loses_counts_against_the_option():
    whole, taken = Moved((2,), (2,), 4.0), Moved((2,), (0,), 9.0)
    assert surroundings(whole, taken).lost(taken) == pytest.approx(4.0)
    assert surroundings(whole, taken).lost(Moved((5,), (0,), 9.0)) == 0.0


def test_a_neighbour_that_moved_along_speaks_for_an_option():
    first, second, far = Moved((5,), (0,), 9.0), Moved((6,), (1,), 4.0), Moved((9,), (4,), 3.0)
    around = surroundings(first, second, far)
    assert around.beside(first) == 4.0
    assert around.beside(second) == 9.0
    assert around.beside(far) == 0.0


def test_a_wider_bead_that_gains_more_speaks_against_its_part():
    part, whole, elsewhere = Moved((5,), (0,), 6.0), Moved((5,), (0, 1), 9.0), Moved((5,), (7,), 20.0)
    around = surroundings(part, whole, elsewhere)
    assert around.apart(part) == pytest.approx(-3.0)
    assert around.apart(whole) == 0.0


def test_no_two_chosen_share_a_segment_and_the_doubtful_stay_out():
    options = [Moved((1,), (5,), 9.0), Moved((1,), (6,), 9.0), Moved((2,), (7,), 9.0), Moved((3,), (8,), 9.0)]
    assert choose(options, np.array([0.6, 0.9, 0.7, 0.2]), 0.25) == [1, 2]


def test_others_that_share_no_segment_are_an_options_company():
    options = [Moved((1,), (5,), 9.0), Moved((1, 2), (5,), 9.0), Moved((7,), (0,), 9.0), Moved((9,), (3,), 9.0)]
    probabilities = np.array([0.9, 0.3, 0.8, 0.02])
    told = company(options, [0, 2], probabilities, beads=50)
    assert told["others"] == pytest.approx([0.8, 0.8, 0.9, 1.0])
    assert np.expm1(told["others_log"]) == pytest.approx([0.8, 0.8, 0.9, 1.7])
    rate = company(options, [0, 2], probabilities, beads=1000)
    assert np.expm1(rate["others_log"]) == pytest.approx([0.08, 0.08, 0.09, 0.17])


def test_company_makes_an_option_more_believable():
    columns = {"gain": np.array([7.0, 7.0, 20.0])}
    weights = Weights(
        "test", {}, crossing={"bias": -8.0, "gain": 1.0}, company={"bias": -9.0, "gain": 1.0, "others": 3}
    )
    alone = [Moved((1,), (5,), 7.0), Moved((1,), (6,), 7.0), Moved((1,), (7,), 20.0)]
    among = [*alone[:2], Moved((8,), (2,), 20.0)]
    told = [
        weights.moved_in_company(columns | in_company(options, columns, weights, beads=30))
        for options in (alone, among)
    ]
    assert told[1][0] > 3 * told[0][0]


def test_learnt_weights_find_what_separates():
    rng = np.random.default_rng(1)
    gain, noise = rng.normal(5, 3, 400), rng.normal(0, 1, 400)
    right = gain + rng.normal(0, 1, 400) > 6
    learnt = learn_crossings({"gain": gain, "noise": noise}, right)
    assert learnt["gain"] > 5 * abs(learnt["noise"])
    probability = Weights("test", {}, crossing=learnt).moved({"gain": gain, "noise": noise})
    assert ((probability > 0.5) == right).mean() > 0.85
    assert probability.mean() == pytest.approx(right.mean(), abs=0.01)


def test_without_weights_nothing_has_moved():
    assert not Weights("test", {}).moved({"gain": np.array([50.0])}).any()


def test_weights_for_crossings_survive_their_file():
    ours = default_weights()
    assert ours.crossing["gain"] > 0
    again = read_weights(write_weights(ours, "a test"))
    assert again.crossing == pytest.approx(dict(ours.crossing), abs=1e-5)
    assert again.company == pytest.approx(dict(ours.company), abs=1e-5)
