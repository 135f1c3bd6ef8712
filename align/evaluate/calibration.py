"""Is a probability of 0.9 right nine times in ten? Expected calibration error and reliability points.

Equal-mass bins (Nixon et al. 2019): each bin holds equally many beads, so crowded high probabilities are not
measured by one bin alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from align.errors import UsageError

BINS = 15


@dataclass(frozen=True, slots=True)
class ReliabilityPoint:
    """One bin: how many beads, what they promised on average, how many of them were right."""

    beads: int
    probability: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Expected calibration error in 0…1 (0 is perfect), the Brier score, and the reliability diagram's points."""

    ece: float
    brier: float
    bins: int
    beads: int
    points: tuple[ReliabilityPoint, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain data, points from the least sure bin to the surest."""
        return asdict(self)


def calibrate(probabilities: Sequence[float], right: Sequence[bool], bins: int = BINS) -> Calibration:
    """Compare promised with found accuracy in `bins` equal-mass bins (fewer where there are fewer beads).

    ECE is the mean over beads of |mean probability - accuracy| of the bin that the bead lies in.

    >>> calibrate([0.5, 0.5, 1.0, 1.0], [True, False, True, True], bins=2).ece
    0.0
    """
    if len(probabilities) != len(right) or not len(right):
        raise UsageError(f"{len(probabilities)} probabilities for {len(right)} beads", cure="give one for each bead")
    promised = np.asarray(probabilities, dtype=np.float64)
    found = np.asarray(right, dtype=np.float64)
    order = np.argsort(promised, kind="stable")
    points = [
        ReliabilityPoint(len(part), round(float(promised[part].mean()), 6), round(float(found[part].mean()), 6))
        for part in np.array_split(order, min(bins, len(order)))
    ]
    error = sum(point.beads * abs(point.probability - point.accuracy) for point in points) / len(order)
    brier = float(np.mean((promised - found) ** 2))
    return Calibration(round(error, 6), round(brier, 6), len(points), len(order), tuple(points))
