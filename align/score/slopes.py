"""Slopes: learnt piecewise linear functions, one a feature, and how they are kept as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.score.arrays import Doubles


@dataclass(frozen=True)
class Slope:
    """A piecewise linear function through zero: `weights[0]` x the feature, then a change of slope at each knot."""

    knots: tuple[float, ...]
    weights: tuple[float, ...]

    def of(self, column: NDArray[np.float32]) -> Doubles:
        """Return what the feature adds to each candidate's log-odds."""
        added: Doubles = hinges(column, self.knots) @ np.array(self.weights)
        return added


Slopes = Mapping[str, Slope]
"""Feature -> its slope."""


def hinges(column: NDArray[np.float32], knots: tuple[float, ...]) -> Doubles:
    """Return the feature, and for each knot how far it lies beyond the knot, away from zero, float64[n, 1 + knots]."""
    out = np.empty((len(column), 1 + len(knots)))
    out[:, 0] = column
    for place, knot in enumerate(knots, start=1):
        out[:, place] = np.maximum(column - knot, 0.0) if knot >= 0 else np.minimum(column - knot, 0.0)
    return out


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
