"""Learnt weights of the support map, read from weights.json; `python -m tests.bench support-learn` writes it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from align.score.weights import Slope

if TYPE_CHECKING:
    from align.score.arrays import Doubles, Floats
    from align.support.first_features import Tables

Slopes = Mapping[str, Slope]
Curve = tuple[tuple[float, float], ...]
"""Points (estimate, probability) of a rising piecewise linear curve."""

MODELS = ("first", "second", "target_null", "source_null", "in_bead", "in_bead_second")


@dataclass(frozen=True)
class SupportWeights:
    """A slope for each feature of each logistic model, and how estimates become probabilities."""

    version: str
    first: Slopes
    second: Slopes
    target_null: Slopes
    """For the probability that a target sentence rests on nothing."""
    source_null: Slopes
    """For the probability that no target sentence rests on a source sentence."""
    in_bead: Slopes
    """For links inside the beads of a translation, and again with the first estimate."""
    in_bead_second: Slopes
    threshold: float
    """Probability from which on a link is part of the map."""
    bead_curve: Curve = ((0.0, 0.0), (1.0, 1.0))
    """From the estimate that a bead is exactly right to its probability."""


def logistic(slopes: Slopes, tables: Tables) -> Floats:
    """Return the probability for each cell; tables of any one shape. A feature without a slope adds nothing."""
    total: Doubles | None = None
    shape: tuple[int, ...] = ()
    for name, table in tables.items():
        if name in slopes:
            added = slopes[name].of(table.ravel())
            total, shape = added if total is None else total + added, table.shape
    if total is None:
        raise ValueError("no feature has a slope")
    probability: Floats = (1.0 / (1.0 + np.exp(-total))).astype(np.float32).reshape(shape)
    return probability


def on_curve(value: float, curve: Curve) -> float:
    """Return the probability that a curve gives to an estimate."""
    points = np.array(curve)
    return float(np.interp(value, points[:, 0], points[:, 1]))


@lru_cache(maxsize=1)
def default_support_weights() -> SupportWeights:
    """The weights that come with `align`."""
    return read_support_weights(files("align.support").joinpath("weights.json").read_text("utf-8"))


def read_support_weights(text: str) -> SupportWeights:
    """Read the text of weights.json."""
    body = json.loads(text)
    models = {
        model: {name: Slope(tuple(item["knots"]), tuple(item["weights"])) for name, item in body[model].items()}
        for model in MODELS
    }
    curve = tuple((float(x), float(y)) for x, y in body["bead_curve"])
    return SupportWeights(body["version"], **models, threshold=float(body["threshold"]), bead_curve=curve)


def write_support_weights(weights: SupportWeights, learnt_from: str) -> str:
    """Return the text of weights.json."""
    body: dict[str, object] = {
        "version": weights.version,
        "learnt_from": learnt_from,
        "threshold": weights.threshold,
        "bead_curve": [[round(x, 5), round(y, 5)] for x, y in weights.bead_curve],
    }
    for model in MODELS:
        slopes: Slopes = getattr(weights, model)
        body[model] = {
            name: {
                "knots": [round(knot, 5) for knot in slope.knots],
                "weights": [round(weight, 5) for weight in slope.weights],
            }
            for name, slope in sorted(slopes.items())
        }
    return json.dumps(body, indent=1) + "\n"
