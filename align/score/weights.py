"""From features to log-odds: a sum of piecewise linear functions, one a feature, read from weights.json.

The weights are those of a conditional random field over ladders (Lafferty et al. 2001; semi-Markov: Sarawagi & Cohen
2004): the probability of a ladder is e^(sum of its beads' scores) over the same sum for every ladder.
`python -m tests.bench learn` writes the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
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


@dataclass(frozen=True)
class Weights:
    """A slope for each feature, the calibration of posteriors, and the weights of crossings."""

    version: str
    slopes: Mapping[str, Slope]
    calibration: tuple[tuple[float, float], ...] = ((0.0, 0.0), (1.0, 1.0))
    """Points (posterior, probability) of a rising piecewise linear curve."""
    crossing: Mapping[str, float] = field(default_factory=dict)
    """Logistic weights of `align.score.move_features.move_features`, and of "bias". Without them nothing has moved."""
    co_moves: Mapping[str, float] = field(default_factory=dict)
    """Logistic weights of the same columns and of `align.score.move_features.co_moves`, for the second estimate."""

    def scores(self, columns: Mapping[str, NDArray[np.float32]]) -> Doubles:
        """Log-odds of each candidate, higher is better. A feature without a weight adds nothing."""
        length = len(next(iter(columns.values()))) if columns else 0
        total = np.zeros(length)
        for name, column in columns.items():
            if name in self.slopes:
                total += self.slopes[name].of(column)
        return total

    def probabilities(self, shares: Doubles) -> Doubles:
        """Return the calibrated probability that a bead is exactly right, from its posterior."""
        points = np.array(self.calibration)
        calibrated: Doubles = np.interp(shares, points[:, 0], points[:, 1])
        return calibrated

    def moved(self, columns: Mapping[str, Doubles]) -> Doubles:
        """Return the probability that each option is exactly a moved bead, without regard to other options."""
        return _logistic(self.crossing, columns)

    def moved_with_others(self, columns: Mapping[str, Doubles]) -> Doubles:
        """Return the same probability, given how many other options are likely."""
        return _logistic(self.co_moves, columns)


def _logistic(weights: Mapping[str, float], columns: Mapping[str, Doubles]) -> Doubles:
    length = len(next(iter(columns.values())))
    if not weights:
        return np.zeros(length)
    log_odds = np.full(length, weights["bias"])
    for name, column in columns.items():
        log_odds += weights.get(name, 0.0) * column
    probability: Doubles = 1.0 / (1.0 + np.exp(-log_odds))
    return probability


def hinges(column: NDArray[np.float32], knots: tuple[float, ...]) -> Doubles:
    """Return the feature, and for each knot how far it lies beyond the knot, away from zero, float64[n, 1 + knots]."""
    out = np.empty((len(column), 1 + len(knots)))
    out[:, 0] = column
    for place, knot in enumerate(knots, start=1):
        out[:, place] = np.maximum(column - knot, 0.0) if knot >= 0 else np.minimum(column - knot, 0.0)
    return out


@lru_cache(maxsize=1)
def default_weights() -> Weights:
    """The weights that come with `align`."""
    return read_weights(files("align.score").joinpath("weights.json").read_text("utf-8"))


def read_weights(text: str) -> Weights:
    """Read the text of weights.json."""
    body = json.loads(text)
    slopes = {name: Slope(tuple(item["knots"]), tuple(item["weights"])) for name, item in body["slopes"].items()}
    calibration = tuple((x, y) for x, y in body["calibration"])
    return Weights(body["version"], slopes, calibration, body["crossing"], body["co_moves"])


def write_weights(weights: Weights, learnt_from: str) -> str:
    """Return the text of weights.json."""
    body = {
        "version": weights.version,
        "learnt_from": learnt_from,
        "crossing": {name: round(weight, 5) for name, weight in weights.crossing.items()},
        "co_moves": {name: round(weight, 5) for name, weight in weights.co_moves.items()},
        "calibration": [[round(x, 5), round(y, 5)] for x, y in weights.calibration],
        "slopes": {
            name: {"knots": slope.knots, "weights": [round(weight, 5) for weight in slope.weights]}
            for name, slope in sorted(weights.slopes.items())
        },
    }
    return json.dumps(body, indent=1) + "\n"
