"""Comma-separated values (RFC 4180), UTF-8 with a byte order mark.

Excel needs the mark to read Japanese.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import BinaryIO

from align.exchange.delimited_review import reviewed_grid
from align.exchange.grids import BilingualRow, Columns, rows_of_grid
from align.exchange.reviewed import Reviewed
from align.exchange.rows import Export, ExportOptions
from align.exchange.tsv import decoded, read_table, write_table


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
    text = decoded(content)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    return read_table(text, place, csv.excel, delimiter)
