"""An OpenDocument spreadsheet -> its sheets, as `cells.py` gives those of a workbook.

A cell's paragraphs are what the program shows: a date, a percentage or the result of a formula as
text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.containers import Archive, local_name, parse_xml
from align.errors import FormatError
from align.exchange.reviewed import author_name
from align.exchange.xlsx.cells import FORMULA, MOST_CELLS, CellNotes, Sheet, SheetRow
from align.exchange.xlsx.shown import DATE, PERCENT

if TYPE_CHECKING:
    from lxml.etree import _Element

CONTENT = "content.xml"
_CURE = "open and save it with LibreOffice"
_KINDS = {"date": DATE, "time": DATE, "percentage": PERCENT}
_NO_TEXT = frozenset(("annotation", "ruby-text", "note", "forms", "shapes", "tracked-changes"))
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def read_ods_sheets(archive: Archive, place: str) -> tuple[list[Sheet], str]:
    """Return the sheets, and who saved the file last.

    Raises FormatError for other archives and far cells.
    """
    root = parse_xml(archive.read(CONTENT), place, part=CONTENT, cure=_CURE)
    book = next((element for element in root.iter() if local_name(element) == "spreadsheet"), None)
    if book is None:
        raise FormatError("an OpenDocument file without a spreadsheet", place=place, cure="save it as .ods or .xlsx")
    sheets = [_sheet(child, place) for child in book if local_name(child) == "table"]
    return sheets, _author(archive)


def _author(archive: Archive) -> str:
    meta = archive.xml("meta.xml")
    found = "" if meta is None else next((one.text or "" for one in meta.iter() if local_name(one) == "creator"), "")
    return author_name(found)


def _sheet(table: _Element, place: str) -> Sheet:
    rows: list[SheetRow] = []
    notes: CellNotes = {}
    number, held = 1, 0
    for row in _rows(table):
        repeated = _times(row, "rows")
        cells, odd, noted = _cells(row, place)
        if cells or noted:
            held += max(1, len(cells)) * repeated
            if held > MOST_CELLS:
                cure = "delete the cells far from the table, and save it again"
                raise FormatError(f"a sheet of more than {MOST_CELLS:,} cells", place=place, cure=cure)
            rows += [SheetRow(number + more, cells, odd) for more in range(repeated)]
        if noted:
            notes[number] = noted
        number += repeated
    return Sheet(table.get(f"{_TABLE}name", ""), rows, notes)


def _rows(table: _Element) -> Iterator[_Element]:
    """Yield the rows of a table, groups opened; tables inside cells are not looked at."""
    for child in table:
        if local_name(child) == "table-row":
            yield child
        elif local_name(child) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)


def _cells(row: _Element, place: str) -> tuple[list[str], dict[int, str], list[tuple[str, str]]]:
    """Return the texts up to the last one, the columns that hold no plain text, and the notes of a row."""
    cells: list[str] = []
    odd: dict[int, str] = {}
    notes: list[tuple[str, str]] = []
    empty = 0
    for cell in row:
        if local_name(cell) not in ("table-cell", "covered-table-cell"):
            continue
        notes += _notes(cell)
        text, repeated = _paragraphs(cell), _times(cell, "columns")
        if not text:
            empty += repeated
            continue
        if len(cells) + empty + repeated > MOST_CELLS:
            raise FormatError(f"a row of more than {MOST_CELLS:,} cells", place=place, cure="delete the cells far away")
        cells += [""] * empty
        kind = FORMULA if cell.get(f"{_TABLE}formula") else _KINDS.get(cell.get(f"{_OFFICE}value-type", ""), "")
        odd |= {len(cells) + more: kind for more in range(repeated) if kind}
        cells += [text] * repeated
        empty = 0
    return cells, odd, notes


def _notes(cell: _Element) -> Iterator[tuple[str, str]]:
    for note in cell:
        if local_name(note) == "annotation":
            author = next((one.text or "" for one in note if local_name(one) == "creator"), "")
            if text := _paragraphs(note).strip():
                yield author_name(author), text


def _times(element: _Element, what: str) -> int:
    said = element.get(f"{_TABLE}number-{what}-repeated", "1")
    return max(1, int(said)) if said.isdigit() else 1


def _paragraphs(element: _Element) -> str:
    """Return the paragraphs of a cell or note, a line each."""
    return "\n".join(_text(child) for child in element if local_name(child) in ("p", "h"))


def _text(element: _Element) -> str:
    parts = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "s":
            parts.append(" " * min(_spaces(child), 100))
        elif name == "tab":
            parts.append("\t")
        elif name == "line-break":
            parts.append("\n")
        elif name not in _NO_TEXT:
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _spaces(element: _Element) -> int:
    said = element.get(f"{_TEXT}c", "1")
    return int(said) if said.isdigit() else 1
