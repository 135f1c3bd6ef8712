"""OpenDocument spreadsheets are read as workbooks are: what a person sees, notes included, at any size."""

import io
import zipfile
from pathlib import Path

import pytest

from align.errors import FormatError
from align.exchange.bilingual import read_bilingual
from align.exchange.merge import read
from align.exchange.xlsx.reader import read_reviewed

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def ods(*tables: str, author: str = "") -> bytes:
    body = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    head = f'<office:document-content {NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/">'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"{head}{body}</office:document-content>")
        if author:
            meta = f'<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{author}</dc:creator></m>'
            archive.writestr("meta.xml", meta)
    return stream.getvalue()


def table(*rows: str, name: str = "S") -> str:
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def row(*cells: str, repeated: int = 1) -> str:
    inside = "".join(
        cell if cell.startswith("<") else f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>"
        for cell in cells
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{inside}</table:table-row>'


def cell(inside: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}>{inside}</table:table-cell>"


HEAD = row("ID", "Source", "Target", "Verdict", "Comment", "Key")


def rows_of(path: Path) -> list[tuple[str, ...]]:
    alignment = read_bilingual(path)
    return [(alignment.source_text(bead), alignment.target_text(bead)) for bead in alignment.beads]


def test_every_sheet_and_repeated_row_is_read_and_empty_rows_cost_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    far = cell("", 'table:number-columns-repeated="16384"')
    path.write_bytes(
        ods(
            table(
                row("id", "ja", "en"), row("1", "一。", "One."), row(far, repeated=1_000_000), row("2", "二。", "Two.")
            ),
            table(row("id", "ja", "en"), row("3", "三。", "Three.", repeated=2), name="T"),
        )
    )
    assert rows_of(path) == [("一。", "One."), ("二。", "Two."), ("三。", "Three."), ("三。", "Three.")]


def test_a_text_is_what_the_program_shows() -> None:
    ruby = "<text:ruby><text:ruby-base>予算</text:ruby-base><text:ruby-text>よさん</text:ruby-text></text:ruby>"
    source = cell(
        f"<text:p>{ruby}は<text:span>120</text:span><text:s text:c='2'/>億円。</text:p><text:p>以上。</text:p>"
    )
    (line,) = read_reviewed(ods(table(HEAD, row("p:1", source, "Budget.", "", "", "k"))), "x").rows
    assert line.source == "予算は120  億円。\n以上。"


def test_notes_are_comments_of_their_authors() -> None:
    said = "<dc:creator>Abe</dc:creator><text:p>Check</text:p><text:p>this.</text:p>"
    note = f"<office:annotation>{said}</office:annotation>"
    target = cell(f"{note}<text:p>Budget.</text:p>")
    reviewed = read_reviewed(ods(table(HEAD, row("p:1", "予算。", target, "OK", "", "k")), author="Baba"), "x")
    assert reviewed.reviewer == "Baba"
    assert (reviewed.rows[0].target, reviewed.rows[0].verdict) == ("Budget.", "OK")
    assert reviewed.rows[0].remarks == (("Abe", "Check\nthis."),)


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        ('office:value-type="date" office:date-value="2026-01-15"', "a date or time"),
        ('office:value-type="percentage" office:value="0.5"', "a percentage"),
    ],
)
def test_dates_and_percentages_made_of_texts_are_named(attributes: str, said: str) -> None:
    target = cell("<text:p>15/01/26</text:p>", attributes)
    (line,) = read_reviewed(ods(table(HEAD, row("p:1", "予算。", target, "", "", "k"))), "x").rows
    assert (line.target, line.note) == (None, f"its target cell holds {said} and is left alone")


def test_a_formula_counts_as_what_it_shows() -> None:
    target = cell("<text:p>Budget.</text:p>", 'table:formula="of:=[.A1]"')
    (line,) = read_reviewed(ods(table(HEAD, row("p:1", "予算。", target, "", "", "k"))), "x").rows
    assert (line.target, line.note) == ("Budget.", "")


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"PK broken", "damaged"),
        (ods(table(row(cell("<text:p>x</text:p>", 'table:number-columns-repeated="99999999"')))), "more than"),
        (ods(table(row("x", "y", repeated=99_999_999))), "more than"),
    ],
)
def test_broken_and_endless_files_are_one_line(content: bytes, trouble: str, tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    path.write_bytes(content)
    with pytest.raises(FormatError, match=trouble) as raised:
        read(path)
    assert "\n" not in str(raised.value)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", f"<office:text {NAMESPACES}/>")
    with pytest.raises(FormatError, match="without a spreadsheet"):
        read(path)
