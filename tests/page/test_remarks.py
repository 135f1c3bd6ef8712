"""Findings in the background: all beads once, then only those that edits made."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import pytest

from align.history.pair_state import Desk
from align.history.store import Store
from align.history.submit import submit
from align.model import Alignment, Finding
from align.page.findings import ChecksError, Remarks, excerpt


def test_all_beads_once_then_only_new_ones(store: Store, talks: Alignment, kit: SimpleNamespace) -> None:
    seen: list[int] = []

    def findings_of(part: Alignment) -> list[Finding]:
        seen.append(len(part.beads))
        return kit.findings_of(part)

    desk = Desk.open(store, talks, register=True)
    remarks = Remarks(desk, findings_of)
    assert list(remarks.all()) == [talks.keys[1]] and seen == [9]
    submit(store, desk, "Aiko", {"id": "1", "kind": "edit", "act": "merge", "groups": [[[1], [1]], [[2], [2]]]})
    found = remarks.all()
    assert seen == [9, 1]
    assert list(found) == [desk.keys[1]] and found[desk.keys[1]][0].bead == desk.keys[1]
    submit(store, desk, "Aiko", {"id": "2", "kind": "undo"})
    assert list(remarks.all()) == [talks.keys[1]] and seen == [9, 1]


def test_nobody_waits_for_slow_checks(store: Store, talks: Alignment, kit: SimpleNamespace) -> None:
    go = threading.Event()

    def findings_of(part: Alignment) -> list[Finding]:
        go.wait(5)
        return kit.findings_of(part)

    remarks = Remarks(Desk.open(store, talks, register=True), findings_of)
    for _ in range(50):
        assert remarks.known() == ({}, False)
    assert sum(thread.name == "checks" for thread in threading.enumerate()) == 1
    go.set()
    end = time.monotonic() + 5
    while not remarks.known()[1] and time.monotonic() < end:
        time.sleep(0.01)
    assert list(remarks.known()[0]) == [talks.keys[1]]


def test_failing_checks_are_told_and_tried_again(store: Store, talks: Alignment, kit: SimpleNamespace) -> None:
    def findings_of(part: Alignment) -> list[Finding]:
        raise ValueError("no glossary")

    remarks = Remarks(Desk.open(store, talks, register=True), findings_of)
    with pytest.raises(ChecksError, match="the checks failed: ValueError: no glossary"):
        remarks.all()
    remarks.findings_of = kit.findings_of
    assert list(remarks.all()) == [talks.keys[1]] and remarks.trouble is None


def test_equal_beads_each_have_their_findings(store: Store, kit: SimpleNamespace) -> None:
    rows = [("paragraph", "同じ。")] * 2
    twins = kit.build("twins", rows, [("paragraph", "For 50 minutes.")] * 2, [((0,), (0,), 0.9), ((1,), (1,), 0.9)])
    found = Remarks(Desk.open(store, twins, register=True), kit.findings_of).all()
    assert set(found) == set(twins.keys)


def test_an_excerpt_holds_the_texts_of_its_beads(talks: Alignment) -> None:
    beads = [talks.beads[5], talks.beads[7], talks.beads[8]]
    part = excerpt(talks, beads)
    assert [part.source_text(bead) for bead in part.beads] == [talks.source_text(bead) for bead in beads]
    assert [part.target_text(bead) for bead in part.beads] == [talks.target_text(bead) for bead in beads]
