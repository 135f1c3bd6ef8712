"""One pair under review whose text or alignment was replaced: what returns, what is stale, what is made again."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from align.errors import StoreError
from align.history.pair_state import Desk
from align.history.store import Store
from align.model import Alignment, Verdict, content_key
from tests.page.desks import decide, do, group, groups


@pytest.fixture
def desk(store: Store, talks: Alignment) -> Desk:
    return Desk.open(store, talks, register=True)


def test_after_an_edit_of_the_text_unchanged_decisions_return_and_the_others_are_stale(
    store: Store, desk: Desk, talks: Alignment, kit: SimpleNamespace
) -> None:
    for place in (0, 3):
        decide(store, desk, place, comment=f"seen {place}")
    new = Desk.open(
        store, kit.edited(talks, "target", 3, "Minister Koizumi said that spending would double."), register=True
    )
    assert new.decision(new.keys[0]) == "accept" and new.decision(new.keys[3]) == ""
    [old] = new.stale(store)
    assert old.bead == new.keys[3] and old.verdict.comment == "seen 3"
    assert ("gone", "grow") in old.target and ("new", "double") in old.target
    assert all(kind == "same" for kind, _ in old.source)


def test_a_verdict_of_no_known_text_is_stale_without_a_place(store: Store, talks: Alignment) -> None:
    store.record(Verdict(content_key(["消えた"], ["gone"]), "accept", "Ben", "2026-01-01T00:00:00Z"), pair="talks")
    [old] = Desk.open(store, talks).stale(store)
    assert old.bead == "" and old.verdict.reviewer == "Ben"


def test_edits_are_made_again_on_a_new_alignment_where_their_texts_stand(
    store: Store, desk: Desk, kit: SimpleNamespace
) -> None:
    do(store, desk, kind="edit", act="merge", groups=[group(desk, 1), group(desk, 2)])
    do(store, desk, kind="edit", act="relink", groups=[group(desk, 4), group(desk, 5)], parts=[["target", 5]])
    shifted = [("paragraph", "新しい段落。"), *kit.SOURCE]
    shifted[6] = ("paragraph", "両閣僚は、もっと緊密に連携する。")  # both sources of the second edit
    shifted[7] = ("paragraph", "次回は大阪で。")
    beads = [((0,), (), 0.9), *[((i + 1,), (i,), 0.9) for i in range(8)]]
    new = Desk.open(store, kit.build(source=shifted, target=kit.TARGET, beads=beads), register=True)
    assert ((2, 3), (1, 2)) in groups(new)
    restored = [change for change in store.history("talks") if change.after.get("restored")]
    assert [change.reviewer for change in restored] == ["Aiko"]
    assert [bead.evidence[0].detail for bead in new.beads if bead.evidence[0].name == "hand"] == ["Aiko"]
    again = Desk.open(store, kit.build(source=shifted, target=kit.TARGET, beads=beads), register=True)
    assert groups(again) == groups(new)


def test_a_reviewed_alignment_written_back_keeps_edits_once(store: Store, desk: Desk) -> None:
    do(store, desk, kind="edit", act="merge", groups=[group(desk, 1), group(desk, 2)])
    written = desk.alignment()
    new = Desk.open(store, written, register=True)
    assert groups(new) == groups(desk)
    assert not [change for change in store.history("talks") if change.after.get("restored")]


def test_a_desk_whose_alignment_was_replaced_elsewhere_takes_no_more(
    store: Store, desk: Desk, talks: Alignment
) -> None:
    Desk.open(store, replace(talks, signature="align:newer"), register=True)
    with pytest.raises(StoreError, match="opened elsewhere"):
        decide(store, desk, 0)
