"""Export, edit at random, merge in any order: no verdict, comment or correction is lost, none is made up."""

import os
import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.exchange import Export, ExportOptions, export, format_named
from align.exchange.merge import Attribution, plan, read
from align.exchange.row_digests import normalize_cell
from align.exchange.rows import review_state
from align.model import DECISIONS, Alignment, Bead, Document, Segment, Verdict
from align.review.mqm import CATEGORIES, SEVERITIES, Tag, tag_of

LETTERS = "aé漢字ｶﾞ𠮷=+-@<>&\"'|`_x0041_[]{}\\/ ，。（）\t\u00a0\u200b\u3000#%1–"
TYPED = st.text(LETTERS + "\n", min_size=1, max_size=12).filter(lambda text: normalize_cell(text).strip(" –") != "")
WORDS = st.text(LETTERS, min_size=1, max_size=12).filter(lambda text: text.strip() != "" and is_plain(text))


def is_plain(text: str) -> bool:
    import unicodedata

    return unicodedata.is_normalized("NFC", text)


@st.composite
def alignments(draw) -> Alignment:
    """Up to six beads of every kind; equal texts are frequent."""
    words = draw(st.lists(WORDS, min_size=1, max_size=4))
    sides: dict[str, list[str]] = {"ja": [], "en": []}
    beads = []
    for _ in range(draw(st.integers(1, 6))):
        sizes = draw(st.sampled_from([(1, 1), (1, 1), (2, 1), (1, 2), (1, 0), (0, 1)]))
        groups = []
        for lang, size in zip(("ja", "en"), sizes, strict=True):
            start = len(sides[lang])
            sides[lang] += [draw(st.sampled_from(words)) for _ in range(size)]
            groups.append(tuple(range(start, start + size)))
        beads.append(Bead(groups[0], groups[1], draw(st.sampled_from([0.3, 0.7, 1.0]))))
    documents = [
        Document("p/1", lang, tuple(Segment(i, text) for i, text in enumerate(texts))) for lang, texts in sides.items()
    ]
    return Alignment(documents[0], documents[1], tuple(beads), "s", "2026-01-01T00:00:00Z")


@st.composite
def reviews(draw, alignment: Alignment) -> dict[int, dict[str, str]]:
    """What one reviewer types: bead number -> column -> text."""
    edits: dict[int, dict[str, str]] = {}
    for number in range(1, len(alignment.beads) + 1):
        cells = {}
        if draw(st.booleans()):
            cells["Verdict"] = draw(st.sampled_from([name for name in DECISIONS if name]))
        if draw(st.booleans()):
            cells["Comment"] = draw(TYPED)
        if draw(st.integers(0, 3)) == 0:
            cells["Target"] = draw(TYPED)
        if cells:
            edits[number] = cells
    return edits


def file_of(format: str, folder: Path, alignment: Alignment, held: dict[str, tuple[Verdict, ...]]) -> Path:
    path = folder / f"file{format_named(format).suffix}"
    export([Export(alignment, held)], format, path, ExportOptions(with_nulls=True))
    return path


def taken(path: Path, name: str, alignment: Alignment, held: dict[str, tuple[Verdict, ...]]):
    reviewed = read(path)
    return plan(reviewed.rows, [alignment], {alignment.id: held}, Attribution(name, "2026-02-01T00:00:00Z"))


def after(held: dict[str, tuple[Verdict, ...]], report) -> dict[str, tuple[Verdict, ...]]:
    both = dict(held)
    for verdict in report.verdicts:
        both[verdict.bead] = (*both.get(verdict.bead, ()), verdict)
    return both


def check_nothing_lost(alignment, edits, held, name):
    """Every edit stands in the store under the reviewer's name, and nobody has said what nobody typed."""
    for number, (bead, key) in enumerate(zip(alignment.beads, alignment.keys, strict=True), start=1):
        own = tuple(verdict for verdict in held.get(key, ()) if verdict.reviewer == name)
        cells = edits.get(number, {})
        stands = review_state(own)
        assert stands.decision == cells.get("Verdict", "")
        assert {normalize_cell(one.comment) for one in own if one.comment} == {
            normalize_cell(text) for text in [cells.get("Comment")] if text
        }
        target = cells.get("Target")
        if target is None or normalize_cell(target) == normalize_cell(alignment.target_text(bead)):
            assert stands.target_text is None
        else:
            assert normalize_cell(stands.target_text or "") == normalize_cell(target)
        assert stands.source_text is None


SLOW = settings(
    max_examples=int(os.environ.get("ALIGN_ROUND_TRIPS", "12")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


RETURNING = ["xlsx", "docx", "xliff", "xliff12", "xliff20", "tsv", "csv", "tmx"]


@pytest.fixture(params=RETURNING)
def format(request: pytest.FixtureRequest) -> str:
    return request.param


@SLOW
@given(data=st.data())
def test_what_one_reviewer_typed_comes_back(format, edited, data):
    alignment = data.draw(alignments())
    edits = data.draw(reviews(alignment))
    with tempfile.TemporaryDirectory() as name:
        path = file_of(format, Path(name), alignment, {})
        edited(format, path, edits)
        report = taken(path, "Sato", alignment, {})
        assert report.count("unknown") == report.count("conflicting") == 0
        held = after({}, report)
        check_nothing_lost(alignment, edits, held, "Sato")
        again = taken(path, "Sato", alignment, held)
        assert again.verdicts == ()


@SLOW
@given(data=st.data())
def test_two_reviewers_in_any_order(format, edited, data):
    """Both files come from the same export; whoever is merged first, both reviewers' words are all there.

    A note without an author that says what somebody said before is no new comment, so no two comments are equal here.
    """
    alignment = data.draw(alignments())
    edits = {name: data.draw(reviews(alignment)) for name in ("Abe", "Baba")}
    for name, rows in edits.items():
        for cells in rows.values():
            if cells.get("Comment"):
                cells["Comment"] += f" ({name})"
    results = []
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for name in edits:
            (Path(folder) / name).mkdir()
            paths[name] = file_of(format, Path(folder) / name, alignment, {})
            edited(format, paths[name], edits[name], reviewer=name)
        for order in (["Abe", "Baba"], ["Baba", "Abe"]):
            held: dict[str, tuple[Verdict, ...]] = {}
            conflicts = 0
            for name in order:
                report = taken(paths[name], name, alignment, held)
                conflicts = max(conflicts, report.count("conflicting"))
                held = after(held, report)
            for name in order:
                check_nothing_lost(alignment, edits[name], held, name)
            results.append(({key: frozenset(several) for key, several in held.items()}, conflicts))
    assert results[0] == results[1]


@SLOW
@given(data=st.data(), seed=st.integers(0, 1000))
def test_rows_in_any_order_and_some_deleted(data, seed, edited):
    import openpyxl

    alignment = data.draw(alignments())
    edits = data.draw(reviews(alignment))
    shuffle = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        path = file_of("xlsx", Path(name), alignment, {})
        edited("xlsx", path, edits)
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[1]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
        numbered = list(enumerate(rows, start=1))
        shuffle.shuffle(numbered)
        kept = numbered[: shuffle.randint(1, len(numbered))]
        sheet.delete_rows(3, len(rows))
        for _, row in kept:
            sheet.append(row)
        book.save(path)
        report = taken(path, "Sato", alignment, {})
    numbers = {number for number, _ in kept}
    check_nothing_lost(alignment, {n: cells for n, cells in edits.items() if n in numbers}, after({}, report), "Sato")


@pytest.mark.parametrize("format", RETURNING)
@SLOW
@given(data=st.data())
def test_the_file_of_an_earlier_review_changes_nothing_by_itself(format, data):
    """Exported with verdicts in it and merged untouched, while the store has moved on."""
    alignment = data.draw(alignments())
    first, second = data.draw(reviews(alignment)), data.draw(reviews(alignment))
    held: dict[str, tuple[Verdict, ...]] = {}
    moved: dict[str, tuple[Verdict, ...]] = {}
    for edits, name in ((first, "Abe"), (second, "Baba")):
        for number, cells in edits.items():
            key = alignment.keys[number - 1]
            decision, comment = cells.get("Verdict", ""), normalize_cell(cells.get("Comment", ""))
            verdict = Verdict(key, decision, name, "2026-01-01T00:00:00Z", comment, None, cells.get("Target"))
            moved[key] = (*moved.get(key, ()), verdict)
            if name == "Abe":
                held[key] = (verdict,)
    with tempfile.TemporaryDirectory() as name:
        path = file_of(format, Path(name), alignment, held)
        assert taken(path, "Chiba", alignment, moved).verdicts == ()


@pytest.mark.parametrize("format", RETURNING)
def test_an_error_that_a_reviewer_marks_comes_back_with_its_category_and_severity(format, edited, alignment, tmp_path):
    tags = [Tag(category, severity) for category in CATEGORIES for severity in SEVERITIES]
    for start in range(0, len(tags), len(alignment.beads)):
        marked = dict(enumerate(tags[start : start + len(alignment.beads)], start=1))
        path = file_of(format, tmp_path, alignment, {})
        edited(format, path, {number: {"Comment": f"{tag} It says “120”."} for number, tag in marked.items()})
        report = taken(path, "Sato", alignment, {})
        assert {number: tag_of(verdict.comment) for number, verdict in _by_number(alignment, report)} == marked
        held = after({}, report)
        again = taken(file_of(format, tmp_path, alignment, held), "Abe", alignment, held)
        assert again.verdicts == (), "a tag in the file is nobody's new error"


def _by_number(alignment, report):
    numbers = {key: number for number, key in enumerate(alignment.keys, start=1)}
    return [(numbers[verdict.bead], verdict) for verdict in report.verdicts]
