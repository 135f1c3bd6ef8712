"""The learnt weights of beads, read from weights.json: from features to log-odds, and on to probabilities.

The weights are those of a conditional random field over ladders (Lafferty et al. 2001; semi-Markov:
Sarawagi & Cohen 2004): the probability of a ladder is e^(sum of its beads' scores) over the same
sum for every ladder. `python -m tests.bench learn` writes the file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from align.score.calibration_curves import IDENTITY, Curve, curve_from_json, curve_to_json, on_curve
from align.score.logistic import linear_logistic
from align.score.slopes import Slopes, slopes_from_json, slopes_to_json

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.score.arrays import Doubles


@dataclass(frozen=True)
class Weights:
    """A slope for each feature, the calibration of posteriors, and the weights of crossings."""

    version: str
    slopes: Slopes
    calibration: Curve = IDENTITY
    """From a bead's posterior to the probability that it is exactly right."""
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
        return on_curve(shares, self.calibration)

    def moved(self, columns: Mapping[str, Doubles]) -> Doubles:
        """Return the probability that each option is exactly a moved bead, without regard to other options."""
        return linear_logistic(self.crossing, columns)

    def moved_with_others(self, columns: Mapping[str, Doubles]) -> Doubles:
        """Return the same probability, given how many other options are likely."""
        return linear_logistic(self.co_moves, columns)


@lru_cache(maxsize=1)
def default_weights() -> Weights:
    """The weights that come with `align`."""
    return read_weights(files("align.score").joinpath("weights.json").read_text("utf-8"))


def read_weights(text: str) -> Weights:
    """Read the text of weights.json."""
    body = json.loads(text)
    slopes, calibration = slopes_from_json(body["slopes"]), curve_from_json(body["calibration"])
    return Weights(body["version"], slopes, calibration, body["crossing"], body["co_moves"])


def write_weights(weights: Weights, learnt_from: str) -> str:
    """Return the text of weights.json."""
    body = {
        "version": weights.version,
        "learnt_from": learnt_from,
        "crossing": {name: round(weight, 5) for name, weight in weights.crossing.items()},
        "co_moves": {name: round(weight, 5) for name, weight in weights.co_moves.items()},
        "calibration": curve_to_json(weights.calibration),
        "slopes": slopes_to_json(weights.slopes),
    }
    return json.dumps(body, indent=1) + "\n"
