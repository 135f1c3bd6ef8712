"""Comma-separated values (RFC 4180), UTF-8 with a byte order mark.

Excel needs the mark to read Japanese.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from align.errors import FormatError
from align.exchange.delimited_review import reviewed_grid
from align.exchange.grids import BilingualRow, Columns, rows_of_grid
from align.exchange.reviewed import Reviewed
from align.exchange.rows import Export, ExportOptions
from align.exchange.tsv import decoded, split_rows, write_table
from align.text.formula_guard import unguarded

_LARGEST_CELL = 10_000_000


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write the byte order mark, the header and one record a bead."""
    stream.write(b"\xef\xbb\xbf")
    write_table(exports, stream, options, csv.excel, "\r\n")


def read_bilingual(content: bytes, place: str, langs: tuple[str, str], columns: Columns) -> Iterable[BilingualRow]:
    """Return the rows of a table with commas, or semicolons if its first line has more."""
    return rows_of_grid(_grid(content, place), place, columns, langs)


def read_reviewed(content: bytes, place: str) -> Reviewed:
    """Return the rows of a table that a reviewer edited."""
    return reviewed_grid(_grid(content, place), place)


def _grid(content: bytes, place: str) -> list[list[str]]:
    """Return the rows that hold anything.

    Raises FormatError for a quotation mark that swallows other cells.
    """
    text = decoded(content)
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    return _as_stated(text, delimiter) or _as_lines(text, delimiter, place)


def _as_stated(text: str, delimiter: str) -> list[list[str]]:
    """Return the rows by the rules of RFC 4180; nothing where the text breaks them.

    A row that spans lines and has another number of cells than the head also breaks them: a
    quotation mark of one row has met that of another.
    """
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [row for row in reader if any(row)]
    except csv.Error:
        return []
    if any(len(row) != len(rows[0]) and any("\n" in cell for cell in row) for row in rows):
        return []
    return [list(map(unguarded, row)) for row in rows]


def _as_lines(text: str, delimiter: str, place: str) -> list[list[str]]:
    """Return the rows where a quotation mark may be a character of a text, as long as that leaves no cell over."""
    rows = split_rows(text, delimiter)
    for line, row in rows:
        if len(row) > len(rows[0][1]):
            trouble = "a quotation mark is not closed, or there are more cells than heads"
            cure = "close it, write it twice inside a quoted cell, or save the table as .tsv"
            raise FormatError(trouble, place=f"{place}:{line}", cure=cure)
    return [row for _, row in rows]
