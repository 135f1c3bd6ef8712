"""Decisions as XLIFF states and back, also after a tool that drops or changes some of them."""

import pytest

from align.exchange.xliff.states import decision2, decision12, state2, state12
from align.model import DECISIONS


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize("translated", [True, False])
def test_what_was_written_is_read_back(decision, translated):
    state, sub_state = state2(decision, translated=translated)
    assert decision2(state, sub_state, decision) == decision
    assert decision2(state, "", decision) == decision, "a tool dropped the sub-state"
    assert decision2(state, sub_state, "") == decision, "the exported decision is unknown"
    for approved in ("", "yes" if decision in ("accept", "intended-omission", "intended-addition") else "no"):
        assert decision12(state12(decision), approved, decision) == decision
        assert decision12("", approved, decision) == decision


@pytest.mark.parametrize(
    ("state", "sub_state", "exported", "decision"),
    [
        ("final", "", "", "accept"),
        ("reviewed", "", "", "accept"),
        ("final", "", "reject", "accept"),
        ("reviewed", "other:x", "needs-fix", "accept"),
        ("translated", "", "accept", ""),
        ("initial", "", "accept", ""),
        ("initial", "", "", ""),
        ("translated", "align:reject", "accept", "reject"),
        ("translated", "other:x", "", ""),
        ("final", "align:intended-omission", "accept", "intended-omission"),
        ("translated", "align:needs-fix", "reject", "needs-fix"),
    ],
)
def test_a_changed_state_of_xliff_2_is_a_new_decision(state, sub_state, exported, decision):
    assert decision2(state, sub_state, exported) == decision


@pytest.mark.parametrize(
    ("state", "approved", "exported", "decision"),
    [
        ("translated", "yes", "", "accept"),
        ("translated", "yes", "reject", "accept"),
        ("final", "", "", "accept"),
        ("signed-off", "no", "", "accept"),
        ("final", "yes", "", "accept"),
        ("needs-translation", "", "", "needs-fix"),
        ("x-reject", "", "accept", "reject"),
        ("needs-l10n", "", "accept", "needs-fix"),
        ("needs-review-translation", "", "", "needs-fix"),
        ("x-reject", "yes", "accept", "reject"),
        ("translated", "", "accept", ""),
        ("translated", "no", "accept", ""),
        ("new", "", "", ""),
        ("", "yes", "needs-fix", "accept"),
        ("", "no", "accept", ""),
    ],
)
def test_a_changed_state_of_xliff_12_is_a_new_decision(state, approved, exported, decision):
    assert decision12(state, approved, exported) == decision
