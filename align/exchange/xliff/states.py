"""Decisions as XLIFF states, and back, for XLIFF 2 and for 1.2.

"final" and "approved" stand for what a person accepted. XLIFF 2 has no state for other decisions:
they are sub-states.
"""

from __future__ import annotations

from align.exchange.rows import ACCEPTING

_SUB_STATE = "align:"
"""Prefix of our sub-states."""


def state2(decision: str, *, translated: bool) -> tuple[str, str]:
    """Return the state and sub-state of XLIFF 2; `translated`: the bead has two sides."""
    if decision in ACCEPTING:
        return "final", "" if decision == "accept" else _SUB_STATE + decision
    if decision:
        return ("initial" if decision == "reject" else "translated"), _SUB_STATE + decision
    return ("translated" if translated else "initial"), ""


def decision2(state: str, sub_state: str, exported: str) -> str:
    """Return the decision that a segment's states mean; `exported` is the one that was written.

    Tools drop sub-states: a state that is still the exported one means the exported decision.
    """
    if sub_state.startswith(_SUB_STATE):
        return sub_state.removeprefix(_SUB_STATE)
    if exported and not sub_state and state == state2(exported, translated=True)[0]:
        return exported
    return "accept" if state in ("final", "reviewed") else ""


_STATES12 = {
    "": "translated",
    "accept": "signed-off",
    "needs-fix": "needs-review-translation",
    "reject": "x-reject",
    "intended-omission": "x-intended-omission",
    "intended-addition": "x-intended-addition",
}


def state12(decision: str) -> str:
    """Return the target state of XLIFF 1.2 for a decision."""
    return _STATES12[decision]


def decision12(state: str, approved: str, exported: str) -> str:
    """Return the decision that a target's state and `approved` mean; `exported` was written."""
    same_approval = approved == "" or (approved == "yes") == (exported in ACCEPTING)
    if state in ("", _STATES12[exported]) and same_approval:
        return exported
    for decision, name in _STATES12.items():
        if decision and state == name:
            return decision
    if state in ("final", "signed-off") or approved == "yes":
        return "accept"
    return "needs-fix" if state.startswith("needs-") else ""
