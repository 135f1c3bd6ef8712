"""Logistic models whose features have learnt curves, and how they are kept as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from align.score.weights import Slope

if TYPE_CHECKING:
    from align.score.arrays import Doubles, Floats

Slopes = Mapping[str, Slope]
"""What each value of a feature adds to the log-odds, by the feature's name."""
Curve = tuple[tuple[float, float], ...]
"""Points (estimate, probability) of a rising piecewise linear curve."""
_MOST = 700.0
"""Above this, e^x overflows; a probability of e^-700 is 0 in single precision anyway."""
IDENTITY: Curve = ((0.0, 0.0), (1.0, 1.0))


def logistic(slopes: Slopes, tables: Mapping[str, Floats]) -> Floats:
    """Return the probability for each cell of the tables, which have one shape.

    A feature without a slope adds nothing. ValueError if no feature has one.
    """
    total: Doubles | None = None
    shape: tuple[int, ...] = ()
    for name, table in tables.items():
        if name in slopes:
            added = slopes[name].of(table.ravel())
            total, shape = added if total is None else total + added, table.shape
    if total is None:
        raise ValueError("no feature has a slope")
    probability: Floats = (1.0 / (1.0 + np.exp(np.minimum(-total, _MOST)))).astype(np.float32).reshape(shape)
    return probability


def on_curve(value: float, curve: Curve) -> float:
    """Return the probability that a curve gives to an estimate."""
    points = np.array(curve)
    return float(np.interp(value, points[:, 0], points[:, 1]))


def slopes_from_json(body: Mapping[str, Mapping[str, Sequence[float]]]) -> dict[str, Slope]:
    """Read the slopes of one model."""
    return {name: Slope(tuple(item["knots"]), tuple(item["weights"])) for name, item in body.items()}


def slopes_to_json(slopes: Slopes) -> dict[str, dict[str, list[float]]]:
    """Return the slopes of one model, sorted by name, with five decimals."""
    return {
        name: {
            "knots": [round(knot, 5) for knot in slope.knots],
            "weights": [round(weight, 5) for weight in slope.weights],
        }
        for name, slope in sorted(slopes.items())
    }


def curve_from_json(points: Iterable[Sequence[float]]) -> Curve:
    """Read the points of a curve."""
    return tuple((float(x), float(y)) for x, y in points)


def curve_to_json(curve: Curve) -> list[list[float]]:
    """Return the points of a curve with five decimals."""
    return [[round(x, 5), round(y, 5)] for x, y in curve]
