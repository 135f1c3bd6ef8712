"""Risk: the order of the queue "worst first"."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from align.history.pair_state import PairState
from align.model import Bead, Finding

FINDING_RISK = {"error": 0.5, "warning": 0.2, "hint": 0.05}
"""How probable it is that a finding of this severity points at a real error; set by hand."""
SOURCE_WEIGHT = 2
"""A Japanese character carries about as much text as two English ones."""


def risks(state: PairState, findings: Mapping[str, Sequence[Finding]]) -> dict[str, float]:
    """The risk of every bead by content key. Hold the state's lock."""
    return {key: risk(state, bead, findings.get(key, ())) for bead, key in zip(state.beads, state.keys, strict=True)}


def risk(state: PairState, bead: Bead, findings: Sequence[Finding]) -> float:
    """The probability that something is wrong with the bead, times the root of its length; higher is worse.

    The bead's pairing and its findings count as independent reasons.
    """
    right = bead.probability
    for finding in findings:
        right *= 1 - FINDING_RISK[finding.severity]
    source, target = state.texts((bead.source, bead.target))
    return (1 - right) * math.sqrt(SOURCE_WEIGHT * sum(map(len, source)) + sum(map(len, target)))
