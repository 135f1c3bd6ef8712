"""Logistic models: the probability is a logistic function of summed log-odds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.arrays import Doubles, Floats
    from align.score.slopes import Slopes

_MOST = 700.0
"""Above this, e^x overflows; a probability of e^-700 is 0 in single precision anyway."""


def probability_of(log_odds: Doubles) -> Doubles:
    """Return the probabilities that log-odds stand for."""
    probabilities: Doubles = 1.0 / (1.0 + np.exp(np.minimum(-log_odds, _MOST)))
    return probabilities


def logistic(slopes: Slopes, tables: Mapping[str, Floats]) -> Floats:
    """Return the probability for each cell of the tables, which have one shape, float32.

    The log-odds are the sum of the slopes of the features. A feature without a slope adds nothing.
    ValueError if no feature has one.
    """
    total: Doubles | None = None
    shape: tuple[int, ...] = ()
    for name, table in tables.items():
        if name in slopes:
            added = slopes[name].of(table.ravel())
            total, shape = added if total is None else total + added, table.shape
    if total is None:
        raise ValueError("no feature has a slope")
    probability: Floats = probability_of(total).astype(np.float32).reshape(shape)
    return probability


def linear_logistic(weights: Mapping[str, float], columns: Mapping[str, Doubles]) -> Doubles:
    """Return the probability for each row of the columns; a feature adds its weight times its value.

    `weights` has "bias", too; a feature without a weight adds nothing. Without any weights, every
    probability is 0.
    """
    length = len(next(iter(columns.values())))
    if not weights:
        return np.zeros(length)
    log_odds = np.full(length, weights["bias"])
    for name, column in columns.items():
        log_odds += weights.get(name, 0.0) * column
    return probability_of(log_odds)
