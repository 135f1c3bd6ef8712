"""Rows of a bilingual file, and how columns are found: by the user's word, head or content."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from align.errors import FormatError, UsageError
from align.exchange.heads import ID_HEADS, head_rank
from align.text.language import primary

HEADER_WITHIN = 20
"""Rows at the top of a sheet that may hold the heads: titles and notes may stand above them."""
_SAMPLE = 200
"""Rows that are looked at where no head names a column."""
_SHORT, _SHORT_JAPANESE = 0.5, 0.25
"""A column whose cells are shorter than this share of the other texts holds no translations of them."""
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺ一-鿿]")
_LETTER = re.compile(r"[^\W\d_]")
_LINK = re.compile(r"\s*(?:https?://|www\.|mailto:)\S+\s*")


class BilingualRow(NamedTuple):
    """One row of a bilingual file."""

    id: str
    source: str
    target: str
    kind: str = ""
    """The kind of the bead ("1-0") in a file that `align export` wrote, else empty."""


def one_line(text: str) -> str:
    """Return a text as the segment that is made of it: in one line and in Unicode form NFC."""
    plain = unicodedata.normalize("NFC", text)
    lines = plain.replace("\r", "").split("\n") if "\n" in plain else [plain]
    return " ".join(part for line in lines for part in line.splitlines() or [""]).strip()


@dataclass(frozen=True)
class Columns:
    """Columns that the user names, by head, letter ("B") or number from 1. None: find it."""

    source: str | None = None
    target: str | None = None
    id: str | None = None


FOUND_COLUMNS = Columns()
"""All columns are found by head or content."""


def rows_of_grid(grid: list[list[str]], place: str, columns: Columns, langs: tuple[str, str]) -> Iterator[BilingualRow]:
    """Yield the rows of a table; a row without an id gets its number.

    Raises FormatError, UsageError.
    """
    return rows_of_grids([("", grid)] if grid else [], place, columns, langs)


def rows_of_grids(
    grids: list[tuple[str, list[list[str]]]], place: str, columns: Columns, langs: tuple[str, str]
) -> Iterator[BilingualRow]:
    """Yield the rows of all tables (title, rows) that have heads for both sides, else of the first table.

    Raises FormatError, UsageError.
    """
    if not grids:
        raise FormatError("holds no rows", place=place, cure="give a table with a source and a target column")
    headed = [(grid, found) for _, grid in grids if (found := _headed(grid, columns, langs, place))]
    if not headed:
        grid = grids[0][1]
        header = [cell.strip().lower() for cell in grid[0]]
        headed = [(grid, _found(header, grid, columns, langs, place))]
    number = 0
    for grid, (start, source, target, identity) in headed:
        kind = _kind_column(grid[start - 1]) if start else None
        for row in grid[start:]:
            number += 1
            name = _cell(row, identity).strip() if identity is not None else ""
            bead_kind = _cell(row, kind) if kind is not None else ""
            yield BilingualRow(name or str(number), _cell(row, source), _cell(row, target), bead_kind)


_Found = tuple[int, int, int, int | None]
"""The first row of texts, and the columns of source, target and id."""


def _kind_column(header: list[str]) -> int | None:
    heads = [head.strip().lower() for head in header]
    return heads.index("kind") if "kind" in heads and {"key", "id"} <= set(heads) else None


def _cell(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _headed(grid: list[list[str]], columns: Columns, langs: tuple[str, str], place: str) -> _Found | None:
    """Return where the texts are in a table with heads for both sides, None if it has none."""
    for number, row in enumerate(grid[:HEADER_WITHIN]):
        header = [cell.strip().lower() for cell in row]
        source = _named(columns.source, header) if columns.source else _by_head(header, "source", langs, place)
        target = _named(columns.target, header) if columns.target else _by_head(header, "target", langs, place)
        if source is None or target is None or source == target:
            continue
        identity = _id_column(columns.id, header, place)
        return number + 1, source, target, identity
    return None


def _found(header: list[str], grid: list[list[str]], columns: Columns, langs: tuple[str, str], place: str) -> _Found:
    """Return where the texts are in a table without heads for both sides: by the user's word, one head, content."""
    width = max(map(len, grid))
    header += [""] * (width - len(header))
    source = _column(columns.source, header, place) if columns.source else _by_head(header, "source", langs, place)
    target = _column(columns.target, header, place) if columns.target else _by_head(header, "target", langs, place)
    by_head = [
        (columns.source is None and source is not None) or (columns.source or "").lower() in header,
        (columns.target is None and target is not None) or (columns.target or "").lower() in header,
    ]
    start = 1 if any(by_head) and len(grid) > 1 else 0
    rows = grid[start:]
    source = _by_content(rows, width, "source", langs, target, place) if source is None else source
    target = _by_content(rows, width, "target", langs, source, place) if target is None else target
    if source == target:
        raise UsageError("source and target are one column", place=place, cure="name both columns")
    return start, source, target, _id_column(columns.id, header, place) if start or columns.id else None


def _id_column(named: str | None, header: list[str], place: str) -> int | None:
    if named is not None:
        return _column(named, header, place)
    return next((header.index(name) for name in ID_HEADS if name in header), None)


def _named(name: str, header: Sequence[str]) -> int | None:
    """Return the index of a column that the user named by its head."""
    return header.index(name.lower()) if name.lower() in header else None


def _column(named: str, header: Sequence[str], place: str) -> int:
    """Return the index of the column that the user named by head, number or letter."""
    if named.lower() in header:
        return header.index(named.lower())
    if named.isdigit() and 1 <= int(named) <= len(header):
        return int(named) - 1
    if re.fullmatch("[A-Za-z]", named) and ord(named.upper()) - ord("A") < len(header):
        return ord(named.upper()) - ord("A")
    cure = f"use one of {', '.join(filter(None, header)) or '1…' + str(len(header))}"
    raise UsageError(f"no column is called {named!r}", place=place, cure=cure)


def _by_head(header: Sequence[str], side: str, langs: tuple[str, str], place: str) -> int | None:
    """Return the column whose head names a side best, None if none does.

    Raises UsageError if two do.
    """
    ranks = {column: rank for column, head in enumerate(header) if (rank := head_rank(head, side, langs))}
    if not ranks:
        return None
    best = [column for column, rank in ranks.items() if rank == max(ranks.values())]
    if len(best) > 1:
        raise _unclear(side, [f"{header[column]!r} (column {column + 1})" for column in best], place)
    return best[0]


def _by_content(
    rows: list[list[str]], width: int, side: str, langs: tuple[str, str], other: int | None, place: str
) -> int:
    """Return the only column that can hold the texts of a side.

    Raises UsageError if several can.
    """
    if width < 2:
        raise FormatError("has one column", place=place, cure="give a table with a source and a target column")
    japanese = primary(langs[("source", "target").index(side)]) == "ja"
    texts = {
        column: [text for row in rows[:_SAMPLE] if (text := _cell(row, column).strip())]
        for column in range(width)
        if column != other
    }
    fitting = {
        column: sum(map(len, cells)) / len(cells)
        for column, cells in texts.items()
        if cells and _share(cells, _is_prose) > 0.5 and (_share(cells, _is_japanese) > 0.5) == japanese
    }
    shortest = _SHORT_JAPANESE if japanese else _SHORT
    least = shortest * max(fitting.values(), default=0)
    if other is not None:
        beside = [text for row in rows[:_SAMPLE] if (text := _cell(row, other).strip())]
        least = shortest * sum(map(len, beside)) / max(1, len(beside))
    found = [column for column, length in fitting.items() if length >= least]
    if not found:
        raise _unclear(side, [], place)
    if len(found) > 1:
        raise _unclear(side, [f"column {column + 1}" for column in found], place)
    return found[0]


def _unclear(side: str, found: list[str], place: str) -> UsageError:
    several = f"{' and '.join(found)} could hold the {side} texts" if found else f"no column holds {side} texts"
    return UsageError(several, place=place, cure=f"name it with --{side}-column")


def _share(cells: list[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells)


def _is_prose(text: str) -> bool:
    return bool(_LETTER.search(text)) and not _LINK.fullmatch(text)


def _is_japanese(text: str) -> bool:
    return 3 * len(_JAPANESE.findall(text)) > len(text)
