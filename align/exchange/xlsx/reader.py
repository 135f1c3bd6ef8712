"""Reads a workbook back: as a reviewer's rows, and as source and target texts.

Columns are found by their heads and sheets by their content, so a reviewer may move both.
"""

from __future__ import annotations

import io
import itertools
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from align.containers import Archive
from align.errors import AlignError, FormatError
from align.exchange.grids import HEADER_WITHIN, BilingualRow, Columns, heads, rows_of_grid
from align.exchange.reviewed import Reviewed, ReviewedRow, author_name, review_columns, unescape_office
from align.exchange.xlsx.layout import REVIEWER_LABEL

_CURE = "open and save it with Excel or LibreOffice"
_THREAD = re.compile(r"^\[Threaded comment\].*?Comment:\s*", re.DOTALL)
"""What Excel writes before the text of a thread, for older programs."""
_PIECE = re.compile(r"(.*) \((\d+)/(\d+)\)$", re.DOTALL)
"""The id of a row that holds a piece of a long text: "ID (2/3)"."""
_CellNotes = dict[int, list[tuple[str, str]]]


@dataclass(frozen=True)
class _Sheet:
    title: str
    cells: list[list[str]]
    notes: _CellNotes = field(default_factory=dict)
    """Row, from 1 -> (author, text) of the notes on its cells."""


def read_reviewed(content: bytes, place: str) -> Reviewed:
    """Return the rows of all sheets.

    Raises FormatError for a file that is no workbook, AlignError without openpyxl.
    """
    sheets, last_author = _workbook(content, place, formulas=True)
    rows = [row for sheet in sheets for row in _sheet_rows(sheet)]
    named = next(filter(None, (_reviewer(sheet.cells) for sheet in sheets)), "")
    return Reviewed(tuple(_joined(rows)), named or last_author)


def read_bilingual(content: bytes, place: str, langs: tuple[str, str], columns: Columns) -> Iterable[BilingualRow]:
    """Return the rows of the longest sheet with heads for source and target, else of the first."""
    sheets, _ = _workbook(content, place, formulas=False)
    filled = [[row for row in sheet.cells if any(row)] for sheet in sheets]
    headed = [cells[start:] for cells in filled if (start := _bilingual_head(cells, langs)) is not None]
    return rows_of_grid(max(headed, key=len) if headed else next(iter(filled), []), place, columns, langs)


def _bilingual_head(cells: list[list[str]], langs: tuple[str, str]) -> int | None:
    """Return the index of the row of heads, None if there is none."""
    for number, row in enumerate(cells[:HEADER_WITHIN]):
        names = {cell.strip().lower() for cell in row}
        if all(names.intersection(known) for known in heads(langs)):
            return number
    return None


def _workbook(content: bytes, place: str, *, formulas: bool) -> tuple[list[_Sheet], str]:
    """Return the sheets, and who saved the workbook last.

    `formulas` gives what was typed into a cell that begins with "="; else the value that was last
    calculated.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise AlignError("XLSX needs openpyxl", place=place, cure="pip install 'taiyaku[office]'") from error
    archive = Archive(content, place, kind="workbook", cure=_CURE)
    archive.check()
    with_notes = formulas and any(re.search(r"/(threadedC|c)omment\w*\.xml$", name) for name in archive.names)
    sheets = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that it leaves out
            # Read-only mode needs little memory but leaves notes out.
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=not with_notes, data_only=not formulas)
            for sheet in book.worksheets:
                if not with_notes:
                    sheet.reset_dimensions()  # some programs write a wrong size
                cells = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
                sheets.append(_Sheet(sheet.title, cells, _notes(sheet) if with_notes else {}))
            last_author = author_name(str(book.properties.lastModifiedBy or ""))
            book.close()
    except Exception as error:  # openpyxl raises many kinds of errors for damaged parts
        raise FormatError(f"not a workbook ({type(error).__name__})", place=place, cure=_CURE) from error
    return sheets, last_author


def _text(value: Any) -> str:  # noqa: ANN401 - a cell holds numbers, dates, texts, formulas
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unescape_office(str(getattr(value, "text", value)))


def _reviewer(cells: list[list[str]]) -> str:
    """Return the name to the right of the label "Reviewed by"; empty if there is none."""
    for row in cells[:HEADER_WITHIN]:
        for head, value in itertools.pairwise(row):
            if head.strip().rstrip(":").lower() == REVIEWER_LABEL.lower():
                return value.strip()
    return ""


def _notes(sheet: Any) -> _CellNotes:  # noqa: ANN401 - a worksheet of openpyxl
    """Return (author, text) of the notes by row; a thread is one text."""
    found: _CellNotes = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and (text := _THREAD.sub("", cell.comment.text).strip()):
                found.setdefault(cell.row, []).append((author_name(cell.comment.author or ""), text))
    return found


def _sheet_rows(sheet: _Sheet) -> Iterator[ReviewedRow]:
    columns: dict[str, int] = {}
    for number, row in enumerate(sheet.cells, start=1):
        if not columns:
            columns = review_columns(row) if number <= HEADER_WITHIN else {}
            continue
        value = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
        if not any(text.strip() for text in value.values()):
            continue
        key, _, digests = value.get("key", "").strip().partition(" ")
        yield ReviewedRow(
            place=f"sheet {sheet.title}, row {number}",
            id=value.get("id", "").strip(),
            key=key,
            digests=digests.strip(),
            verdict=value.get("verdict"),
            comment=value.get("comment"),
            source=value.get("source"),
            target=value.get("target"),
            reviewer=value.get("reviewer"),
            remarks=tuple(sheet.notes.get(number, ())),
        )


def _joined(rows: list[ReviewedRow]) -> Iterator[ReviewedRow]:
    """Yield the rows; those of a long text, "ID (1/2)" and "ID (2/2)", become one, at the end."""
    pieces: dict[tuple[str, str], dict[int, ReviewedRow]] = {}
    totals: dict[tuple[str, str], int] = {}
    for row in rows:
        if (found := _PIECE.fullmatch(row.id)) is None:
            yield row
            continue
        name = (found[1], row.key)
        pieces.setdefault(name, {})[int(found[2])] = replace(row, id=found[1])
        totals[name] = int(found[3])
    for name, of_row in pieces.items():
        yield _whole(of_row, totals[name])


def _whole(pieces: dict[int, ReviewedRow], total: int) -> ReviewedRow:
    """Return one row of its pieces by number.

    Without all pieces, no text of the row can be compared.
    """
    first = pieces[min(pieces)]
    if set(pieces) != set(range(1, total + 1)):
        note = f"{len(pieces)} of its {total} rows are here; its texts are left alone"
        comment = "".join(piece.comment or "" for piece in pieces.values()) if 1 in pieces else None
        return replace(first, source=None, target=None, comment=comment, note=note)
    ordered = [pieces[number] for number in sorted(pieces)]
    source, target, comment = (_joined_texts(ordered, name) for name in ("source", "target", "comment"))
    return replace(first, source=source, target=target, comment=comment)


def _joined_texts(pieces: list[ReviewedRow], name: str) -> str | None:
    """Return the text of one column; None if the file has no such column."""
    texts = [text for piece in pieces if (text := getattr(piece, name)) is not None]
    return "".join(texts) if texts else None
