"""What was said about a bead stays with its text when beads are regrouped: in exports and in the score card."""

from __future__ import annotations

import pytest

from align.history.pair_state import PairState
from align.history.spoken import spoken
from align.history.store import Store
from align.model import Alignment
from align.review.mqm import Tag
from align.review.scorecard import scorecard
from tests.history.asking import decide, do, group


@pytest.fixture
def state(store: Store, talks: Alignment) -> PairState:
    return PairState.open(store, talks, register=True)


def said(state: PairState, place: int) -> list[tuple[str, str]]:
    return [(one.decision, one.comment) for one in spoken(state).get(state.keys[place], ())]


def test_comments_and_corrections_go_to_the_bead_that_holds_the_text(store: Store, state: PairState) -> None:
    decide(store, state, 1, "needs-fix", comment="[omission, major] tense", target_text="Both met.")
    decide(store, state, 2, "accept")
    do(store, state, kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    assert said(state, 1) == [("", "[omission, major] tense → Both met.")]
    assert all(one.target_text is None for one in spoken(state)[state.keys[1]])  # it was of another text
    assert dict(scorecard(state).errors) == {Tag("omission", "major"): 1}
    do(store, state, kind="edit", act="cut", groups=[group(state, 1)], side="source", at=1, offset=9)
    assert said(state, 1) == [("", "[omission, major] tense → Both met.")]
    do(store, state, kind="undo")
    do(store, state, kind="undo")
    assert said(state, 1) == [("needs-fix", "[omission, major] tense")] and said(state, 2) == [("accept", "")]


def test_an_error_of_a_bead_before_and_after_an_edit_counts_once(store: Store, state: PairState) -> None:
    decide(store, state, 1, "needs-fix", comment="[style, minor]")
    do(store, state, kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    decide(store, state, 1, "needs-fix", comment="[style, major]")
    assert dict(scorecard(state).errors) == {Tag("style", "major"): 1}


def test_a_blind_reader_gets_only_what_is_visible(store: Store, state: PairState) -> None:
    decide(store, state, 1, "needs-fix", comment="secret")
    do(store, state, kind="blind", reader="Ben", open=True)
    do(store, state, kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    assert spoken(state, "Ben") == {} and said(state, 1) == [("", "secret")]
