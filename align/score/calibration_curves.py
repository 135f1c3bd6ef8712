"""Calibration curves: from a model's estimate to a probability that is right as often as it says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from align.score.arrays import Doubles

Curve = tuple[tuple[float, float], ...]
"""Points (estimate, probability) of a rising piecewise linear curve."""
IDENTITY: Curve = ((0.0, 0.0), (1.0, 1.0))


def on_curve(estimates: ArrayLike, curve: Curve) -> Doubles:
    """Return the probabilities that a curve gives to estimates, an array of their shape."""
    points = np.array(curve)
    probabilities: Doubles = np.interp(np.asarray(estimates, dtype=np.float64), points[:, 0], points[:, 1])
    return probabilities


def curve_from_json(points: Iterable[Sequence[float]]) -> Curve:
    """Read the points of a curve."""
    return tuple((float(x), float(y)) for x, y in points)


def curve_to_json(curve: Curve) -> list[list[float]]:
    """Return the points of a curve with five decimals."""
    return [[round(x, 5), round(y, 5)] for x, y in curve]
