"""One pair under review whose text or alignment was replaced: what returns, what is stale, what is made again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.errors import StoreError
from align.history.pair_state import PairState
from align.history.store import Store
from align.model import Alignment, Verdict, content_key
from tests.history.asking import decide, do, group, groups
from tests.history.talks import SOURCE, TARGET, build, edited


@pytest.fixture
def state(store: Store, talks: Alignment) -> PairState:
    return PairState.open(store, talks, register=True)


def test_after_an_edit_of_the_text_unchanged_decisions_return_and_the_others_are_stale(
    store: Store, state: PairState, talks: Alignment
) -> None:
    for place in (0, 3):
        decide(store, state, place, comment=f"seen {place}")
    new = PairState.open(
        store, edited(talks, "target", 3, "Minister Koizumi said that spending would double."), register=True
    )
    assert new.decision(new.keys[0]) == "accept" and new.decision(new.keys[3]) == ""
    [old] = new.stale(store)
    assert old.bead == new.keys[3] and old.verdict.comment == "seen 3"
    assert ("gone", "grow") in old.target and ("new", "double") in old.target
    assert all(kind == "same" for kind, _ in old.source)


def test_a_verdict_of_no_known_text_is_stale_without_a_place(store: Store, talks: Alignment) -> None:
    store.record(Verdict(content_key(["消えた"], ["gone"]), "accept", "Ben", "2026-01-01T00:00:00Z"), pair="talks")
    [old] = PairState.open(store, talks).stale(store)
    assert old.bead == "" and old.verdict.reviewer == "Ben"


def test_edits_are_made_again_on_a_new_alignment_where_their_texts_stand(store: Store, state: PairState) -> None:
    do(store, state, kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    do(store, state, kind="edit", act="relink", groups=[group(state, 4), group(state, 5)], parts=[["target", 5]])
    shifted = [("paragraph", "新しい段落。"), *SOURCE]
    shifted[6] = ("paragraph", "両閣僚は、もっと緊密に連携する。")  # both sources of the second edit
    shifted[7] = ("paragraph", "次回は大阪で。")
    beads = [((0,), (), 0.9), *[((i + 1,), (i,), 0.9) for i in range(8)]]
    new = PairState.open(store, build(source=shifted, target=TARGET, beads=beads), register=True)
    assert ((2, 3), (1, 2)) in groups(new)
    restored = [change for change in store.history("talks") if change.after.get("restored")]
    assert [change.reviewer for change in restored] == ["Aiko"]
    assert [bead.evidence[0].detail for bead in new.beads if bead.evidence[0].name == "hand"] == ["Aiko"]
    again = PairState.open(store, build(source=shifted, target=TARGET, beads=beads), register=True)
    assert groups(again) == groups(new)


def test_a_reviewed_alignment_written_back_keeps_edits_once(store: Store, state: PairState) -> None:
    do(store, state, kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    written = state.alignment()
    new = PairState.open(store, written, register=True)
    assert groups(new) == groups(state)
    assert not [change for change in store.history("talks") if change.after.get("restored")]


def test_a_pair_whose_alignment_was_replaced_elsewhere_takes_no_more(
    store: Store, state: PairState, talks: Alignment
) -> None:
    PairState.open(store, replace(talks, signature="align:newer"), register=True)
    with pytest.raises(StoreError, match="opened elsewhere"):
        decide(store, state, 0)


def test_comments_and_suggestions_survive_merge_split_and_later_decisions(store: Store, state: PairState) -> None:
    decide(store, state, 1, "needs-fix", comment="tense?", target_text="Both ministers met.")
    decide(store, state, 2, "", "Ben", comment="good")
    decide(store, state, 1, "accept")
    do(store, state, kind="edit", act="merge", groups=[group(state, 1), group(state, 2)])
    merged = state.keys[1]
    said = {
        (one.verdict.reviewer, one.verdict.comment, one.verdict.target_text, one.bead) for one in state.stale(store)
    }
    assert said == {("Aiko", "tense?", "Both ministers met.", merged), ("Ben", "good", None, merged)}
    do(store, state, kind="edit", act="split", groups=[group(state, 1)], cut=[1, 0])
    assert {one.verdict.comment for one in state.stale(store)} == {"tense?", "good"}
    assert all(one.bead in state.place_of_key for one in state.stale(store))
    do(store, state, kind="undo")
    do(store, state, kind="undo")
    assert state.stale(store) == [] and len(state.verdicts[state.keys[1]]) == 2


def test_a_comment_before_a_later_decision_survives_a_new_text(
    store: Store, state: PairState, talks: Alignment
) -> None:
    decide(store, state, 3, "", comment="check the amount")
    decide(store, state, 3, "reject")
    decide(store, state, 3, "accept")
    changed = edited(talks, "target", 3, "Minister Koizumi said that defence spending would double.")
    new = PairState.open(store, changed, register=True)
    assert [(one.verdict.decision, one.verdict.comment) for one in new.stale(store)] == [
        ("", "check the amount"),
        ("accept", ""),
    ]


def test_a_bead_rejected_after_it_was_written_back_is_no_lock(store: Store, state: PairState) -> None:
    for place in (0, 1, 2):
        decide(store, state, place)
    written = state.alignment()
    assert [bead.locked for bead in written.beads[:3]] == [True] * 3
    again = PairState.open(store, written, register=True)
    decide(store, again, 0, "reject")
    decide(store, again, 1, "needs-fix")
    assert [bead.locked for bead in again.alignment().beads[:3]] == [False, False, True]
