"""Learnt weights of the support map, read from weights.json; `python -m tests.bench support-learn` writes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from align.score.calibration_curves import IDENTITY, Curve, curve_from_json, curve_to_json
from align.score.slopes import Slopes, slopes_from_json, slopes_to_json

MODELS = ("first", "second", "target_null", "source_null")


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
    threshold: float
    """Probability from which on a link is part of the map."""
    bead_curve: Curve = IDENTITY
    """From the estimate that a bead is exactly right to its probability."""


@lru_cache(maxsize=1)
def default_support_weights() -> SupportWeights:
    """The weights that come with `align`."""
    return read_support_weights(files("align.support").joinpath("weights.json").read_text("utf-8"))


def read_support_weights(text: str) -> SupportWeights:
    """Read the text of weights.json."""
    body = json.loads(text)
    models = {model: slopes_from_json(body[model]) for model in MODELS}
    curve = curve_from_json(body["bead_curve"])
    return SupportWeights(body["version"], **models, threshold=float(body["threshold"]), bead_curve=curve)


def write_support_weights(weights: SupportWeights, learnt_from: str) -> str:
    """Return the text of weights.json."""
    body: dict[str, object] = {
        "version": weights.version,
        "learnt_from": learnt_from,
        "threshold": weights.threshold,
        "bead_curve": curve_to_json(weights.bead_curve),
    }
    body |= {model: slopes_to_json(getattr(weights, model)) for model in MODELS}
    return json.dumps(body, indent=1) + "\n"
