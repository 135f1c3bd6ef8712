"""A verdict as XLIFF's states, and back. XLIFF 2 and 1.2 say the same with different words.

`final` and `approved` are for what a person accepted; a decision that the format has no word for is in the sub-state.
"""

from __future__ import annotations

from align.exchange.rows import ACCEPTING

SUB = "align:"


def state2(decision: str, *, translated: bool) -> tuple[str, str]:
    """XLIFF 2's state and sub-state of a decision."""
    if decision in ACCEPTING:
        return "final", "" if decision == "accept" else SUB + decision
    if decision:
        return ("initial" if decision == "reject" else "translated"), SUB + decision
    return ("translated" if translated else "initial"), ""


def decision2(state: str, sub_state: str, exported: str, *, translated: bool) -> str:
    """Return the decision that a unit's states mean, where `exported` was written into it.

    Tools drop sub-states: a state that is still the exported one still means the exported decision.
    """
    expected_state, expected_sub = state2(exported, translated=translated)
    if state == expected_state and sub_state in ("", expected_sub):
        return exported
    if sub_state.startswith(SUB):
        return sub_state.removeprefix(SUB)
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
    """XLIFF 1.2's target state of a decision."""
    return _STATES12[decision]


def decision12(state: str, approved: str, exported: str) -> str:
    """Return the decision that a unit's target state and `approved` mean, where `exported` was written into it."""
    was_approved = "yes" if exported in ACCEPTING else ""
    if state in ("", _STATES12[exported]) and approved in ("", was_approved, "no" if not was_approved else "yes"):
        return exported
    for decision, name in _STATES12.items():
        if decision and state == name:
            return decision
    if state in ("final", "signed-off") or approved == "yes":
        return "accept"
    return "needs-fix" if state.startswith("needs-") else ""
