"""How far reviewers agree: raw agreement and Cohen's kappa (Cohen 1960), for each two of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

Decisions = Mapping[str, Mapping[str, str]]
"""Bead -> reviewer -> that reviewer's latest decision."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers' decisions on the beads that both decided."""

    first: str
    second: str
    beads: int
    raw: float
    """Share of equal decisions, 0…1."""
    kappa: float | None
    """Cohen's kappa, −1…1; None where chance alone already agrees always."""


def agreements(decisions: Decisions) -> list[Agreement]:
    """One row for each two reviewers who decided at least one bead in common, in the order of names."""
    reviewers = sorted({name for by_name in decisions.values() for name in by_name})
    rows = []
    for first, second in combinations(reviewers, 2):
        pairs = [(by[first], by[second]) for by in decisions.values() if first in by and second in by]
        if pairs:
            raw = sum(one == other for one, other in pairs) / len(pairs)
            rows.append(Agreement(first, second, len(pairs), raw, kappa(pairs)))
    return rows


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of decisions: agreement beyond chance, over what chance leaves open.

    >>> kappa([("accept", "accept"), ("accept", "reject"), ("reject", "reject"), ("reject", "reject")])
    0.5
    """
    total = len(pairs)
    raw = sum(one == other for one, other in pairs) / total
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[label] * others[label] for label in ones) / total**2
    return None if chance == 1.0 else (raw - chance) / (1.0 - chance)
