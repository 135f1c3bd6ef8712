"""Fitting weights: of the ladder, of crossings, and the calibration."""

import numpy as np
import pytest

from align.score.weights import Weights
from align.search.arcs import Arcs
from tests.bench.fit import Lesson, Method, calibrate, learn, learn_crossings, lesson_of


def lessons(count, seed):
    """Pairs of 3 x 3 segments in which `signal` is high on the diagonal, and `noise` says nothing."""
    rng = np.random.default_rng(seed)
    rows = [(i, 1, j, 1) for i in range(3) for j in range(3)]
    rows += [(i, 1, j, 0) for i in range(3) for j in range(4)] + [(i, 0, j, 1) for i in range(4) for j in range(3)]
    arcs = Arcs(*np.array(rows, dtype=np.int64).T)
    paired = (arcs.a == 1) & (arcs.b == 1)
    for number in range(count):
        columns = {
            "signal": (paired * (rng.normal(size=len(rows)) + 2.0 * (arcs.i == arcs.j))).astype(np.float32),
            "noise": (paired * rng.normal(size=len(rows))).astype(np.float32),
            "null": (~paired).astype(np.float32),
        }
        yield Lesson(str(number), (3, 3), arcs, columns, paired & (arcs.i == arcs.j))


def test_learning_finds_what_speaks_for_gold():
    weights = learn(list(lessons(60, 1)), Method(rounds=40, knots=0), "test")
    signal, noise, null = (weights.slopes[name].weights[0] for name in ("signal", "noise", "null"))
    assert signal > 0.8
    assert abs(noise) < 0.3 * signal
    assert null < 0


def test_learning_can_leave_features_out():
    weights = learn(list(lessons(5, 1)), Method(rounds=5, left_out=("noise",)), "test")
    assert "noise" not in weights.slopes
    assert "signal" in weights.slopes


def test_a_ladder_whose_bead_was_pruned_is_no_lesson():
    class Found:
        size, columns = (1, 1), {}
        arcs = Arcs(*np.array([(0, 1, 0, 0), (0, 0, 0, 1)], dtype=np.int64).T)

    assert lesson_of("x", Found, [((0,), (0,))]) is None


def test_calibration_turns_shares_into_rates():
    rng = np.random.default_rng(3)
    shares = rng.random(20_000)
    right = rng.random(20_000) < shares**2
    curve = calibrate(Weights("1", {}), shares, right)
    assert curve.probabilities(np.array([0.3, 0.6, 0.9])) == pytest.approx([0.09, 0.36, 0.81], abs=0.05)


def test_learnt_weights_find_what_separates():
    rng = np.random.default_rng(1)
    gain, noise = rng.normal(5, 3, 400), rng.normal(0, 1, 400)
    right = gain + rng.normal(0, 1, 400) > 6
    learnt = learn_crossings({"gain": gain, "noise": noise}, right)
    assert learnt["gain"] > 5 * abs(learnt["noise"])
    probability = Weights("test", {}, crossing=learnt).moved({"gain": gain, "noise": noise})
    assert ((probability > 0.5) == right).mean() > 0.85
    assert probability.mean() == pytest.approx(right.mean(), abs=0.01)
