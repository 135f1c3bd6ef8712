"""The order of the guided pass: what most probably holds something to mend comes first, with its reasons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from align.history.pair_state import PairState
from align.history.store import Store
from align.model import Alignment, Bead, Finding
from align.review.doubt import MEASURED, NULL_CHANCE, STRAY_CHANCE, SUMMARY_CHANCE, SURE, chance, doubt, doubts
from tests.history.talks import build

BOTH = ((0,), (0,))


def finding(check: str = "number", severity: str = "error", probability: float | None = None) -> Finding:
    return Finding("key", check, severity, "15 against 16", probability=probability)


def test_the_bead_with_most_to_mend_comes_first() -> None:
    order = [
        doubt(Bead(*BOTH, 0.99), [finding(), finding("date")]),
        doubt(Bead(*BOTH, 0.99), [finding()]),
        doubt(Bead(*BOTH, 0.5), []),
        doubt(Bead(*BOTH, 0.99), [finding(severity="warning")]),
        doubt(Bead(*BOTH, 0.9), []),
        doubt(Bead(*BOTH, 0.99), [finding(severity="hint")]),
        doubt(Bead(*BOTH, 1.0), []),
    ]
    chances = [one.chance for one in order]
    assert chances == sorted(chances, reverse=True) and len(set(chances)) == len(chances) and chances[-1] == 0


STRAY = {"stray": STRAY_CHANCE}


def test_findings_and_pairing_are_independent_reasons() -> None:
    found = doubt(Bead(*BOTH, 0.7), [finding("date", probability=0.9), finding("name", "hint", 0.2)], told=STRAY)
    assert found.chance == pytest.approx(1 - 0.7 * (1 - 0.9) * (1 - 0.2) * (1 - STRAY_CHANCE))
    assert found.reasons == ("date", "stray", "rival", "name")


def test_a_findings_own_probability_counts_except_where_it_was_never_measured() -> None:
    assert chance(finding("polarity", "hint", 0.4)) == 0.4
    assert chance(finding("inconsistency", "warning", 0.6)) == MEASURED["inconsistency"]
    assert chance(finding("omission", "warning", 1.0)) == SURE
    assert chance(finding()) > chance(finding(severity="warning")) > chance(finding(severity="hint"))


def test_ten_findings_of_one_check_are_one_reason() -> None:
    assert doubt(Bead(*BOTH, 1.0), [finding()] * 10) == doubt(Bead(*BOTH, 1.0), [finding()])


def test_a_probability_that_was_not_computed_is_no_reason() -> None:
    assert doubt(Bead(*BOTH, 0.4), [], computed=False).reasons == ()


def test_what_has_no_counterpart_is_a_reason_in_a_translation_only(store: Store) -> None:
    rows = [("paragraph", f"第{i}段落。") for i in range(20)]
    beads = [((i,), (i,), 1.0) for i in range(19)]
    translation = build("translation", rows, rows[:19], [*beads, ((19,), (), 1.0)])
    found = doubts(PairState.open(store, translation), {})
    assert found[translation.keys[19]].reasons == ("left-out",)
    assert found[translation.keys[19]].chance == pytest.approx(NULL_CHANCE)
    summary = build("summary", rows, rows[:10], [*beads[:10], *(((i,), (), 1.0) for i in range(10, 20))])
    found = doubts(PairState.open(store, summary), {})
    assert found[summary.keys[19]].chance == pytest.approx(SUMMARY_CHANCE)


def test_every_bead_has_its_own_findings(store: Store, talks: Alignment) -> None:
    sure = replace(talks, beads=tuple(replace(bead, probability=1.0) for bead in talks.beads))
    found = doubts(PairState.open(store, sure), {sure.keys[2]: [finding()]}, {sure.keys[3]})
    assert list(found) == list(sure.keys) and found[sure.keys[2]].reasons == ("number",)
    assert found[sure.keys[3]].reasons == ("stray",) and found[sure.keys[1]].chance == 0


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("{* main.py hl[3] *}", "{* main.py hl[4] *}", True),
        ("{* main.py hl[3] *}", "{* main.py hl[3] *} /// note", True),
        ("Vite 7.0 is out!", "Vite 7.0 is not out!", True),
        ("pip install  align", "pip install align", False),
        ("output.format: 'amd'（rolldown#2528）", "output.format: 'amd' (rolldown#2528)", False),
        ("{* 本文 hl[3] *}", "{* text hl[4] *}", False),  # translated: other checks compare it
        ("API", "Programming interfaces", False),
    ],
)
def test_a_copy_of_code_or_names_that_is_not_exact_wants_a_look(
    store: Store, source: str, target: str, wrong: bool
) -> None:
    pair = build("copies", [("paragraph", source)], [("paragraph", target)], [((0,), (0,), 1.0)])
    [found] = doubts(PairState.open(store, pair), {}).values()
    assert found.reasons == (("copy",) if wrong else ())
