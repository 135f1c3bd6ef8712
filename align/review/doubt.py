"""Doubts: how probable it is that a bead holds something to mend, and why.

The guided pass follows them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from align.history.pair_state import PairState
from align.model import Bead, Finding

MEASURED: Mapping[str, float] = {"inconsistency": 0.05, "punctuation": 0.05, "acronym": 0.15, "time": 0.25}
"""Share of true findings of checks whose own probability was never measured; on manuals with injected errors."""
SURE = 0.99
"""No finding counts as surer than this."""
USUAL_CHANCES = {"error": 0.6, "warning": 0.3, "hint": 0.01}
"""By severity, for findings without a probability."""
STRAY_CHANCE = 0.5
"""That a name without its usual counterpart is wrong; on manuals and news with injected errors."""
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
    """The most telling first: names of checks, "stray" for a name, "rival" or "unsure" for the pairing, "left-out",
    "added"."""


def doubts(
    state: PairState, findings: Mapping[str, Sequence[Finding]], strays: Collection[str] = ()
) -> dict[str, Doubt]:
    """The doubt about every bead by content key; `strays` are the beads with a stray name.

    Hold the state's lock.
    """
    nulls = sum(bead.is_null for bead in state.beads)
    null_chance = SUMMARY_CHANCE if nulls > SUMMARY * len(state.beads) else NULL_CHANCE
    return {
        key: doubt(bead, findings.get(key, ()), null_chance, computed=state.computed, stray=key in strays)
        for bead, key in zip(state.beads, state.keys, strict=True)
    }


def doubt(
    bead: Bead,
    findings: Sequence[Finding],
    null_chance: float = NULL_CHANCE,
    *,
    computed: bool = True,
    stray: bool = False,
) -> Doubt:
    """The doubt about one bead. Without `computed` its probability says nothing."""
    speaking: dict[str, float] = {}
    for finding in findings:
        speaking[finding.check] = max(speaking.get(finding.check, 0.0), chance(finding))
    if stray:
        speaking["stray"] = STRAY_CHANCE
    if bead.is_null:
        speaking["added" if bead.target else "left-out"] = null_chance
    wrong = 1.0 - bead.probability if computed else 0.0
    if wrong > 1.0 - UNSURE:
        speaking["rival" if bead.probability < RIVAL else "unsure"] = wrong
    right = 1.0
    for each in speaking.values():
        right *= 1.0 - each
    return Doubt(1.0 - right, tuple(sorted(speaking, key=lambda name: -speaking[name])))


def chance(finding: Finding) -> float:
    """The probability that the finding is true, 0…1."""
    if finding.probability is None:
        return USUAL_CHANCES[finding.severity]
    return min(SURE, finding.probability, MEASURED.get(finding.check, 1.0))
