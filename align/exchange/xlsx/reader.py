"""Reads a workbook back: as a reviewer's rows, and as source and target texts.

Columns are found by their heads and sheets by their content, so a reviewer may move both.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from align.containers import Archive
from align.exchange.grids import HEADER_WITHIN, BilingualRow, Columns, rows_of_grids
from align.exchange.reviewed import Reviewed, ReviewedRow, review_columns
from align.exchange.row_digests import cell_digest, parse_digests
from align.exchange.xlsx.cells import FORMULA, Sheet, read_sheets
from align.exchange.xlsx.layout import REVIEWER_LABEL
from align.exchange.xlsx.ods import CONTENT, read_ods_sheets

_CURE = "open and save it with Excel or LibreOffice"
_PIECE = re.compile(r"(.*) \((\d+)/(\d+)\)$", re.DOTALL)
"""The id of a row that holds a piece of a long text: "ID (2/3)"."""


def read_reviewed(content: bytes, place: str) -> Reviewed:
    """Return the rows of all sheets.

    Raises FormatError for a file that is no workbook, AlignError without openpyxl.
    """
    sheets, last_author = _sheets(content, place, with_notes=True)
    rows = [row for sheet in sheets for row in _sheet_rows(sheet)]
    named = next(filter(None, (_reviewer(sheet) for sheet in sheets)), "")
    return Reviewed(tuple(_joined(rows)), named or last_author)


def read_bilingual(content: bytes, place: str, langs: tuple[str, str], columns: Columns) -> Iterable[BilingualRow]:
    """Return the rows of every sheet with heads for source and target, else of the first with content."""
    sheets, _ = _sheets(content, place, with_notes=False)
    ours = [sheet for sheet in sheets if any(review_columns(row.cells) for row in sheet.rows[:HEADER_WITHIN])]
    # The summary of a file for review has heads of the same names.
    grids = [(sheet.title, [row.cells for row in sheet.rows]) for sheet in ours or sheets if sheet.rows]
    return rows_of_grids(grids, place, columns, langs)


def _sheets(content: bytes, place: str, *, with_notes: bool) -> tuple[list[Sheet], str]:
    """Return the sheets of an Excel workbook or an OpenDocument spreadsheet, and who saved it last."""
    archive = Archive(content, place, kind="workbook", cure=_CURE)
    if CONTENT in archive.names:
        return read_ods_sheets(archive, place)
    return read_sheets(archive, content, place, with_notes=with_notes)


def _reviewer(sheet: Sheet) -> str:
    """Return the name to the right of the label "Reviewed by"; empty if there is none."""
    for row in sheet.rows[:HEADER_WITHIN]:
        for head, value in itertools.pairwise(row.cells):
            if head.strip().rstrip(":").lower() == REVIEWER_LABEL.lower():
                return value.strip()
    return ""


def _sheet_rows(sheet: Sheet) -> Iterator[ReviewedRow]:
    columns: dict[str, int] = {}
    for number, row in enumerate(sheet.rows, start=1):
        if not columns:
            columns = review_columns(row.cells) if number <= HEADER_WITHIN else {}
            continue
        value = {name: row.cells[place] if place < len(row.cells) else "" for name, place in columns.items()}
        odd = {name: row.odd[place] for name, place in columns.items() if place in row.odd}
        if not odd and not any(text.strip() for text in value.values()):
            continue
        key, _, digests = value.get("key", "").strip().partition(" ")
        left_alone = list(_left_alone(value, odd, parse_digests(digests)))
        yield ReviewedRow(
            place=f"sheet {sheet.title}, row {row.number}",
            id=value.get("id", "").strip(),
            key=key,
            digests=digests.strip(),
            verdict=value.get("verdict"),
            comment=value.get("comment"),
            source=None if "source" in left_alone else value.get("source"),
            target=None if "target" in left_alone else value.get("target"),
            reviewer=value.get("reviewer"),
            remarks=tuple(sheet.notes.get(row.number, ())),
            note="; ".join(f"its {name} cell holds {odd[name]} and is left alone" for name in left_alone),
        )


def _left_alone(value: dict[str, str], odd: dict[str, str], digests: dict[str, str]) -> Iterator[str]:
    """Yield the sides whose cell holds no text that a person wrote: such as a date made by Excel.

    What shows the exported text is no edit. A formula counts as what it shows, if the file says
    what that is.
    """
    for name in ("source", "target"):
        if name not in odd or cell_digest(value[name]) == digests.get(name):
            continue
        if odd[name] != FORMULA or value[name].startswith("="):
            yield name


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
