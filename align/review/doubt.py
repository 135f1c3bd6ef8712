"""Doubts: how probable it is that a bead holds something to mend, and why.

The guided pass follows them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from align.history.edits import group_of
from align.history.pair_state import PairState
from align.model import Bead, Finding
from align.text.language import is_unspaced

MEASURED: Mapping[str, float] = {"inconsistency": 0.05, "punctuation": 0.05, "acronym": 0.15, "time": 0.25}
"""Share of true findings of checks whose own probability was never measured; on manuals with injected errors."""
SURE = 0.99
"""No finding counts as surer than this."""
USUAL_CHANCES = {"error": 0.6, "warning": 0.3, "hint": 0.01}
"""By severity, for findings without a probability."""
STRAY_CHANCE = 0.5
"""That a name without its usual counterpart is wrong; on manuals and news with injected errors."""
COPY_CHANCE = 0.5
"""That a target repeats code, names or quoted text of the source wrongly; guessed, as errors in such texts are rare."""
COPIED = 0.6
"""From this share of equal characters on a target counts as repeating its source."""
_OWN_SCRIPT = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
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
    """The most telling first: names of checks, "stray" for a name, "copy" for repeated code, "rival" or "unsure" for
    the pairing, "left-out", "added"."""


def doubts(
    state: PairState, findings: Mapping[str, Sequence[Finding]], strays: Collection[str] = ()
) -> dict[str, Doubt]:
    """The doubt about every bead by content key; `strays` are the beads with a stray name.

    Hold the state's lock.
    """
    nulls = sum(bead.is_null for bead in state.beads)
    null_chance = SUMMARY_CHANCE if nulls > SUMMARY * len(state.beads) else NULL_CHANCE
    found: dict[str, Doubt] = {}
    for bead, key in zip(state.beads, state.keys, strict=True):
        told = {"stray": STRAY_CHANCE} if key in strays else {}
        if is_unspaced(state.base.source.lang) and is_changed_copy(*map("\n".join, state.texts(group_of(bead)))):
            told["copy"] = COPY_CHANCE
        found[key] = doubt(bead, findings.get(key, ()), null_chance, computed=state.computed, told=told)
    return found


def is_changed_copy(source: str, target: str) -> bool:
    """Whether a Japanese or Chinese text without a letter of its script is repeated by the target, but not exactly.

    Code, commands, names and quotations stay as they are in a translation.

    >>> is_changed_copy("hl[3] of main.py", "hl[4] of main.py"), is_changed_copy("hl[3]", "hl[3]")
    (True, False)
    """
    if not source or not target or _OWN_SCRIPT.search(source):
        return False
    one, other = ("".join(unicodedata.normalize("NFKC", text).split()) for text in (source, target))
    return one != other and SequenceMatcher(None, one, other, autojunk=False).ratio() >= COPIED


def doubt(
    bead: Bead,
    findings: Sequence[Finding],
    null_chance: float = NULL_CHANCE,
    *,
    computed: bool = True,
    told: Mapping[str, float] | None = None,
) -> Doubt:
    """The doubt about one bead. Without `computed` its probability says nothing.

    `told` are reasons that no check finds, with their probabilities.
    """
    speaking: dict[str, float] = {}
    for finding in findings:
        speaking[finding.check] = max(speaking.get(finding.check, 0.0), chance(finding))
    speaking |= told or {}
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
