"""The three bands in which a probability is shown, the same in every format; never by colour alone."""

from __future__ import annotations

HIGH, MIDDLE, LOW = "high", "middle", "low"
SURE, UNSURE = 0.9, 0.6
COLOURS = {HIGH: "D9EFE9", MIDDLE: "FCEFCF", LOW: "F9D9D2"}
"""Light fills, RGB, on which black text reads well."""


def band(probability: float) -> str:
    """Name the band: high from 0.9, low below 0.6, middle between."""
    if probability >= SURE:
        return HIGH
    return MIDDLE if probability >= UNSURE else LOW
