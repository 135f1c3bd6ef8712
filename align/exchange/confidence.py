"""Three bands of probability, the same in every format. A band is never shown by colour alone."""

from __future__ import annotations

from align.model.beads import DOUBTFUL_BELOW
from align.vocabulary import SURE_FROM

HIGH, MIDDLE, LOW = "high", "middle", "low"
COLOURS = {HIGH: "D9EFE9", MIDDLE: "FCEFCF", LOW: "F9D9D2"}
"""Fill colours, RGB, light enough for black text."""


def band(probability: float) -> str:
    """Return the band of a probability: high from 0.9 (sure), low below 0.8 (doubtful), else middle (likely)."""
    if probability >= SURE_FROM:
        return HIGH
    return MIDDLE if probability >= DOUBTFUL_BELOW else LOW
