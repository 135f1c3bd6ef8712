"""What a reviewer asks for: checks, conflicts, limits."""

from __future__ import annotations

import pytest

from align.history.edit_plans import MOST_GROUPS
from align.history.edits import group_of
from align.history.pair_state import PairState
from align.history.plans import LONGEST_COMMENT, eligible
from align.history.requests import Conflict, RequestError
from align.history.store import Store
from align.history.submit import Submitter
from align.model import Alignment
from tests.history.asking import decide, do, group, groups
from tests.history.talks import long_alignment


@pytest.fixture
def state(store: Store, talks: Alignment) -> PairState:
    return PairState.open(store, talks, register=True)


def test_undo_of_an_edit_that_somebody_built_on_is_a_conflict(store: Store, state: PairState) -> None:
    do(store, state, kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    do(store, state, "Ben", kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    with pytest.raises(Conflict, match="after you"):
        do(store, state, kind="undo")


def test_a_decision_on_what_another_decided_meanwhile_is_a_conflict(store: Store, state: PairState) -> None:
    decide(store, state, 0, "needs-fix", "Ben")
    with pytest.raises(Conflict, match="Ben decided here") as caught:
        decide(store, state, 0, seen=0)
    assert caught.value.keys == (state.keys[0],)
    decide(store, state, 0)  # having seen it
    assert state.opinions(state.keys[0]) == {"Ben": "needs-fix", "Aiko": "accept"}


def test_a_comment_never_conflicts(store: Store, state: PairState) -> None:
    decide(store, state, 0, "needs-fix", "Ben")
    decide(store, state, 0, "", seen=0, comment="Warum?")
    assert state.decision(state.keys[0]) == "needs-fix"


def test_an_edit_of_beads_that_another_regrouped_is_a_conflict_and_can_be_forced(
    store: Store, state: PairState
) -> None:
    mine = [group(state, 2), group(state, 3)]
    do(store, state, "Ben", kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    with pytest.raises(Conflict) as caught:
        do(store, state, kind="edit", act="merge", groups=mine)
    assert caught.value.wanted == (((2, 3), (2, 3)),)
    assert caught.value.keys == (state.keys[1], state.keys[2])
    do(store, state, kind="edit", act="set", groups=caught.value.wanted)
    assert ((2, 3), (2, 3)) in groups(state) and ((1,), (1,)) in groups(state)


def test_a_decision_on_a_bead_that_is_gone_is_a_conflict(store: Store, state: PairState) -> None:
    key, old = state.keys[1], group(state, 1)
    do(store, state, "Ben", kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    with pytest.raises(Conflict) as caught:
        do(store, state, kind="verdict", bead=key, group=old, decision="accept", seen=0)
    assert caught.value.keys == (state.keys[1],)


def test_a_repeated_request_is_made_once(store: Store, state: PairState) -> None:
    request = {"id": "same", "kind": "verdict", "bead": state.keys[0], "decision": "accept", "seen": 0}
    first = Submitter(store).submit(state, "Aiko", request)
    again = Submitter(store).submit(state, "Aiko", request)
    assert first.change == again.change and len(state.verdicts[state.keys[0]]) == 1
    with pytest.raises(RequestError, match="another change"):
        Submitter(store).submit(state, "Ben", request)


def test_accept_above_leaves_nulls_decided_and_doubted_beads_alone_and_undoes_as_one(
    store: Store, state: PairState
) -> None:
    decide(store, state, 0, "reject")
    doubted = frozenset({state.keys[4]})
    assert [state.place_of_key[key] for key in eligible(state, 0.9, doubted)] == [1, 2]
    do(store, state, kind="verdicts", threshold=0.9, doubted=sorted(doubted))
    assert [state.decision(key) for key in state.keys[:5]] == ["reject", "accept", "accept", "", ""]
    do(store, state, kind="undo")
    assert [state.decision(key) for key in state.keys[:5]] == ["reject", "", "", "", ""]


@pytest.mark.parametrize(
    "request_",
    [
        {"kind": "verdict", "bead": "", "decision": "perhaps"},
        {"kind": "verdict", "decision": ""},
        {"kind": "verdict", "decision": "accept", "comment": "x" * (LONGEST_COMMENT + 1)},
        {"kind": "verdict", "decision": 7},
        {"kind": "nonsense"},
        {"kind": "edit", "act": "explode", "groups": []},
        {"kind": "edit", "act": "split", "groups": [[[0], [0]]], "cut": [0, 0]},
        {"kind": "edit", "act": "merge", "groups": "all"},
        {"kind": "edit", "act": "set", "groups": [[[99], []]]},
        {"kind": "edit", "act": "merge", "groups": [[[i], []] for i in range(300)]},
        {"kind": "verdicts", "threshold": 2.0},
        {},
    ],
)
def test_nonsense_is_refused_and_leaves_nothing(store: Store, state: PairState, request_: dict) -> None:
    before = len(store.history())
    with pytest.raises(RequestError):
        Submitter(store).submit(state, "Aiko", {"id": "x", **request_})
    assert len(store.history()) == before


def test_nobody_conflicts_with_an_earlier_decision_of_ones_own(store: Store, state: PairState) -> None:
    decide(store, state, 0, "reject", seen=0)
    decide(store, state, 0, "accept", seen=0)  # as from a second window that has not heard of the first one
    assert state.decision(state.keys[0]) == "accept"


def test_a_decision_of_another_after_ones_own_is_a_conflict(store: Store, state: PairState) -> None:
    decide(store, state, 0)
    mine = state.seq
    decide(store, state, 0, "reject", "Ben")
    with pytest.raises(Conflict, match="Ben decided here"):
        decide(store, state, 0, seen=mine)
    decide(store, state, 0, seen=state.seq)


@pytest.mark.parametrize("place", [0, 7, 8])
def test_what_an_edit_requests_is_checked_against_all_segments(store: Store, state: PairState, place: int) -> None:
    wrong = [[[*range(99, 101)], []], group(state, place)]
    with pytest.raises(Conflict) as caught:
        do(store, state, kind="edit", act="merge", groups=wrong)
    assert caught.value.keys == (state.keys[place],)


def test_the_largest_edit_and_the_first_too_large_one(store: Store) -> None:
    long = PairState.open(store, long_alignment(MOST_GROUPS + 1), register=True)
    with pytest.raises(RequestError, match="at most 200 beads"):
        do(store, long, kind="edit", act="merge", groups=[group(long, i) for i in range(MOST_GROUPS + 1)])
    do(store, long, kind="edit", act="merge", groups=[group(long, i) for i in range(MOST_GROUPS)])
    assert len(long.beads) == 2


def test_the_history_keeps_what_a_decision_replaced(store: Store, state: PairState) -> None:
    decide(store, state, 0, "needs-fix", target_text="  Better.  ", comment=" why ")
    decide(store, state, 0, "accept", "Ben")
    newest, first = store.history("talks", limit=2)
    assert first.after == {"decision": "needs-fix", "comment": "why", "target_text": "Better."}
    assert newest.before == {**first.after, "reviewer": "Aiko"}
    with store.reading() as session:
        assert session.texts([newest.bead]) == {newest.bead: state.texts(group_of(state.beads[0]))}


def test_decisions_made_together_keep_all_texts_and_say_their_threshold(store: Store, state: PairState) -> None:
    do(store, state, kind="verdicts", threshold=0.97)
    newest = store.history("talks", limit=1)[0]
    assert newest.after == {"decision": "accept", "beads": [state.keys[i] for i in (0, 1, 4)], "threshold": 0.97}
    with store.reading() as session:
        assert set(session.texts(newest.after["beads"])) == set(newest.after["beads"])


def test_a_verdict_on_a_bead_that_the_page_made_itself_finds_it_by_its_segments(store: Store, state: PairState) -> None:
    both = [group(state, 0), group(state, 1)]
    merged = [both[0][0] + both[1][0], both[0][1] + both[1][1]]
    do(store, state, kind="edit", act="merge", groups=both, texts=state.texts_key)
    request = {"kind": "verdict", "bead": "~page.1", "group": merged, "texts": state.texts_key, "decision": "accept"}
    assert do(store, state, **request).change.bead == state.keys[0]
    with pytest.raises(Conflict, match="regrouped"):
        do(store, state, **(request | {"group": both[0]}))
    with pytest.raises(Conflict, match="texts of this pair were changed"):
        do(store, state, **(request | {"texts": "of yesterday"}))


def test_an_edit_that_numbers_the_paragraphs_of_other_texts_is_a_conflict(store: Store, state: PairState) -> None:
    both = [group(state, 0), group(state, 1)]
    assert PairState(long_alignment(8), "").texts_key != state.texts_key
    with pytest.raises(Conflict, match="texts of this pair were changed"):
        do(store, state, kind="edit", act="merge", groups=both, texts=PairState(long_alignment(8), "").texts_key)
    do(store, state, kind="edit", act="merge", groups=both, texts=state.texts_key)
    assert PairState(state.alignment(), "").texts_key == state.texts_key  # the pairing does not count
