"""How well the probabilities of findings hold: calibration, found and false ones, and those that are set by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.check.evidence import Evidence
from align.check.view import BY_HAND
from align.model import Finding

Floats = NDArray[np.float64]
Outcome = tuple[Finding, tuple[Evidence, Evidence] | None, bool, float, str]
"""A finding, its features, whether it is true, its weight, and the work it is from."""


@dataclass(frozen=True)
class FindingLesson:
    """One possible finding: its features, whether it is true, its weight, and the work it is from."""

    features: Evidence
    without_links: Evidence
    true: bool
    weight: float
    origin: str
    check: str


def ece(chances: Floats, true: NDArray[np.bool_], weights: Floats, bins: int = 10) -> float:
    """The expected calibration error: the mean distance of probability and share of true ones, in equal bins of p."""
    place = np.minimum((chances * bins).astype(int), bins - 1)
    total = 0.0
    for number in range(bins):
        inside = place == number
        if inside.any():
            mass = weights[inside].sum()
            gap = abs(
                np.average(chances[inside], weights=weights[inside]) - np.average(true[inside], weights=weights[inside])
            )
            total += mass * gap
    return total / weights.sum()


def report(some: Sequence[FindingLesson], chances: Floats) -> None:
    """Print calibration, and false and true findings by check from two probabilities on."""
    true = np.array([one.true for one in some])
    weights = np.array([one.weight for one in some])
    print(f"{len(some)} possible findings, {int(true.sum())} true; ECE {ece(chances, true, weights):.3f}")
    checks = np.array([one.check for one in some])
    print(f"{'check':10}{'false':>8}{'true':>8}   at .5: false  found   at .85: false  found")
    for check in sorted(set(checks)):
        own = checks == check
        cells = [f"{int((own & ~true).sum()):8}{int((own & true).sum()):8}"]
        for least in (0.5, 0.85):
            said = own & (chances >= least)
            cells.append(f"{int((said & ~true).sum()):10}{(said & true).sum() / max(1, (own & true).sum()):8.2f}")
        print(f"{check:10}{''.join(cells)}")


def report_by_hand(found: Sequence[Outcome]) -> None:
    """Print for each probability that is set by hand the share of true findings, planted ones weighted as above."""
    print(f"\n{'set by hand':14}{'probability':>12}{'false':>7}{'true':>7}{'share of true':>15}")
    kinds: dict[tuple[str, float], list[tuple[bool, float]]] = {}
    for one, features, true, mass, _ in found:
        if features is None:
            probability = BY_HAND[one.severity] if one.probability is None else one.probability
            kinds.setdefault((one.check, probability), []).append((true, mass))
    for (check, probability), own in sorted(kinds.items()):
        right, count = sum(mass for true, mass in own if true), sum(true for true, _ in own)
        share = right / (right + len(own) - count)
        print(f"{check:14}{probability:12.2f}{len(own) - count:7}{count:7}{share:15.2f}")
