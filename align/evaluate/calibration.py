"""Expected calibration error and the points of a reliability diagram.

Beads with a probability of 0.9 should be right nine times in ten. The bins have equal mass (Nixon
et al. 2019): each holds equally many beads, because most beads have a high probability.
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
    """One bin: the number of beads, their mean probability, and the share of them that is right."""

    beads: int
    probability: float
    accuracy: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Expected calibration error and Brier score in 0…1 (0 is perfect), and the bins."""

    ece: float
    brier: float
    bins: int
    beads: int
    points: tuple[ReliabilityPoint, ...]

    def to_json(self) -> dict[str, Any]:
        """Return plain data; points are sorted by probability, the lowest first."""
        return asdict(self)


def calibrate(probabilities: Sequence[float], right: Sequence[bool], bins: int = BINS) -> Calibration:
    """Compare probabilities with accuracy in `bins` equal-mass bins, or in one bin a bead.

    Figures are rounded to six digits. Raises UsageError.

    ECE is the mean over beads of |mean probability - accuracy| of the bin that the bead lies in.

    >>> calibrate([0.5, 0.5, 1.0, 1.0], [True, False, True, True], bins=2).ece
    0.0
    """
    if len(probabilities) != len(right) or not len(right):
        raise UsageError(f"{len(probabilities)} probabilities for {len(right)} beads", cure="give one for each bead")
    expected = np.asarray(probabilities, dtype=np.float64)
    found = np.asarray(right, dtype=np.float64)
    order = np.argsort(expected, kind="stable")
    points = [
        ReliabilityPoint(len(part), round(float(expected[part].mean()), 6), round(float(found[part].mean()), 6))
        for part in np.array_split(order, min(bins, len(order)))
    ]
    error = sum(point.beads * abs(point.probability - point.accuracy) for point in points) / len(order)
    brier = float(np.mean((expected - found) ** 2))
    return Calibration(round(error, 6), round(brier, 6), len(points), len(order), tuple(points))
