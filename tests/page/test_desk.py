"""One pair under review: decisions, edits, undo, conflicts."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from align.history.edits import group_of
from align.history.pair_state import Desk
from align.history.store import Store
from align.history.submit import LONGEST_COMMENT, Conflict, RequestError, eligible, submit
from align.model import Alignment, Bead, Verdict
from align.page.view import deltas_json, progress
from tests.page.desks import decide, do, group, groups


@pytest.fixture
def desk(store: Store, talks: Alignment) -> Desk:
    return Desk.open(store, talks, register=True)


def test_a_decision_stands_and_is_in_the_store(store: Store, desk: Desk) -> None:
    done = decide(store, desk, 0, comment="gut")
    assert desk.decision(desk.keys[0]) == "accept"
    assert store.verdicts()[desk.keys[0]] == (Verdict(desk.keys[0], "accept", "Aiko", done.change.at, "gut"),)


def test_another_desk_on_the_same_store_follows(store: Store, desk: Desk, talks: Alignment) -> None:
    other = Desk.open(store, talks)
    decide(store, desk, 0)
    do(store, desk, kind="edit", act="merge", groups=[group(desk, 1), group(desk, 2)])
    other.refresh(store)
    assert other.beads == desk.beads and other.keys == desk.keys
    assert other.decision(desk.keys[0]) == "accept"


def test_keys_are_those_of_the_alignment(store: Store, desk: Desk) -> None:
    do(store, desk, kind="edit", act="merge", groups=[group(desk, 1), group(desk, 2)])
    assert tuple(desk.keys) == desk.alignment().keys


def test_undo_and_redo_without_limit(store: Store, desk: Desk) -> None:
    start = groups(desk)
    decide(store, desk, 0)
    do(store, desk, kind="edit", act="merge", groups=[group(desk, 1), group(desk, 2)])
    do(store, desk, kind="edit", act="split", groups=[group(desk, 1)], cut=[1, 0])
    decide(store, desk, 0, "reject")
    end = groups(desk)
    for _ in range(4):
        do(store, desk, kind="undo")
    assert groups(desk) == start and desk.decision(desk.keys[0]) == ""
    with pytest.raises(RequestError, match="nothing to undo"):
        do(store, desk, kind="undo")
    for _ in range(4):
        do(store, desk, kind="redo")
    assert groups(desk) == end and desk.decision(desk.keys[0]) == "reject"
    with pytest.raises(RequestError, match="nothing to redo"):
        do(store, desk, kind="redo")
    assert len(store.history("talks")) == 4 + 4 + 4 + 1  # with the line that opened the alignment


def test_undo_takes_back_ones_own_changes_only(store: Store, desk: Desk) -> None:
    decide(store, desk, 0)
    decide(store, desk, 1, reviewer="Ben")
    do(store, desk, kind="undo")
    assert desk.decision(desk.keys[0]) == "" and desk.decision(desk.keys[1]) == "accept"


def test_undo_of_an_edit_that_somebody_built_on_is_a_conflict(store: Store, desk: Desk) -> None:
    do(store, desk, kind="edit", act="merge", groups=[group(desk, 1), group(desk, 2)])
    do(store, desk, "Ben", kind="edit", act="merge", groups=[group(desk, 1), group(desk, 2)])
    with pytest.raises(Conflict, match="after you"):
        do(store, desk, kind="undo")


def test_a_decision_comes_back_with_its_bead(store: Store, desk: Desk) -> None:
    decide(store, desk, 1)
    key = desk.keys[1]
    do(store, desk, kind="edit", act="merge", groups=[group(desk, 1), group(desk, 2)])
    assert desk.decision(desk.keys[1]) == "" and desk.stale(store) == []
    do(store, desk, kind="undo")
    assert desk.keys[1] == key and desk.decision(key) == "accept"


def test_a_decision_on_what_another_decided_meanwhile_is_a_conflict(store: Store, desk: Desk) -> None:
    decide(store, desk, 0, "needs-fix", "Ben")
    with pytest.raises(Conflict, match="Ben decided here") as caught:
        decide(store, desk, 0, seen=0)
    assert caught.value.keys == (desk.keys[0],)
    decide(store, desk, 0)  # having seen it
    assert desk.opinions(desk.keys[0]) == {"Ben": "needs-fix", "Aiko": "accept"}


def test_a_comment_never_conflicts(store: Store, desk: Desk) -> None:
    decide(store, desk, 0, "needs-fix", "Ben")
    decide(store, desk, 0, "", seen=0, comment="Warum?")
    assert desk.decision(desk.keys[0]) == "needs-fix"


def test_an_edit_of_beads_that_another_regrouped_is_a_conflict_and_can_be_forced(store: Store, desk: Desk) -> None:
    mine = [group(desk, 2), group(desk, 3)]
    do(store, desk, "Ben", kind="edit", act="merge", groups=[group(desk, 1), group(desk, 2)])
    with pytest.raises(Conflict) as caught:
        do(store, desk, kind="edit", act="merge", groups=mine)
    assert caught.value.wanted == (((2, 3), (2, 3)),)
    assert caught.value.keys == (desk.keys[1], desk.keys[2])
    do(store, desk, kind="edit", act="set", groups=caught.value.wanted)
    assert ((2, 3), (2, 3)) in groups(desk) and ((1,), (1,)) in groups(desk)


def test_a_decision_on_a_bead_that_is_gone_is_a_conflict(store: Store, desk: Desk) -> None:
    key, old = desk.keys[1], group(desk, 1)
    do(store, desk, "Ben", kind="edit", act="merge", groups=[group(desk, 1), group(desk, 2)])
    with pytest.raises(Conflict) as caught:
        do(store, desk, kind="verdict", bead=key, group=old, decision="accept", seen=0)
    assert caught.value.keys == (desk.keys[1],)


def test_a_repeated_request_is_made_once(store: Store, desk: Desk) -> None:
    request = {"id": "same", "kind": "verdict", "bead": desk.keys[0], "decision": "accept", "seen": 0}
    first = submit(store, desk, "Aiko", request)
    again = submit(store, desk, "Aiko", request)
    assert first.change == again.change and len(desk.verdicts[desk.keys[0]]) == 1
    with pytest.raises(RequestError, match="another change"):
        submit(store, desk, "Ben", request)


def test_accept_above_leaves_nulls_decided_and_doubted_beads_alone_and_undoes_as_one(store: Store, desk: Desk) -> None:
    decide(store, desk, 0, "reject")
    doubted = frozenset({desk.keys[4]})
    assert [desk.place_of_key[key] for key in eligible(desk, 0.9, doubted)] == [1, 2]
    do(store, desk, kind="verdicts", threshold=0.9, doubted=sorted(doubted))
    assert [desk.decision(key) for key in desk.keys[:5]] == ["reject", "accept", "accept", "", ""]
    do(store, desk, kind="undo")
    assert [desk.decision(key) for key in desk.keys[:5]] == ["reject", "", "", "", ""]


def test_a_relinked_segment_makes_a_crossing(store: Store, desk: Desk) -> None:
    do(store, desk, kind="edit", act="relink", groups=[group(desk, 5), group(desk, 6)], parts=[["target", 5]])
    do(store, desk, kind="edit", act="relink", groups=[[[6], [5, 6]], [[5], []]], parts=[["target", 6]])
    assert ((5,), (6,)) in groups(desk) and ((6,), (5,)) in groups(desk)
    assert sum(bead.crosses for bead in desk.beads) == 1


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
def test_nonsense_is_refused_and_leaves_nothing(store: Store, desk: Desk, request_: dict) -> None:
    before = len(store.history())
    with pytest.raises(RequestError):
        submit(store, desk, "Aiko", {"id": "x", **request_})
    assert len(store.history()) == before


def test_confirmed_beads_are_locks(store: Store, desk: Desk, talks: Alignment) -> None:
    decide(store, desk, 0)
    decide(store, desk, 7, "intended-omission")
    decide(store, desk, 3, "needs-fix")
    do(store, desk, kind="edit", act="merge", groups=[group(desk, 1), group(desk, 2)])
    decide(store, desk, 1)
    locks = store.confirmed(talks)
    assert [group_of(bead) for bead in locks] == [((0,), (0,)), ((1, 2), (1, 2)), ((7,), ())]
    assert all(bead.locked and bead.probability == 1.0 for bead in locks)
    assert [group_of(bead) for bead in store.current(talks).beads] == groups(desk)


def test_pages_follow_by_deltas(store: Store, desk: Desk) -> None:
    since = desk.seq
    decide(store, desk, 0)
    do(store, desk, kind="edit", act="merge", groups=[group(desk, 1), group(desk, 2)])
    news = deltas_json(desk, since)
    verdict, edit = news["deltas"]
    assert verdict["verdicts"][desk.keys[0]][0]["decision"] == "accept"
    assert edit["splice"][:2] == [1, 2] and edit["splice"][2][0]["s"] == (1, 2)
    assert deltas_json(desk, desk.seq)["deltas"] == []
    assert deltas_json(desk, 0).get("reload") is True  # before this desk was opened


def test_progress_counts_and_agrees(store: Store, desk: Desk) -> None:
    decide(store, desk, 0)
    decide(store, desk, 0, reviewer="Ben")
    decide(store, desk, 1, "reject")
    decide(store, desk, 1, reviewer="Ben")
    decide(store, desk, 3, "needs-fix")
    stands = progress(desk)
    assert (stands.beads, stands.decided, stands.left_out, stands.added) == (9, 3, 1, 1)
    assert stands.decisions == {"accept": 2, "needs-fix": 1} and stands.second_opinions == 1
    assert stands.doubt == pytest.approx(sum(1 - p for p in (0.93, 0.98, 0.35, 0.55, 0.8, 0.7)))
    [agreement] = stands.agreements
    assert (agreement.first, agreement.second, agreement.beads, agreement.raw) == ("Aiko", "Ben", 2, 0.5)


def test_equal_texts_have_keys_of_their_own(store: Store, kit: SimpleNamespace) -> None:
    rows = [("paragraph", "同じ。"), ("paragraph", "同じ。")]
    desk = Desk.open(
        store,
        kit.build(
            "same", rows, [("paragraph", "Same."), ("paragraph", "Same.")], [((0,), (0,), 0.9), ((1,), (1,), 0.9)]
        ),
        register=True,
    )
    decide(store, desk, 1)
    assert desk.keys[1].endswith("~2") and [desk.decision(key) for key in desk.keys] == ["", "accept"]


def test_an_empty_pair(store: Store, kit: SimpleNamespace) -> None:
    desk = Desk.open(store, kit.build("empty", (), (), ()), register=True)
    assert progress(desk).share == 1.0 and desk.beads == []


def test_beads_know_their_reviewer_after_a_restart(store: Store, desk: Desk, talks: Alignment) -> None:
    do(store, desk, "Ben", kind="edit", act="merge", groups=[group(desk, 1), group(desk, 2)])
    again = Desk.open(store, talks, register=True)
    assert again.beads[1] == Bead((1, 2), (1, 2), 1.0, again.beads[1].evidence)
    assert again.beads[1].evidence[0].detail == "Ben"
