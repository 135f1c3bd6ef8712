"""Slopes, calibration, and the file of weights."""

import numpy as np
import pytest

from align.score.slopes import Slope, hinges
from align.score.weights import Weights, default_weights, read_weights, write_weights


def test_a_slope_is_piecewise_linear_through_zero():
    slope = Slope((0.5, -0.5), (1.0, 2.0, 3.0))
    values = slope.of(np.array([0.0, 0.5, 1.0, -0.5, -1.0], dtype=np.float32))
    assert values == pytest.approx([0.0, 0.5, 2.0, -0.5, -2.5])


def test_hinges_keep_zero_at_zero():
    assert not hinges(np.zeros(3, dtype=np.float32), (0.1, -0.1)).any()


def test_weights_survive_their_file():
    weights = Weights("7", {"margin": Slope((0.25,), (1.5, -2.0))}, ((0.0, 0.1), (1.0, 0.9)))
    assert read_weights(write_weights(weights, "two documents")) == weights


def test_the_weights_that_come_with_align_are_whole():
    weights = default_weights()
    assert len(weights.slopes) > 80
    x, y = zip(*weights.calibration, strict=True)
    assert list(x) == sorted(x)
    assert list(y) == sorted(y)
    assert 0 <= y[0] <= y[-1] <= 1
