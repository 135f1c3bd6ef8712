"""Learnt weights of word links, read from weights.json; `python -m tests.bench words-learn` writes it."""

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
    from align.words.block import Tables

Slopes = Mapping[str, Slope]
Curve = tuple[tuple[float, float], ...]
"""Points (estimate, probability) of a rising piecewise linear curve."""
MODELS = ("first", "second")


@dataclass(frozen=True)
class WordWeights:
    """A slope for each feature of both logistic models, and how estimates become links and probabilities."""

    version: str
    first: Slopes
    second: Slopes
    threshold: float
    """Estimate from which on a pair of words is a link."""
    joins: float
    """Estimate from which on a neighbour of a linked word joins its link."""
    curve: Curve = ((0.0, 0.0), (1.0, 1.0))
    """From a link's estimate to the probability that it is right."""


def logistic(slopes: Slopes, tables: Tables) -> Floats:
    """Return the probability of each cell; tables of any one shape. A feature without a slope adds nothing."""
    shape = next(iter(tables.values())).shape
    total: Doubles = np.zeros(int(np.prod(shape)))
    for name, table in tables.items():
        if name in slopes:
            total += slopes[name].of(table.ravel())
    probability: Floats = (1.0 / (1.0 + np.exp(-total))).astype(np.float32).reshape(shape)
    return probability


@lru_cache(maxsize=1)
def default_word_weights() -> WordWeights:
    """The weights that come with `align`."""
    return read_word_weights(files("align.words").joinpath("weights.json").read_text("utf-8"))


def read_word_weights(text: str) -> WordWeights:
    """Read the text of weights.json."""
    body = json.loads(text)
    models = {
        model: {name: Slope(tuple(item["knots"]), tuple(item["weights"])) for name, item in body[model].items()}
        for model in MODELS
    }
    curve = tuple((float(x), float(y)) for x, y in body["curve"])
    return WordWeights(body["version"], models["first"], models["second"], body["threshold"], body["joins"], curve)


def write_word_weights(weights: WordWeights, learnt_from: str) -> str:
    """Return the text of weights.json."""
    body: dict[str, object] = {
        "version": weights.version,
        "learnt_from": learnt_from,
        "threshold": weights.threshold,
        "joins": weights.joins,
        "curve": [[round(x, 5), round(y, 5)] for x, y in weights.curve],
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
