"""A workbook -> its sheets: the cells as a person sees them, and the notes on them.

Only rows with content are kept, so a sheet of a million empty rows needs no memory.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from align.containers import Archive
from align.errors import AlignError, FormatError
from align.exchange.reviewed import author_name, unescape_office
from align.exchange.xlsx.shown import kind, shown

FORMULA = "a formula"
"""Such a cell shows its result; if the file does not hold the result, the formula itself."""
_CURE = "open and save it with Excel or LibreOffice"
_THREAD = re.compile(r"^\[Threaded comment\].*?Comment:\s*", re.DOTALL)
"""What Excel writes before the text of a thread, for older programs."""
MOST_CELLS = 20_000_000
"""Of a sheet's rows with content, up to their last cell: openpyxl fills what lies between."""
MOST_ROWS = 1_048_576
"""Rows of a sheet, as Excel counts; openpyxl goes through all rows before the one that a damaged file names."""
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br=["']([^"']*)""")
CellNotes = dict[int, list[tuple[str, str]]]


@dataclass(frozen=True)
class SheetRow:
    """One row with content."""

    number: int
    """From 1, as the program shows it."""
    cells: list[str]
    odd: dict[int, str] = field(default_factory=dict)
    """Column, from 0 -> what the cell holds where it is no text or plain number: "a date or time"…"""


@dataclass(frozen=True)
class Sheet:
    """One sheet."""

    title: str
    rows: list[SheetRow]
    notes: CellNotes = field(default_factory=dict)
    """Row, from 1 -> (author, text) of the notes on its cells."""


def read_sheets(archive: Archive, content: bytes, place: str, *, with_notes: bool) -> tuple[list[Sheet], str]:
    """Return the sheets, and who saved the workbook last.

    Raises FormatError for a file that is no workbook, AlignError without openpyxl.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise AlignError("XLSX needs openpyxl", place=place, cure="pip install 'taiyaku[office]'") from error
    archive.check()
    _check_rows(archive)
    noted = with_notes and any(re.search(r"/(threadedC|c)omment\w*\.xml$", name) for name in archive.names)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that it leaves out
            typed = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            calculated = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            # Read-only mode needs little memory but leaves notes out.
            notes = _notes(openpyxl.load_workbook(io.BytesIO(content))) if noted else {}
            sheets = [
                Sheet(one.title, list(_rows(one, other, place)), notes.get(one.title, {}))
                for one, other in zip(typed.worksheets, calculated.worksheets, strict=True)
            ]
            last_author = author_name(str(typed.properties.lastModifiedBy or ""))
            typed.close()
            calculated.close()
    except AlignError:
        raise
    except Exception as error:  # openpyxl raises many kinds of errors for damaged parts
        raise FormatError(f"not a workbook ({type(error).__name__})", place=place, cure=_CURE) from error
    return sheets, last_author


def _check_rows(archive: Archive) -> None:
    """Raise FormatError for a sheet that names a row which no sheet has."""
    for name in sorted(archive.names):
        if not re.search(r"/worksheets/[^/]*\.xml$", name):
            continue
        for number in _ROW.findall(archive.read(name)):
            if not (number.isdigit() and 0 < int(number[:20]) <= MOST_ROWS):
                shown_number = number[:20].decode("ascii", "replace")
                trouble = f"{name} names the row {shown_number!r}; a sheet has {MOST_ROWS:,} rows"
                raise FormatError(trouble, place=archive.place, cure=_CURE)


def _rows(typed: Any, calculated: Any, place: str) -> Iterator[SheetRow]:  # noqa: ANN401 - worksheets of openpyxl
    """Yield the rows with content of one sheet, opened with formulas and with values.

    The second one is read only where a row has a formula: it is as long as the first one.
    """
    typed.reset_dimensions()  # some programs write a wrong size
    calculated.reset_dimensions()
    values = enumerate(calculated.iter_rows(max_row=MOST_ROWS), start=1)
    reached: tuple[int, tuple[Any, ...]] = (0, ())
    held = 0
    for number, row in enumerate(typed.iter_rows(max_row=MOST_ROWS), start=1):
        if not any(cell.value is not None for cell in row):
            continue
        held += len(row)
        if held > MOST_CELLS:
            cure = "delete the cells far from the table, and save it again"
            raise FormatError(f"a sheet of more than {MOST_CELLS:,} cells", place=place, cure=cure)
        cells, odd = [], {}
        for column, cell in enumerate(row):
            if cell.data_type == "f":
                while reached[0] < number:
                    reached = next(values)
                result = reached[1][column]
                odd[column] = FORMULA
                cells.append(_text(result) if result.value not in (None, "") else _text(cell))
                continue
            cells.append(_text(cell))
            if cell.value is not None and (found := kind(cell.value, cell.number_format or "")):
                odd[column] = found
        yield SheetRow(number, cells, odd)


def _text(cell: Any) -> str:  # noqa: ANN401 - a cell of openpyxl
    if cell.value is None:
        return ""
    return unescape_office(shown(cell.value, cell.number_format or ""))


def _notes(book: Any) -> dict[str, CellNotes]:  # noqa: ANN401 - a workbook of openpyxl
    """Return the notes by sheet and row; a thread is one text.

    Only cells that exist are looked at.
    """
    found: dict[str, CellNotes] = {}
    for sheet in book.worksheets:
        for (row, _), cell in sorted(sheet._cells.items()):
            if cell.comment is not None and (text := _THREAD.sub("", cell.comment.text).strip()):
                author = author_name(cell.comment.author or "")
                found.setdefault(sheet.title, {}).setdefault(row, []).append((author, text))
    return found
