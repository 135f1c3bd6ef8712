"""Logistic models with learnt curves."""

from __future__ import annotations

import numpy as np
import pytest

from align.score.calibration_curves import curve_from_json, curve_to_json, on_curve
from align.score.logistic import logistic
from align.score.slopes import Slope, slopes_from_json, slopes_to_json

# Beyond each knot the slope changes by the next weight.
SLOPES = {"near": Slope((0.5,), (2.0, -1.0)), "far": Slope((), (-3.0,))}


def test_each_cell_has_its_own_probability() -> None:
    tables = {
        "near": np.array([[0.0, 0.5], [1.0, 1.0]], dtype=np.float32),
        "far": np.array([[0.0, 0.0], [0.0, 2.0]], dtype=np.float32),
    }
    expected = 1.0 / (1.0 + np.exp(-np.array([[0.0, 1.0], [1.5, -4.5]])))
    assert logistic(SLOPES, tables) == pytest.approx(expected, abs=1e-6)


def test_log_odds_of_any_size_give_a_probability_without_a_warning() -> None:
    found = logistic({"margin": Slope((), (1.0,))}, {"margin": np.array([-1e6, -800.0, 0.0, 800.0, 1e6], np.float32)})
    assert found.tolist() == [0.0, 0.0, 0.5, 1.0, 1.0]


def test_a_feature_without_a_slope_adds_nothing() -> None:
    near = np.array([0.25, 0.75], dtype=np.float32)
    assert np.array_equal(logistic(SLOPES, {"near": near, "other": near}), logistic(SLOPES, {"near": near}))


def test_no_feature_with_a_slope_is_an_error() -> None:
    with pytest.raises(ValueError, match="no feature has a slope"):
        logistic(SLOPES, {"other": np.zeros(2, dtype=np.float32)})


def test_a_curve_is_linear_between_its_points() -> None:
    curve = ((0.0, 0.1), (0.5, 0.2), (1.0, 0.9))
    assert on_curve(0.75, curve) == pytest.approx(0.55)
    assert on_curve(2.0, curve) == pytest.approx(0.9)


def test_slopes_and_curves_survive_json() -> None:
    assert slopes_from_json(slopes_to_json(SLOPES)) == SLOPES
    curve = ((0.0, 0.12345), (1.0, 0.98765))
    assert curve_from_json(curve_to_json(curve)) == curve
