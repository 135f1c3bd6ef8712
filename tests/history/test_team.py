"""Rows that belong to a person, and second readings that do not see the first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.history.pair_state import PairState
from align.history.plans import eligible
from align.history.progress import progress, team_rows
from align.history.requests import Conflict, RequestError
from align.history.store import Store
from align.history.team import blind_agreement
from align.model import Alignment
from tests.history.asking import decide, do, group


@pytest.fixture
def state(store: Store, talks: Alignment) -> PairState:
    return PairState.open(store, talks, register=True)


def assign(store: Store, state: PairState, person: str, first: int = -1, last: int = -1, **more: object):
    ends = {} if first < 0 else {"first": state.keys[first], "last": state.keys[last]}
    return do(store, state, kind="assign", person=person, **ends, **more)


def persons(state: PairState) -> list[str]:
    found = state.team.assigned(state.keys)
    return [found.get(key, "") for key in state.keys]


def test_the_newest_assignment_of_a_row_counts_and_is_undone(store: Store, state: PairState) -> None:
    assign(store, state, "Ben")
    assign(store, state, "Cho", 2, 4)
    assert persons(state) == ["Ben"] * 2 + ["Cho"] * 3 + ["Ben"] * 4
    assign(store, state, "", 0, 0)
    assert persons(state)[:2] == ["", "Ben"]
    do(store, state, kind="undo")
    do(store, state, kind="undo")
    assert persons(state) == ["Ben"] * 9


def test_rows_that_are_regrouped_inside_a_part_stay_the_persons(store: Store, state: PairState) -> None:
    assign(store, state, "Cho", 1, 4)
    do(store, state, kind="edit", act="merge", groups=[group(state, 2), group(state, 3)])
    assert persons(state) == ["", "Cho", "Cho", "Cho", "", "", "", ""]
    do(store, state, kind="edit", act="cut", groups=[group(state, 2)], side="source", at=2, offset=5)
    do(store, state, kind="edit", act="split", groups=[group(state, 2)], cut=[1, 1])
    assert persons(state) == ["", "Cho", "Cho", "Cho", "Cho", "", "", "", ""]


def test_all_rows_are_also_those_that_come_later(store: Store, state: PairState, talks: Alignment) -> None:
    assign(store, state, "Ben")
    do(store, state, kind="edit", act="merge", groups=[group(state, 7), group(state, 8)])
    assert persons(state) == ["Ben"] * 8
    decide(store, state, 0)
    assert [(one.person, one.rows, one.open) for one in team_rows(state)] == [("Ben", 8, 7)]


def test_rows_that_are_gone_cannot_be_assigned(store: Store, state: PairState) -> None:
    gone = state.keys[2]
    do(store, state, kind="edit", act="merge", groups=[group(state, 2), group(state, 3)])
    with pytest.raises(Conflict, match="regrouped"):
        do(store, state, kind="assign", person="Ben", first=gone, last=state.keys[0])


def test_a_blind_reader_sees_a_row_of_others_after_deciding_on_it(store: Store, state: PairState) -> None:
    decide(store, state, 0, "reject", comment="wrong")
    decide(store, state, 1, "accept")
    do(store, state, kind="blind", reader="Ben", open=True)
    key = state.keys[0]
    assert not state.visible(key, "Ben") and state.decision(key, "Ben") == ""
    assert state.decision(key, "Cho") == state.decision(key) == "reject"
    assert progress(state, "Ben").decided == 0 and progress(state).decided == 2
    decide(store, state, 0, "accept", "Ben", seen=0)  # no conflict: Ben does not know of the other decision
    assert [one.comment for one in state.visible(key, "Ben").values()] == ["wrong", ""]
    do(store, state, reviewer="Ben", kind="undo")
    assert [one.comment for one in state.visible(key, "Ben").values()] == ["wrong"]  # what was seen cannot be unseen
    do(store, state, kind="blind", reader="Ben", open=False)
    assert state.decision(state.keys[1], "Ben") == "accept"


def test_a_comment_of_a_blind_reader_shows_nothing_yet(store: Store, state: PairState) -> None:
    decide(store, state, 0, "reject", comment="wrong")
    do(store, state, kind="blind", reader="Ben", open=True)
    decide(store, state, 0, "", "Ben", comment="hm")
    assert [one.comment for one in state.visible(state.keys[0], "Ben").values()] == ["hm"]


def test_what_a_blind_reader_accepts_at_once_does_not_depend_on_others(store: Store, state: PairState) -> None:
    decide(store, state, 0)
    do(store, state, kind="blind", reader="Ben", open=True)
    assert eligible(state, 0.95, viewer="Ben") == [state.keys[0], state.keys[1], state.keys[4]]
    do(store, state, reviewer="Ben", kind="verdicts", threshold=0.95)
    assert state.opinions(state.keys[0]) == {"Aiko": "accept", "Ben": "accept"}


def test_agreement_counts_the_first_decision_that_was_made_blind(store: Store, state: PairState) -> None:
    for place, decision in enumerate(("accept", "accept", "reject", "reject")):
        decide(store, state, place, decision)
    do(store, state, kind="blind", reader="Ben", open=True)
    for place, decision in enumerate(("accept", "reject", "reject", "reject")):
        decide(store, state, place, decision, "Ben", seen=99)
    decide(store, state, 1, "accept", "Ben", seen=99)  # after Ben saw Aiko's decision
    decide(store, state, 3, "accept", seen=99)  # after Aiko saw Ben's
    decide(store, state, 4, "accept", "Ben")
    decide(store, state, 4, "accept", seen=99)  # Aiko comes later
    [reading] = state.team.begun()
    found = blind_agreement(state.team, reading, state.log)
    assert (found.read, found.rows, found.raw, found.is_open) == (5, 5, 0.8, True)
    assert found.by_decision == {"accept": (2, 2, 3), "reject": (2, 3, 2)}
    assert found.kappa == pytest.approx((0.8 - 0.48) / 0.52)


def test_only_who_began_a_reading_ends_it(store: Store, state: PairState) -> None:
    do(store, state, kind="blind", reader="Ben", open=True)
    with pytest.raises(RequestError, match="already"):
        do(store, state, "Cho", kind="blind", reader="Ben", open=True)
    with pytest.raises(RequestError, match="Aiko began"):
        do(store, state, "Ben", kind="blind", reader="Ben", open=False)
    with pytest.raises(RequestError, match="does not read"):
        do(store, state, kind="blind", reader="Cho", open=False)
    with pytest.raises(RequestError, match="who reads"):
        do(store, state, kind="blind", reader=" ", open=True)
    do(store, state, kind="undo")
    assert state.team.open_readings() == []


def test_team_work_survives_a_new_alignment(store: Store, state: PairState, talks: Alignment) -> None:
    assign(store, state, "Cho", 1, 4)
    do(store, state, kind="blind", reader="Ben", open=True)
    new = PairState.open(store, replace(talks, signature="align:newer"), register=True)
    assert persons(new) == persons(state) and [one.reader for one in new.team.open_readings()] == ["Ben"]
