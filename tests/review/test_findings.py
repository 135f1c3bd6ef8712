"""Findings in the background: all beads once, then only those that edits made."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import ClassVar

import pytest

from align.history.pair_state import PairState
from align.history.store import Store
from align.history.submit import Submitter
from align.model import Alignment, BeadLinks, Finding, SupportMap, WordLink
from align.review.findings import BackgroundFindings, ChecksError, excerpt
from tests.history.talks import build, findings_of


def test_all_beads_once_then_only_new_ones(store: Store, talks: Alignment) -> None:
    seen: list[int] = []

    def checks(part: Alignment) -> list[Finding]:
        seen.append(len(part.beads))
        return findings_of(part)

    state = PairState.open(store, talks, register=True)
    findings = BackgroundFindings(state, checks)
    assert list(findings.all()) == [talks.keys[1]] and seen == [9]
    Submitter(store).submit(
        state, "Aiko", {"id": "1", "kind": "edit", "act": "merge", "groups": [[[1], [1]], [[2], [2]]]}
    )
    found = findings.all()
    assert seen == [9, 1]
    assert list(found) == [state.keys[1]] and found[state.keys[1]][0].bead == state.keys[1]
    Submitter(store).submit(state, "Aiko", {"id": "2", "kind": "undo"})
    assert list(findings.all()) == [talks.keys[1]] and seen == [9, 1]


def test_an_alignment_without_edits_is_checked_as_it_is(store: Store, talks: Alignment) -> None:
    seen: list[Alignment] = []
    none = tuple((0.0,) for _ in talks.source.segments)
    mapped = replace(talks, support=SupportMap((), none, tuple((0.0,) for _ in talks.target.segments)))

    def checks(part: Alignment) -> list[Finding]:
        seen.append(part)
        return []

    BackgroundFindings(PairState.open(store, mapped, register=True), checks).all()
    assert [part.support for part in seen] == [mapped.support]


def test_nobody_waits_for_slow_checks(store: Store, talks: Alignment) -> None:
    go = threading.Event()

    def checks(part: Alignment) -> list[Finding]:
        go.wait(120)
        return findings_of(part)

    findings = BackgroundFindings(PairState.open(store, talks, register=True), checks)
    before = set(threading.enumerate())
    for _ in range(50):
        assert findings.known() == ({}, False)
    assert sum(thread.name == "checks" for thread in set(threading.enumerate()) - before) == 1
    go.set()
    by_bead, everything = findings.known(wait=120)
    assert everything and list(by_bead) == [talks.keys[1]]


class SlowToStart(threading.Thread):
    """Threads of checks. The first starts after a second one was made, that one after the first was awaited."""

    made: ClassVar[list[threading.Thread]] = []
    second, awaited = threading.Event(), threading.Event()

    def start(self) -> None:
        if self.name == "checks":
            self.made.append(self)
            if len(self.made) == 1:
                self.second.wait(0.2)  # in vain if nobody makes a second one
            else:
                self.second.set()
                self.awaited.wait(60)
        super().start()


def test_two_who_ask_at_the_same_moment_wait_for_one_run(
    store: Store, talks: Alignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[int] = []

    def checks(part: Alignment) -> list[Finding]:
        runs.append(len(part.beads))
        return findings_of(part)

    findings = BackgroundFindings(PairState.open(store, talks, register=True), checks)
    monkeypatch.setattr(threading, "Thread", SlowToStart)
    with ThreadPoolExecutor(2) as askers:
        asked = [askers.submit(findings.known, 60) for _ in range(2)]
        for one in asked:
            one.add_done_callback(lambda _: SlowToStart.awaited.set())
        answers = [one.result() for one in asked]
    assert [list(by_bead) for by_bead, everything in answers if everything] == [[talks.keys[1]]] * 2
    assert runs == [9]


def test_failing_checks_are_told_and_tried_again(store: Store, talks: Alignment) -> None:
    def checks(part: Alignment) -> list[Finding]:
        raise ValueError("no glossary")

    findings = BackgroundFindings(PairState.open(store, talks, register=True), checks)
    with pytest.raises(ChecksError, match="the checks failed: ValueError: no glossary"):
        findings.all()
    findings.findings_of = findings_of
    assert list(findings.all()) == [talks.keys[1]] and findings.trouble is None


def test_equal_beads_each_have_their_findings(store: Store) -> None:
    rows = [("paragraph", "同じ。")] * 2
    twins = build("twins", rows, [("paragraph", "For 50 minutes.")] * 2, [((0,), (0,), 0.9), ((1,), (1,), 0.9)])
    found = BackgroundFindings(PairState.open(store, twins, register=True), findings_of).all()
    assert set(found) == set(twins.keys)


def test_an_excerpt_holds_the_texts_of_its_beads(talks: Alignment) -> None:
    beads = [talks.beads[5], talks.beads[7], talks.beads[8]]
    part = excerpt(talks, beads)
    assert [part.source_text(bead) for bead in part.beads] == [talks.source_text(bead) for bead in beads]
    assert [part.target_text(bead) for bead in part.beads] == [talks.target_text(bead) for bead in beads]


def test_a_bead_of_an_alignment_with_a_support_map_can_be_checked_alone(talks: Alignment) -> None:
    none = [tuple(0.5 for _ in one.sentences) for one in talks.source.segments]
    gone = [tuple(0.5 for _ in one.sentences) for one in talks.target.segments]
    mapped = replace(talks, support=SupportMap((), tuple(none), tuple(gone)))
    assert len(excerpt(mapped, [mapped.beads[2]]).beads) == 1


def test_names_that_go_astray_are_found_with_the_findings_and_again_after_an_edit(store: Store) -> None:
    rows = [("paragraph", "大阪を見た。"), ("paragraph", "神戸を見た。")]
    pair = build("names", rows, [("paragraph", "I saw Osaka.")] * 2, [((0,), (0,), 0.9), ((1,), (1,), 0.9)])
    link = BeadLinks((WordLink(((0, 2),), ((6, 11),), 0.9),))
    asked: list[int] = []

    def links_of(part: Alignment) -> dict[str, BeadLinks]:
        asked.append(len(part.beads))
        return dict.fromkeys(part.keys, link)

    state = PairState.open(store, pair, register=True)
    findings = BackgroundFindings(state, findings_of, links_of)
    findings.all()
    assert {key: [one.usual for one in several] for key, several in findings.strays.items()} == {
        pair.keys[0]: [("神戸",)],
        pair.keys[1]: [("大阪",)],
    }
    edit = {"id": "1", "kind": "edit", "act": "merge", "groups": [[[0], [0]], [[1], [1]]]}
    Submitter(store).submit(state, "Aiko", edit)
    findings.all()
    assert asked == [2, 1] and findings.strays == {}


def test_an_excerpt_keeps_word_links_if_it_has_those_of_all_beads(talks: Alignment) -> None:
    links = {key: BeadLinks(source_only=((0, 1),)) for key in talks.keys[:3]}
    linked = replace(talks, word_links=links)
    part = excerpt(linked, linked.beads[1:3])
    assert part.word_links is not None and set(part.word_links) == set(part.keys)
    assert excerpt(linked, linked.beads[1:5]).word_links is None
