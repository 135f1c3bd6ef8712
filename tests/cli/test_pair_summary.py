"""What the terminal says of a pair: counts and places of doubtful beads, by hand."""

from dataclasses import replace

import pytest

from align.cli import report
from align.cli.pair_summary import summarise
from align.model import Alignment, Bead, Document, Segment


def by_hand() -> Alignment:
    source = Document("x", "ja", tuple(Segment(i, "あ" * size) for i, size in enumerate((6, 2, 2))))
    target = Document("x", "en", tuple(Segment(i, "a", origin=f"line {i + 7}") for i in range(3)))
    beads = (
        Bead((0,), (0, 1), probability=0.79),
        Bead((1,), ()),
        Bead((2,), (), probability=0.3),
        Bead((), (2,), probability=0.1, locked=True),
    )
    return Alignment(source, target, beads)


def test_the_summary_counts_by_hand() -> None:
    row = summarise(by_hand())
    assert (row.segments, row.paired, row.alone) == ((3, 3), (1, 2), (2, 1))
    assert dict(row.kinds) == {(1, 2): 1, (1, 0): 2, (0, 1): 1}
    assert row.coverage == pytest.approx(0.6)
    assert row.doubtful == 2
    assert row.sides == ("Japanese", "English")


def test_doubtful_beads_are_named_by_file_and_line_or_else_by_number() -> None:
    assert summarise(by_hand(), files=("a/x.ja.txt", "x.en.txt")).doubtful_places == "x.ja.txt paragraphs 1, 3"
    pair = by_hand()
    lines = replace(
        pair.source, segments=tuple(replace(one, origin=f"line {one.index + 3}") for one in pair.source.segments)
    )
    beads = (*pair.beads[:-1], Bead((), (2,), probability=0.1))
    found = summarise(replace(pair, source=lines, beads=beads), files=("x.ja.txt", "x.en.txt"))
    assert found.doubtful_places == "x.ja.txt lines 3, 5; x.en.txt line 9"


def test_of_many_doubtful_beads_the_most_doubtful_are_named() -> None:
    document = Document("x", "ja", tuple(Segment(i, "あ", origin=f"line {i + 1}") for i in range(9)))
    beads = tuple(Bead((i,), (i,), probability=0.7 - 0.01 * i) for i in range(9))
    found = summarise(Alignment(document, document, beads), files=("x", "x")).doubtful_places
    assert found == "x lines 4–9; 3 more"


def test_many_pairs_are_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    report.print_words([summarise(by_hand())] * 6)
    assert capsys.readouterr().out.splitlines() == ["x  1 of 3 paired, 2 left out, 1 added, 2 doubtful"] * 6
