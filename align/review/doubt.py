"""Doubts: how probable it is that a bead holds something to mend, and why. The guided pass follows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from align.history.pair_state import PairState
from align.model import Bead, Finding

CHANCES: Mapping[tuple[str, str], float] = {
    ("number", "error"): 0.85, ("number", "warning"): 0.35, ("date", "error"): 0.95, ("date", "warning"): 0.4,
    ("time", "error"): 0.85, ("name", "error"): 0.6, ("name", "warning"): 0.3, ("acronym", "error"): 0.6,
    ("acronym", "warning"): 0.3, ("term", "error"): 0.7, ("term", "warning"): 0.5, ("omission", "warning"): 0.5,
    ("addition", "warning"): 0.5, ("untranslated", "error"): 0.95, ("untranslated", "warning"): 0.6,
    ("polarity", "warning"): 0.65, ("length", "warning"): 0.3, ("inconsistency", "warning"): 0.2,
}  # fmt: skip
"""How probable it is that a finding of this check and severity is true; from injected errors in manuals, rounded."""
USUAL_CHANCES = {"error": 0.6, "warning": 0.3, "hint": 0.01}
"""By severity alone, for what the table lacks."""
NULL_CHANCE = 0.3
"""That a segment without counterpart is an error, in a translation."""
SUMMARY_CHANCE = 0.01
"""The same in a summary, which leaves out and adds on purpose."""
SUMMARY = 0.15
"""Share of beads without counterpart from which on a text counts as a summary."""
UNSURE = 0.98
"""Below this probability the pairing itself is a reason to look."""
RIVAL = 0.8
"""Below this one another pairing is nearly as probable."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a bead wants a look."""

    chance: float
    """The probability that there is something to mend, 0…1; findings and pairing count as independent."""
    reasons: tuple[str, ...] = ()
    """The most telling first: names of checks, "rival" or "unsure" for the pairing, "left-out", "added"."""


def doubts(state: PairState, findings: Mapping[str, Sequence[Finding]]) -> dict[str, Doubt]:
    """The doubt about every bead by content key. Hold the state's lock."""
    nulls = sum(bead.is_null for bead in state.beads)
    null_chance = SUMMARY_CHANCE if nulls > SUMMARY * len(state.beads) else NULL_CHANCE
    return {
        key: doubt(bead, findings.get(key, ()), null_chance, computed=state.computed)
        for bead, key in zip(state.beads, state.keys, strict=True)
    }


def doubt(bead: Bead, findings: Sequence[Finding], null_chance: float = NULL_CHANCE, *, computed: bool = True) -> Doubt:
    """The doubt about one bead. Without `computed` its probability says nothing."""
    speaking: dict[str, float] = {}
    for finding in findings:
        speaking[finding.check] = max(speaking.get(finding.check, 0.0), chance(finding))
    if bead.is_null:
        speaking["added" if bead.target else "left-out"] = null_chance
    wrong = 1.0 - bead.probability if computed else 0.0
    if wrong > 1.0 - UNSURE:
        speaking["rival" if bead.probability < RIVAL else "unsure"] = wrong
    right = 1.0 - wrong if wrong <= 1.0 - UNSURE else 1.0
    for each in speaking.values():
        right *= 1.0 - each
    return Doubt(1.0 - right, tuple(sorted(speaking, key=lambda name: -speaking[name])))


def chance(finding: Finding) -> float:
    """The probability that the finding is true, 0…1."""
    return CHANCES.get((finding.check, finding.severity), USUAL_CHANCES[finding.severity])
