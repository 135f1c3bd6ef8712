"""Expected calibration error against hand-worked cases."""

import random

import pytest

from align.errors import UsageError
from align.evaluate.calibration import calibrate
from align.evaluate.ladder_files import Ladder
from align.evaluate.metrics import evaluate
from align.model import Bead


def test_sure_and_right_is_perfect_sure_and_wrong_is_one() -> None:
    assert calibrate([1.0] * 30, [True] * 30).ece == 0
    assert calibrate([1.0] * 30, [False] * 30).ece == 1


def test_two_bins_by_hand() -> None:
    result = calibrate([0.2, 0.4, 0.8, 1.0], [False, False, True, False], bins=2)
    # bins (0.2, 0.4) promise .3 and hold 0; (0.8, 1.0) promise .9 and hold .5
    assert result.ece == pytest.approx((0.3 + 0.4) / 2)
    assert [(point.beads, point.probability, point.accuracy) for point in result.points] == [
        (2, 0.3, 0.0),
        (2, 0.9, 0.5),
    ]
    assert result.brier == pytest.approx((0.04 + 0.16 + 0.04 + 1) / 4)


def test_bins_hold_equally_many_beads_whatever_their_probabilities() -> None:
    result = calibrate([0.99] * 140 + [0.1] * 10, [True] * 150)
    assert [point.beads for point in result.points] == [10] * 15
    assert len(calibrate([0.5, 0.6], [True, False]).points) == 2


def test_honest_probabilities_have_a_small_error_and_boastful_ones_a_large() -> None:
    draw = random.Random(7)
    honest = [draw.random() for _ in range(20_000)]
    right = [draw.random() < value for value in honest]
    assert calibrate(honest, right).ece < 0.02
    assert calibrate([value**0.25 for value in honest], right).ece > 0.2


def test_a_bead_is_right_if_identical_and_a_null_if_its_segments_are_null() -> None:
    gold = Ladder((Bead((0,), (0, 1)), Bead((1,), ()), Bead((2,), ()), Bead((), (2,))))
    found = Ladder((Bead((0,), (0,)), Bead((), (1,)), Bead((1, 2), ()), Bead((), (2,))), graded=True)
    result = evaluate([gold], [found])
    assert result.calibration is not None
    # right: (1, 2)-null and null-(2); wrong: 0-0 and null-1
    assert result.calibration.ece == pytest.approx(0.5)


def test_nothing_to_calibrate_is_refused() -> None:
    with pytest.raises(UsageError):
        calibrate([], [])
