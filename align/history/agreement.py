"""Agreement of each two reviewers: share of equal decisions and kappa (Cohen 1960)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

Decisions = Mapping[str, Mapping[str, str]]
"""Bead -> reviewer -> the reviewer's newest decision."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two reviewers agree on the beads that both decided."""

    first: str
    second: str
    beads: int
    raw: float
    """Share of equal decisions, 0…1."""
    kappa: float | None
    """Cohen's kappa, −1…1; None if both gave one and the same decision to all beads."""


def agreements(decisions: Decisions) -> list[Agreement]:
    """One row for each two reviewers who both decided at least one bead, sorted by name."""
    reviewers = sorted({name for by_name in decisions.values() for name in by_name})
    rows = []
    for first, second in combinations(reviewers, 2):
        pairs = [(by[first], by[second]) for by in decisions.values() if first in by and second in by]
        if pairs:
            raw = sum(one == other for one, other in pairs) / len(pairs)
            rows.append(Agreement(first, second, len(pairs), raw, kappa(pairs)))
    return rows


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of decisions: (raw − chance) / (1 − chance); None if chance is 1.

    >>> kappa([("accept", "accept"), ("accept", "reject"), ("reject", "reject"), ("reject", "reject")])
    0.5
    """
    total = len(pairs)
    raw = sum(one == other for one, other in pairs) / total
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[label] * others[label] for label in ones) / total**2
    return None if chance == 1.0 else (raw - chance) / (1.0 - chance)


def kappa_text(value: float | None) -> str:
    """Kappa for readers: "0.61"; "–" where it says nothing."""
    return "–" if value is None else f"{value:.2f}"
