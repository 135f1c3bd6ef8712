"""Progress of a pair's review: how many beads are decided, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from align.history.agreement import Agreement, agreements
from align.history.pair_state import PairState


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of one pair's beads."""

    beads: int
    decided: int
    decisions: Mapping[str, int]
    """Decision -> the number of beads whose newest decision it is."""
    expected_errors: float
    """The sum of 1 − probability over the undecided beads."""
    left_out: int
    """Beads without a target."""
    added: int
    """Beads without a source."""
    second_opinions: int
    """Beads that need a fix and that only one person has decided."""
    reviewers: tuple[str, ...]
    agreements: tuple[Agreement, ...]

    @property
    def share(self) -> float:
        """Decided beads over all beads; 1 for an empty pair."""
        return self.decided / self.beads if self.beads else 1.0


def progress(state: PairState, viewer: str = "") -> Progress:
    """Count the pair's beads by decision, of those that `viewer` may see. Hold the state's lock."""
    decisions: Counter[str] = Counter()
    opinions: dict[str, dict[str, str]] = {}
    expected_errors, second_opinions = 0.0, 0
    for bead, key in zip(state.beads, state.keys, strict=True):
        if decision := state.decision(key, viewer):
            decisions[decision] += 1
            opinions[key] = state.opinions(key, viewer)
            second_opinions += decision == "needs-fix" and len(opinions[key]) == 1
        else:
            expected_errors += 1 - bead.probability
    return Progress(
        beads=len(state.beads),
        decided=sum(decisions.values()),
        decisions=decisions,
        expected_errors=expected_errors,
        left_out=sum(not bead.target for bead in state.beads),
        added=sum(not bead.source for bead in state.beads),
        second_opinions=second_opinions,
        reviewers=tuple(sorted({name for by_name in opinions.values() for name in by_name})),
        agreements=tuple(agreements(opinions)),
    )


@dataclass(frozen=True, slots=True)
class TeamRow:
    """The rows of one person in a pair."""

    person: str
    rows: int
    open: int
    """Rows that nobody decided."""


def team_rows(state: PairState, viewer: str = "") -> list[TeamRow]:
    """Who was given how many rows, by name. Hold the state's lock."""
    given = state.team.assigned(state.keys)
    rows = Counter(given.values())
    undecided = Counter(person for key, person in given.items() if not state.decision(key, viewer))
    return [TeamRow(person, rows[person], undecided[person]) for person in sorted(rows)]
