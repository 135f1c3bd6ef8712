"""The 95 % interval, a null bead's credit, and the rounding of figures and bins, each against a hand-worked value."""

import json

import numpy as np
import pytest

from align.evaluate.calibration import calibrate
from align.evaluate.ladder_files import Ladder, parse_ladder
from align.evaluate.metrics import count, evaluate
from align.model import Bead

RIGHT, WRONG = parse_ladder("[0]:[0]\n"), parse_ladder("[0]:[]\n[]:[0]\n")


def test_the_interval_holds_95_of_100_resampled_scores() -> None:
    # precision is 1 and recall the share r of 100 documents, so F1 = 2 r / (1 + r). Of 100 fair draws, 39 or fewer are
    # right in 1.8 % of all cases and 40 or fewer in 2.8 %: the 2.5th percentile is 40, the 97.5th 60.
    score = evaluate([RIGHT] * 100, [RIGHT] * 50 + [WRONG] * 50, resamples=40_000).scores["strict"]
    assert (score.low, score.high) == (0.571429, 0.75)


def test_the_interval_of_one_document_is_drawn_over_its_islands() -> None:
    gold = parse_ladder("".join(f"[{i}]:[{i}]\n" for i in range(400)))
    found = parse_ladder("".join(f"[{i}]:[{i}]\n" if i % 2 else f"[{i}]:[]\n[]:[{i}]\n" for i in range(400)))
    whole = evaluate([gold], [found]).scores["strict"]
    parts = evaluate([RIGHT] * 400, [RIGHT] * 200 + [WRONG] * 200).scores["strict"]
    assert (whole.precision, whole.recall) == (parts.precision, parts.recall) == (1, 0.5)
    assert (whole.low, whole.high) == pytest.approx((parts.low, parts.high), abs=0.006)


def test_the_interval_is_the_same_for_a_seed() -> None:
    found = [RIGHT] * 20 + [WRONG] * 20
    once = evaluate([RIGHT] * 40, found, resamples=1000, seed=3)
    assert evaluate([RIGHT] * 40, found, resamples=1000, seed=3) == once
    assert "boot:1000xdocuments|seed:3" in once.signature
    assert "boot:1000xdocuments|seed:1|" in evaluate([RIGHT] * 40, found).signature


def test_a_single_document_that_is_all_right_has_an_interval_of_no_width() -> None:
    score = evaluate([RIGHT], [RIGHT]).scores["strict"]
    assert (score.precision, score.recall, score.f1, score.low, score.high) == (1, 1, 1, 1, 1)


def test_scores_are_rounded_to_six_digits() -> None:
    gold = parse_ladder("[0]:[0]\n[1]:[1]\n[2]:[2]\n")
    found = parse_ladder("[0]:[0]\n[1]:[2]\n[2]:[1]\n")
    assert evaluate([gold], [found]).scores["strict"].precision == 0.333333


def test_what_the_evaluation_says_as_json() -> None:
    graded = Ladder((Bead((0,), (0,), probability=0.75),), graded=True, signature="align:test")
    body = evaluate([RIGHT], [graded]).to_json()
    assert body["calibration"] == {
        "ece": 0.25,
        "brier": 0.0625,
        "bins": 1,
        "beads": 1,
        "points": ({"beads": 1, "probability": 0.75, "accuracy": 1.0},),
    }
    assert json.loads(json.dumps(body))["calibration"]["points"] == [{"beads": 1, "probability": 0.75, "accuracy": 1.0}]
    assert (body["documents"], body["beads"]) == (1, 1)
    assert body["signature"].endswith("hypothesis:(align:test)")


def test_signatures_that_differ_are_counted() -> None:
    one, other = (Ladder(RIGHT.beads, signature=name) for name in ("a", "b"))
    assert evaluate([RIGHT] * 2, [one, other]).signature.endswith("hypothesis:(2 signatures)")
    assert evaluate([RIGHT] * 2, [one, one]).signature.endswith("hypothesis:(a)")
    assert evaluate([RIGHT], [RIGHT]).signature.endswith("hypothesis:(ladders)")


@pytest.mark.parametrize(
    ("bead", "credit"),
    [
        (Bead((1,), ()), 1),
        (Bead((1, 2), ()), 1),
        (Bead((2, 3), ()), 0),
        (Bead((), (3,)), 1),
        (Bead((), (2,)), 0),
        (Bead((0,), (0, 1)), 1),
        (Bead((0,), (0,)), 0),
    ],
)
def test_a_null_bead_is_right_if_all_its_segments_are_null_in_the_gold(bead: Bead, credit: int) -> None:
    gold = Ladder((Bead((0,), (0, 1)), Bead((1,), ()), Bead((2,), ()), Bead((3,), (2,)), Bead((), (3,))))
    source = [Bead((i,), (), probability=1.0) for i in range(4) if i not in bead.source]
    target = [Bead((), (i,), probability=1.0) for i in range(4) if i not in bead.target]
    found = Ladder((*source, *target, Bead(bead.source, bead.target, probability=0.0)), graded=True)
    calibration = evaluate([gold], [found]).calibration
    assert calibration is not None
    # the bead in question is the only one of probability 0, so it makes the first bin
    assert (calibration.points[0].beads, calibration.points[0].accuracy) == (1, credit)


def test_a_null_bead_that_holds_all_nulls_of_the_gold_is_right() -> None:
    gold = Ladder((Bead((0,), (0,)), Bead((1,), ()), Bead((2,), ())))
    found = Ladder((Bead((0,), (0,), probability=1.0), Bead((1, 2), (), probability=1.0)), graded=True)
    calibration = evaluate([gold], [found]).calibration
    assert calibration is not None and calibration.ece == 0


def test_null_segments_of_both_sides_count_once_each() -> None:
    gold, found = parse_ladder("[0]:[]\n[1]:[0]\n[]:[1]\n"), parse_ladder("[0]:[0]\n[1]:[]\n[]:[1]\n")
    assert count("null", gold.beads, found.beads) == (1, 2, 1, 2)


def test_a_lax_bead_counts_on_each_side_by_itself() -> None:
    gold, found = parse_ladder("[0]:[0]\n[1]:[1]\n[2]:[]\n[]:[2]\n"), parse_ladder("[0,1]:[0,1]\n[2]:[2]\n")
    assert count("lax", gold.beads, found.beads) == (1, 2, 2, 2)


def test_one_bead_that_is_wrong_scores_nothing() -> None:
    gold, found = parse_ladder("[0]:[0]\n[]:[1]\n"), parse_ladder("[0]:[1]\n[]:[0]\n")
    score = evaluate([gold], [found]).scores["strict"]
    assert (score.precision, score.recall, score.f1, score.high) == (0, 0, 0, 0)


def test_a_lax_bead_of_one_null_segment_is_not_counted() -> None:
    gold, found = parse_ladder("[0]:[0]\n[1]:[]\n"), parse_ladder("[0]:[]\n[1]:[0]\n")
    assert count("lax", gold.beads, found.beads) == (0, 1, 0, 1)


def test_bins_that_do_not_divide_give_the_least_sure_bins_one_more() -> None:
    values = np.linspace(0, 1, 17).tolist()
    points = calibrate(values, [True] * 17).points
    assert [point.beads for point in points] == [2, 2] + [1] * 13
    assert points[0].probability == 0.03125 and points[-1].probability == 1


def test_figures_of_a_bin_are_rounded_to_six_digits() -> None:
    result = calibrate([1 / 3, 1 / 3, 1 / 3], [True, False, False], bins=1)
    assert [(point.probability, point.accuracy) for point in result.points] == [(0.333333, 0.333333)]
    assert (result.ece, result.brier) == (0, 0.222222)
    assert calibrate([2 / 3], [False]).brier == 0.444444
    assert calibrate([0.1, 0.2, 0.4], [True, False, False], bins=3).ece == 0.5


def test_equal_probabilities_keep_their_order() -> None:
    points = calibrate([0.5] * 4, [True, True, False, False], bins=2).points
    assert [point.accuracy for point in points] == [1, 0]
