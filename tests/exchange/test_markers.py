"""Markers in exported texts, and in what reviewers send back."""

import pytest

from align.exchange import Export, ExportOptions
from align.exchange.markers import text_with_markers, with_marker, without_markers
from align.exchange.merge import Attribution, ReviewedRow, plan
from align.exchange.rows import rows
from align.model import Alignment, Bead, Document, Finding, Segment, Verdict

RULES = Document(
    "rules",
    "ja",
    (
        Segment(0, "貸出し", "heading", 1, "第2章"),
        Segment(1, "本は二週間", "item", 1, "(1)"),
        Segment(2, "雑誌は一週間", "item", 1, "・"),
        Segment(3, "地図は館内", "item", 1, "3.", listed=True),
    ),
)
LENDING = Document(
    "rules",
    "en",
    (
        Segment(0, "Lending", "heading", 1, "Chapter 2."),
        Segment(1, "Books: two weeks.", "item", 1, "(1)"),
        Segment(2, "Magazines: one week.", "item", 1, "•", listed=True),
        Segment(3, "Maps stay in the house.", "item", 1, "3.", listed=True),
    ),
)
PAIR = Alignment(RULES, LENDING, (Bead((0,), (0,), 0.9), Bead((1, 2), (1, 2), 0.9), Bead((3,), (3,), 0.9)))


def texts(pair: Export, **options) -> list[tuple[str, str]]:
    return [(row.source, row.target) for row in rows(pair, ExportOptions(**options))]


def test_markers_are_written_as_the_language_writes_them():
    assert texts(Export(PAIR), markers=True) == [
        ("第2章　貸出し", "Chapter 2. Lending"),
        ("(1) 本は二週間・雑誌は一週間", "(1) Books: two weeks. • Magazines: one week."),
        ("3. 地図は館内", "3. Maps stay in the house."),
    ]


def test_without_an_option_the_numbers_that_a_format_makes_stay_away():
    assert texts(Export(PAIR))[1:] == [
        ("(1) 本は二週間・雑誌は一週間", "(1) Books: two weeks. Magazines: one week."),
        ("地図は館内", "Maps stay in the house."),
    ]


def test_no_markers_gives_the_bare_texts():
    bare = [(PAIR.source_text(bead), PAIR.target_text(bead)) for bead in PAIR.beads]
    assert texts(Export(PAIR), markers=False) == bare


@pytest.mark.parametrize("format", ["tmx", "tsv", "csv", "jsonl", "xliff", "md", "html"])
def test_a_chapter_number_stays_in_every_export(written, format):
    assert "第2章" in written(format, Export(PAIR)).decode("utf-8")
    assert "第2章" not in written(format, Export(PAIR), options=ExportOptions(markers=False)).decode("utf-8")


def test_a_list_number_of_word_is_written_where_people_read_and_not_into_a_memory(written):
    assert "3. Maps" in written("md", Export(PAIR)).decode()
    assert "3. Maps" not in written("tmx", Export(PAIR)).decode()


def test_the_span_of_a_finding_counts_the_markers():
    key = PAIR.keys[1]
    start = PAIR.target_text(PAIR.beads[1]).index("one week")
    finding = Finding(key, "duration", "error", "x", (), ((0, 5), (start, start + 8)))
    row = next(row for row in rows(Export(PAIR), ExportOptions(markers=True)) if row.key == key)
    assert [row.target[a:b] for a, b in row.spans("target", finding.target_spans)] == ["Books", "one week"]


def test_a_correction_takes_the_marker_of_the_text_that_it_stands_for():
    key = PAIR.keys[0]
    corrected = Export(PAIR, {key: (Verdict(key, "accept", "A", "2026-01-01", "", None, "Lending of books"),)})
    assert texts(corrected, verdicts="apply")[0][1] == "Chapter 2. Lending of books"
    marked = text_with_markers(LENDING, (0,), "all")
    assert with_marker("Chapter 2. Lending of books", marked) == "Chapter 2. Lending of books"
    assert with_marker("Chapter 3. Lending", marked) == "Chapter 3. Lending"
    assert with_marker("", marked) == ""


def merged(source: str, target: str, markers: bool | None):
    """The outcome of a row that was written with its markers and comes back with these texts."""
    number = 1
    row = list(rows(Export(PAIR), ExportOptions(markers=markers)))[number]
    from align.exchange.row_digests import row_digests

    back = ReviewedRow("row 2", id=row.id, key=row.key, digests=row_digests(row), source=source, target=target)
    return plan([back], [PAIR], {}, Attribution("A", "2026-01-01")).outcomes[0]


def test_a_row_that_comes_back_as_it_was_is_no_correction():
    for markers in (True, False, None):
        row = list(rows(Export(PAIR), ExportOptions(markers=markers)))[1]
        assert merged(row.source, row.target, markers).kind == "unchanged"


def test_a_correction_comes_back_without_markers():
    outcome = merged("(1) 本は三週間・雑誌は一週間", "(1) Books: two weeks. • Magazines: one week.", True)
    assert [(one.source_text, one.target_text) for one in outcome.verdicts] == [("本は三週間雑誌は一週間", None)]


def test_a_marker_that_was_taken_away_is_no_correction():
    assert merged("本は二週間雑誌は一週間", "Books: two weeks. Magazines: one week.", True).kind == "unchanged"


def test_a_row_whose_key_is_lost_is_found_by_its_text_with_markers():
    back = ReviewedRow("row 1", source="第2章　貸出し", target="Chapter 2. Lending", verdict="accept")
    outcome = plan([back], [PAIR], {}, Attribution("A", "2026-01-01")).outcomes[0]
    assert outcome.match is not None and outcome.match.number == 1
    assert [one.decision for one in outcome.verdicts] == ["accept"]


def test_only_whole_markers_are_taken_off():
    assert without_markers("第2章", RULES, (0,)) == "第2章"
    assert without_markers("第3章 貸出し", RULES, (0,)) == "第3章 貸出し"
