"""An edited XLSX -> rows: columns are found by their heads, so they may be moved; sheets by what is in them."""

from __future__ import annotations

import itertools
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from align.errors import AlignError, FormatError
from align.exchange.merge.rows import Reviewed, ReviewedRow, open_archive, person, unescaped

REVIEWER_LABEL = "reviewed by"
_HEADS = ("id", "source", "target", "verdict", "comment", "reviewer", "key")
_DEEPEST_HEAD = 20
"""Rows among which the heads are looked for."""
_THREAD = re.compile(r"^\[Threaded comment\].*?Comment:\s*", re.DOTALL)
"""What Excel puts before a thread's text for older programs."""
_Notes = dict[int, list[tuple[str, str]]]
_PART = re.compile(r"(.*) \((\d+)/(\d+)\)$", re.DOTALL)


def read(path: Path) -> Reviewed:
    """Read all sheets. Raises FormatError for what is no workbook, AlignError without openpyxl."""
    try:
        import openpyxl
    except ImportError as error:
        raise AlignError("XLSX needs openpyxl", cure="pip install 'taiyaku[office]'") from error
    with open_archive(path) as archive:
        notes = any(re.search(r"/(threadedC|c)omment\w*\.xml$", name) for name in archive.namelist())
    rows: list[ReviewedRow] = []
    reviewer = ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and extensions that it leaves out
            book = openpyxl.load_workbook(path, read_only=not notes)  # read-only leaves notes out, but needs no memory
            for sheet in book.worksheets:
                if not notes:
                    sheet.reset_dimensions()
                cells = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
                reviewer = reviewer or _reviewer(cells)
                rows += _sheet_rows(sheet.title, cells, _notes(sheet) if notes else {})
            reviewer = reviewer or _last_author(book)
            book.close()
    except Exception as error:  # openpyxl raises whatever a damaged part makes it stumble over
        cure = "open and save it with Excel or LibreOffice"
        raise FormatError(f"not a workbook ({type(error).__name__})", place=str(path), cure=cure) from error
    return Reviewed(tuple(_joined(rows)), reviewer)


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unescaped(str(getattr(value, "text", value)))


def _reviewer(cells: list[list[str]]) -> str:
    for row in cells[:_DEEPEST_HEAD]:
        for head, value in itertools.pairwise(row):
            if head.strip().rstrip(":").lower() == REVIEWER_LABEL:
                return value.strip()
    return ""


def _last_author(book: Any) -> str:  # noqa: ANN401
    return person(str(book.properties.lastModifiedBy or ""))


def _notes(sheet: Any) -> _Notes:  # noqa: ANN401
    """Row -> (author, text) of the notes on its cells; of a thread the whole talk."""
    found: _Notes = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and (text := _THREAD.sub("", cell.comment.text).strip()):
                found.setdefault(cell.row, []).append((person(cell.comment.author or ""), text))
    return found


def _sheet_rows(title: str, cells: list[list[str]], notes: _Notes) -> Iterator[ReviewedRow]:
    columns: dict[str, int] = {}
    for number, row in enumerate(cells, start=1):
        if not columns:
            columns = _columns(row) if number <= _DEEPEST_HEAD else {}
            continue
        value = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
        if not any(text.strip() for text in value.values()):
            continue
        key, _, mark = value.get("key", "").strip().partition(" ")
        yield ReviewedRow(
            place=f"sheet {title}, row {number}",
            id=value.get("id", "").strip(),
            key=key,
            mark=mark.strip(),
            verdict=value.get("verdict"),
            comment=value.get("comment"),
            source=value.get("source"),
            target=value.get("target"),
            reviewer=value.get("reviewer"),
            remarks=tuple(notes.get(number, ())),
        )


def _columns(row: list[str]) -> dict[str, int]:
    """Head -> place, if this is the row of heads. "Source (ja)" is the head "source"."""
    found: dict[str, int] = {}
    for place, text in enumerate(row):
        head = text.strip().lower().partition(" (")[0]
        if head in _HEADS and head not in found:
            found[head] = place
    known = "verdict" in found or "comment" in found
    return found if known and ("id" in found or "key" in found) else {}


def _joined(rows: list[ReviewedRow]) -> Iterable[ReviewedRow]:
    """Put rows together that a text beyond Excel's limit had split: "ID (1/2)", "ID (2/2)"."""
    whole: list[ReviewedRow] = []
    split: dict[tuple[str, str], dict[int, ReviewedRow]] = {}
    totals: dict[tuple[str, str], int] = {}
    for row in rows:
        if (found := _PART.fullmatch(row.id)) is None:
            whole.append(row)
            continue
        name = (found[1], row.key)
        split.setdefault(name, {})[int(found[2])] = replace(row, id=found[1])
        totals[name] = int(found[3])
    for name, parts in split.items():
        first = parts[min(parts)]
        if set(parts) != set(range(1, totals[name] + 1)):
            note = f"{len(parts)} of its {totals[name]} rows are here; its texts are left alone"
            comment = "".join(part.comment or "" for part in parts.values()) if 1 in parts else None
            whole.append(replace(first, source=None, target=None, comment=comment, note=note))
            continue
        ordered = [parts[number] for number in sorted(parts)]
        source, target, comment = (
            "".join(getattr(part, field) or "" for part in ordered) for field in ("source", "target", "comment")
        )
        whole.append(replace(first, source=source, target=target, comment=comment))
    return whole
