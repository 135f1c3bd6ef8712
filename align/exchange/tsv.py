"""Tab-separated values, UTF-8, one bead a row with a header.

A cell with a quote, tab or line break is quoted.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import BinaryIO

from align.errors import FormatError
from align.exchange.columns import COLUMNS, column_values
from align.exchange.grids import BilingualRow, Columns, rows_of_grid
from align.exchange.rows import Export, ExportOptions, rows

_LARGEST_CELL = 10_000_000
_QUOTED_CELL = re.compile(r'(?:^|\t)"[^"\t]*(?:""[^"\t]*)*"(?=\t|\r?\n|$)')


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write the header and one line a bead."""
    write_table(exports, stream, options, csv.excel_tab, "\n")


def write_table(
    exports: Iterable[Export], stream: BinaryIO, options: ExportOptions, dialect: type[csv.Dialect], newline: str
) -> None:
    """Write delimited text in a dialect of the csv module."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text, dialect=dialect, lineterminator=newline)
    table.writerow(COLUMNS)
    for export in exports:
        for row in rows(export, options):
            table.writerow(column_values(row).values())
    text.detach()


def read_bilingual(content: bytes, place: str, langs: tuple[str, str], columns: Columns) -> Iterable[BilingualRow]:
    """Return the rows of a table.

    Quotes are read as such only if a whole cell is quoted: prose has single ones.
    """
    text = decoded(content)
    if _QUOTED_CELL.search(text):
        grid = read_table(text, place, csv.excel_tab)
    else:
        grid = [line.split("\t") for line in text.split("\n") if line.strip()]
    return rows_of_grid(grid, place, columns, langs)


def decoded(content: bytes) -> str:
    """Return the text of a file in any encoding of `align.read`, without a byte order mark."""
    from align.read.encoding import decode

    return decode(content).text.removeprefix("\ufeff")


def read_table(text: str, place: str, dialect: type[csv.Dialect], delimiter: str | None = None) -> list[list[str]]:
    """Return the rows of delimited text that hold anything. Raises FormatError."""
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), dialect, delimiter=delimiter or dialect.delimiter)
    try:
        return [row for row in reader if any(row)]
    except csv.Error as error:
        raise FormatError(f"not a table: {error}", place=place, cure="save it again as UTF-8 text") from error
