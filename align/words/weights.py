"""Learnt weights of word links, read from weights.json; `python -m tests.bench words-learn` writes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from align.score.calibration_curves import IDENTITY, Curve, curve_from_json, curve_to_json
from align.score.slopes import Slopes, slopes_from_json, slopes_to_json

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
    curve: Curve = IDENTITY
    """From a link's estimate to the probability that it is right."""


@lru_cache(maxsize=1)
def default_word_weights() -> WordWeights:
    """The weights that come with `align`."""
    return read_word_weights(files("align.words").joinpath("weights.json").read_text("utf-8"))


def read_word_weights(text: str) -> WordWeights:
    """Read the text of weights.json."""
    body = json.loads(text)
    models = {model: slopes_from_json(body[model]) for model in MODELS}
    curve = curve_from_json(body["curve"])
    return WordWeights(body["version"], models["first"], models["second"], body["threshold"], body["joins"], curve)


def write_word_weights(weights: WordWeights, learnt_from: str) -> str:
    """Return the text of weights.json."""
    body: dict[str, object] = {
        "version": weights.version,
        "learnt_from": learnt_from,
        "threshold": weights.threshold,
        "joins": weights.joins,
        "curve": curve_to_json(weights.curve),
    }
    body |= {model: slopes_to_json(getattr(weights, model)) for model in MODELS}
    return json.dumps(body, indent=1) + "\n"
