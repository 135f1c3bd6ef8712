"""Three bands of probability, the same in every format. A band is never shown by colour alone."""

from __future__ import annotations

HIGH, MIDDLE, LOW = "high", "middle", "low"
SURE, UNSURE = 0.9, 0.6
COLOURS = {HIGH: "D9EFE9", MIDDLE: "FCEFCF", LOW: "F9D9D2"}
"""Fill colours, RGB, light enough for black text."""


def band(probability: float) -> str:
    """Return the band of a probability: high from 0.9, low below 0.6, else middle."""
    if probability >= SURE:
        return HIGH
    return MIDDLE if probability >= UNSURE else LOW
