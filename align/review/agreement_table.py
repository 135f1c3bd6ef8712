"""How far reviewers agree, pair by pair, as rows of a table: each two of them, and blind second readings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from align.history.agreement import kappa_text
from align.history.pair_state import PairState
from align.history.progress import progress
from align.history.team import BlindAgreement, blind_agreement
from align.model import DECISIONS


def blind_agreements(state: PairState) -> list[BlindAgreement]:
    """The blind readings of a pair, the oldest first. Hold the state's lock."""
    return [blind_agreement(state.team, reading, state.log) for reading in state.team.begun()]


def agreement_rows(states: Iterable[PairState]) -> list[dict[str, object]]:
    """One row for each two reviewers of a pair and one for each blind reading; percent is 0…100.

    A decision's columns say how often both made it, and how often each; only blind readings have
    them.
    """
    rows: list[dict[str, object]] = []
    for state in states:
        with state.lock:
            usual, blind = progress(state).agreements, blind_agreements(state)
        for two in usual:
            names: dict[str, object] = {"pair": state.id, "first": two.first, "second": two.second, "blind": "no"}
            names["rows"] = two.beads
            rows.append(names | _measured(two.raw, two.kappa) | _decisions({}))
        for one in blind:
            names = {"pair": state.id, "first": one.reading.reader, "second": "others", "blind": "yes"}
            names["rows"] = one.rows
            rows.append(names | _measured(one.raw, one.kappa) | _decisions(one.by_decision))
    return rows


def _measured(raw: float, kappa: float | None) -> dict[str, object]:
    return {"percent": f"{100 * raw:.1f}", "kappa": kappa_text(kappa)}


def _decisions(by_decision: Mapping[str, tuple[int, int, int]]) -> dict[str, object]:
    row: dict[str, object] = {}
    for name in filter(None, DECISIONS):
        both, one, other = by_decision.get(name, (0, 0, 0))
        row[name] = f"{both} of {one} and {other}" if by_decision else ""
    return row
