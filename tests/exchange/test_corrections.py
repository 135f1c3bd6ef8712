"""Corrections in exported texts: one that reviewers agree on takes a text's place, others never do in silence."""

import csv
import io

import pytest

from align.exchange import Export, ExportCounts, ExportOptions, export
from align.exchange.rows import review_state, rows
from align.model import Alignment, Bead, Document, Segment, Verdict

AT = "2026-02-01T00:00:00Z"


def pair() -> Alignment:
    source = Document("p", "ja", (Segment(0, "予算。"), Segment(1, "訓練。"), Segment(2, "省かれた文。")))
    target = Document("p", "en", (Segment(0, "Budget."), Segment(1, "Training."), Segment(2, "An addition.")))
    return Alignment(source, target, (Bead((0,), (0,)), Bead((1,), (1,)), Bead((2,), ()), Bead((), (2,))), "s", AT)


def given(*told: tuple[int, str, str, str | None], side: str = "target") -> dict[str, tuple[Verdict, ...]]:
    """Verdicts of (bead, decision, reviewer, corrected text)."""
    found: dict[str, tuple[Verdict, ...]] = {}
    for number, decision, reviewer, text in told:
        key = pair().keys[number]
        texts = {f"{side}_text": text}
        found[key] = (*found.get(key, ()), Verdict(key, decision, reviewer, AT, **texts))
    return found


def exported(verdicts: dict[str, tuple[Verdict, ...]], mode: str, format: str = "tsv") -> tuple[ExportCounts, str]:
    stream = io.BytesIO()
    counts = export([Export(pair(), verdicts)], format, stream, ExportOptions(verdicts=mode))
    return counts, stream.getvalue().decode()


def texts(verdicts: dict[str, tuple[Verdict, ...]], mode: str) -> dict[str, str]:
    return {row.id: row.target for row in rows(Export(pair(), verdicts), ExportOptions(verdicts=mode))}


@pytest.mark.parametrize("mode", ["apply", "accepted"])
def test_different_corrections_of_two_people_take_no_texts_place_and_are_named(mode: str) -> None:
    verdicts = given((0, "accept", "Abe", "The budget."), (0, "accept", "Baba", "A budget."))
    counts, _ = exported(verdicts, mode)
    assert counts.disputed == ("p:1",)
    assert texts(verdicts, mode).get("p:1") == ("Budget." if mode == "apply" else None)


@pytest.mark.parametrize(
    "told",
    [
        [(0, "accept", "Abe", "The budget."), (0, "accept", "Baba", "The  budget.")],
        [(0, "accept", "Abe", "A budget."), (0, "", "Abe", "The budget.")],
        [(0, "accept", "Abe", "A budget."), (0, "", "Baba", "The budget."), (0, "", "Abe", "The budget.")],
    ],
    ids=["agreed", "own newer one", "came round"],
)
def test_a_correction_that_nobody_contradicts_takes_the_texts_place(told: list[tuple[int, str, str, str]]) -> None:
    counts, _ = exported(given(*told), "accepted")
    assert counts.disputed == ()
    assert " ".join(texts(given(*told), "accepted")["p:1"].split()) == "The budget."


def test_a_table_shows_each_persons_correction_where_they_differ() -> None:
    verdicts = given((0, "", "Abe", "The budget."), (0, "", "Baba", "A budget."), (1, "", "Abe", "Drill."))
    _, text = exported(verdicts, "show")
    told = [row["suggested_target"] for row in csv.DictReader(io.StringIO(text, newline=""), dialect="excel-tab")]
    assert told[:2] == ["Abe: The budget.\nBaba: A budget.", "Drill."]


@pytest.mark.parametrize("format", ["md", "tmx", "xliff", "xliff20", "xliff12"])
def test_every_persons_correction_is_in_the_file(format: str) -> None:
    _, text = exported(given((0, "", "Abe", "The budget."), (0, "", "Baba", "A budget.")), "show", format)
    assert "Abe suggests for en: The budget" in text
    assert "Baba suggests for en: A budget" in text


def test_a_correction_that_nobody_decided_on_is_named_where_it_is_left_out() -> None:
    verdicts = given((0, "", "Abe", "The budget."), (1, "needs-fix", "Abe", "Drill."), (2, "", "Abe", None))
    assert exported(verdicts, "accepted")[0].undecided == ("p:1",)
    assert exported(verdicts, "apply")[0].undecided == ()


def test_a_left_out_segment_that_was_translated_and_accepted_goes_into_the_memory() -> None:
    verdicts = given((2, "accept", "Abe", "A sentence left out."), (0, "accept", "Abe", None))
    for mode, units in (("accepted", 2), ("apply", 3), ("show", 2)):
        counts, text = exported(verdicts, mode, "tmx")
        assert (counts.beads, "<seg>A sentence left out.</seg>" in text) == (units, mode != "show")
    of_source = {
        key: tuple(several) for key, several in given((3, "accept", "Abe", "付け足した文。"), side="source").items()
    }
    assert "<seg>付け足した文。</seg>" in exported(of_source, "accepted", "tmx")[1]


@pytest.mark.parametrize("format", ["xliff", "xliff20", "xliff12"])
def test_a_left_out_segment_that_was_translated_is_in_the_xliff(format: str) -> None:
    verdicts = given((2, "accept", "Abe", "A sentence left out."))
    assert ">A sentence left out.</target>" in exported(verdicts, "accepted", format)[1]


def test_the_state_of_a_review_keeps_the_newest_correction_of_each_person() -> None:
    (verdicts,) = given((0, "accept", "Abe", "A."), (0, "", "Baba", "B."), (0, "", "Abe", "C.")).values()
    state = review_state(verdicts)
    assert state.target_texts == (("Abe", "C."), ("Baba", "B."))
    assert (state.target_text, state.disputed, state.accepted) == (None, ("target",), False)
