"""One pair under review: decisions, edits, undo, conflicts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.history.changes import Change
from align.history.edits import group_of
from align.history.pair_state import PairState, reviewed_alignment
from align.history.progress import progress
from align.history.requests import RequestError
from align.history.store import Store
from align.model import Alignment, Bead, Verdict
from align.page.as_json import deltas_json
from tests.history.asking import decide, do, group, groups
from tests.history.talks import build


@pytest.fixture
def state(store: Store, talks: Alignment) -> PairState:
    return PairState.open(store, talks, register=True)


def test_a_decision_stands_and_is_in_the_store(store: Store, state: PairState) -> None:
    done = decide(store, state, 0, comment="gut")
    assert state.decision(state.keys[0]) == "accept"
    assert store.verdicts()[state.keys[0]] == (Verdict(state.keys[0], "accept", "Aiko", done.change.at, "gut"),)


def test_another_state_on_the_same_store_follows(store: Store, state: PairState, talks: Alignment) -> None:
    other = PairState.open(store, talks)
    decide(store, state, 0)
    do(store, state, kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    other.refresh(store)
    assert other.beads == state.beads and other.keys == state.keys
    assert other.decision(state.keys[0]) == "accept"


def test_keys_are_those_of_the_alignment(store: Store, state: PairState) -> None:
    do(store, state, kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    assert tuple(state.keys) == state.alignment().keys


def test_undo_and_redo_without_limit(store: Store, state: PairState) -> None:
    start = groups(state)
    decide(store, state, 0)
    do(store, state, kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    do(store, state, kind="edit", act="split", groups=[group(state, 1)], cut=[1, 0])
    decide(store, state, 0, "reject")
    end = groups(state)
    for _ in range(4):
        do(store, state, kind="undo")
    assert groups(state) == start and state.decision(state.keys[0]) == ""
    with pytest.raises(RequestError, match="nothing to undo"):
        do(store, state, kind="undo")
    for _ in range(4):
        do(store, state, kind="redo")
    assert groups(state) == end and state.decision(state.keys[0]) == "reject"
    with pytest.raises(RequestError, match="nothing to redo"):
        do(store, state, kind="redo")
    assert len(store.history("talks")) == 4 + 4 + 4 + 1  # with the line that opened the alignment


def test_undo_takes_back_ones_own_changes_only(store: Store, state: PairState) -> None:
    decide(store, state, 0)
    decide(store, state, 1, reviewer="Ben")
    do(store, state, kind="undo")
    assert state.decision(state.keys[0]) == "" and state.decision(state.keys[1]) == "accept"


def test_a_decision_comes_back_with_its_bead(store: Store, state: PairState) -> None:
    decide(store, state, 1)
    key = state.keys[1]
    do(store, state, kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    assert state.decision(state.keys[1]) == "" and state.stale(store) == []
    do(store, state, kind="undo")
    assert state.keys[1] == key and state.decision(key) == "accept"


def test_a_relinked_segment_makes_a_crossing(store: Store, state: PairState) -> None:
    do(store, state, kind="edit", act="relink", groups=[group(state, 5), group(state, 6)], parts=[["target", 5]])
    do(store, state, kind="edit", act="relink", groups=[[[6], [5, 6]], [[5], []]], parts=[["target", 6]])
    assert ((5,), (6,)) in groups(state) and ((6,), (5,)) in groups(state)
    assert sum(bead.crosses for bead in state.beads) == 1


def test_confirmed_beads_are_locks(store: Store, state: PairState, talks: Alignment) -> None:
    decide(store, state, 0)
    decide(store, state, 7, "intended-omission")
    decide(store, state, 3, "needs-fix")
    do(store, state, kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    decide(store, state, 1)
    locks = [bead for bead in reviewed_alignment(store, talks).beads if bead.locked]
    assert [group_of(bead) for bead in locks] == [((0,), (0,)), ((1, 2), (1, 2)), ((7,), ())]
    assert all(bead.locked and bead.probability == 1.0 for bead in locks)
    assert [group_of(bead) for bead in reviewed_alignment(store, talks).beads] == groups(state)


def test_pages_follow_by_deltas(store: Store, state: PairState) -> None:
    since = state.seq
    decide(store, state, 0)
    do(store, state, kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    news = deltas_json(state, since)
    verdict, edit = news["deltas"]
    assert verdict["verdicts"][state.keys[0]][0]["decision"] == "accept"
    assert edit["splice"][:2] == [1, 2] and edit["splice"][2][0]["s"] == (1, 2)
    assert deltas_json(state, state.seq)["deltas"] == []
    assert deltas_json(state, 0).get("reload") is True  # before this state was opened


def test_progress_counts_and_agrees(store: Store, state: PairState) -> None:
    decide(store, state, 0)
    decide(store, state, 0, reviewer="Ben")
    decide(store, state, 1, "reject")
    decide(store, state, 1, reviewer="Ben")
    decide(store, state, 3, "needs-fix")
    stands = progress(state)
    assert (stands.beads, stands.decided, stands.left_out, stands.added) == (9, 3, 1, 1)
    assert stands.decisions == {"accept": 2, "needs-fix": 1} and stands.second_opinions == 1
    assert stands.expected_errors == pytest.approx(sum(1 - p for p in (0.93, 0.98, 0.35, 0.55, 0.8, 0.7)))
    [agreement] = stands.agreements
    assert (agreement.first, agreement.second, agreement.beads, agreement.raw) == ("Aiko", "Ben", 2, 0.5)


def test_equal_texts_have_keys_of_their_own(store: Store) -> None:
    rows = [("paragraph", "同じ。"), ("paragraph", "同じ。")]
    state = PairState.open(
        store,
        build("same", rows, [("paragraph", "Same."), ("paragraph", "Same.")], [((0,), (0,), 0.9), ((1,), (1,), 0.9)]),
        register=True,
    )
    decide(store, state, 1)
    assert state.keys[1].endswith("~2") and [state.decision(key) for key in state.keys] == ["", "accept"]


def test_an_empty_pair(store: Store) -> None:
    state = PairState.open(store, build("empty", (), (), ()), register=True)
    assert progress(state).share == 1.0 and state.beads == []


def test_beads_know_their_reviewer_after_a_restart(store: Store, state: PairState, talks: Alignment) -> None:
    do(store, state, "Ben", kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    again = PairState.open(store, talks, register=True)
    assert again.beads[1] == Bead((1, 2), (1, 2), 1.0, again.beads[1].evidence)
    assert again.beads[1].evidence[0].detail == "Ben"


def test_undo_and_redo_reach_dismissed_findings(store: Store, state: PairState) -> None:
    do(store, state, kind="dismiss", bead=state.keys[1], check="number", message="12 stands alone")
    assert list(state.dismissed.values()) == [(state.keys[1], "number", "12 stands alone")]
    do(store, state, kind="undo")
    assert state.dismissed == {}
    do(store, state, kind="redo")
    assert list(state.dismissed.values()) == [(state.keys[1], "number", "12 stands alone")]
    assert [delta.dismissed for delta in list(state.deltas)[-3:]] == [True] * 3


def test_a_change_that_is_known_is_not_applied_again(store: Store, state: PairState) -> None:
    decide(store, state, 0)
    log = list(state.log)
    state.catch_up(log)
    assert state.log == log and len(state.deltas) == 1


def test_a_redone_decision_goes_back_to_its_place(store: Store, state: PairState) -> None:
    decide(store, state, 0)
    do(store, state, kind="undo")
    decide(store, state, 0, "reject", "Ben")
    do(store, state, kind="redo")
    assert list(state.opinions(state.keys[0])) == ["Aiko", "Ben"] and state.decision(state.keys[0]) == "reject"


def test_an_undo_of_nothing_that_this_pair_knows_does_no_harm(store: Store, state: PairState) -> None:
    since = state.seq
    with store.writing() as session:
        session.append(Change(kind="undo", pair=state.id, reviewer="Aiko", of=9999))
    state.refresh(store)
    assert deltas_json(state, since)["deltas"] == [{"seq": state.seq, "reviewer": "Aiko"}]


def test_the_deltas_of_an_edit_end_where_the_ladder_is_as_before(store: Store, state: PairState) -> None:
    since = state.seq
    do(store, state, kind="edit", act="merge", groups=[group(state, 3), group(state, 4)])
    [delta] = deltas_json(state, since)["deltas"]
    assert set(delta) == {"seq", "reviewer", "splice"} and delta["reviewer"] == "Aiko"
    at, remove, beads = delta["splice"]
    assert (at, remove) == (3, 2) and [(bead["s"], bead["t"], bead["h"]) for bead in beads] == [
        ((3, 4), (3, 4), "Aiko")
    ]


def test_other_alignments_of_the_pair_are_noticed_until_this_one_is_opened_again(
    store: Store, state: PairState, talks: Alignment
) -> None:
    decide(store, state, 0)
    assert not state.outdated
    since = state.seq
    PairState.open(store, replace(talks, signature="align:newer"), register=True)
    state.refresh(store)
    assert state.outdated and deltas_json(state, since)["deltas"][-1]["reload"] is True
    again = PairState.open(store, talks, register=True)
    assert not again.outdated and again.decision(again.keys[0]) == "accept"
    decide(store, again, 1)


def test_opening_without_registering_writes_nothing(store: Store, talks: Alignment) -> None:
    state = PairState.open(store, talks)
    assert store.history() == [] and not state.outdated and state.base_seq == 1
