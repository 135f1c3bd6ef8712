"""Tab-separated values, UTF-8, one bead a row with a header.

A cell with a quote, tab or line break is quoted. Text that a spreadsheet program could run as a
formula gets an apostrophe, which is taken off again on the way back.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import BinaryIO

from align.exchange.columns import COLUMNS, column_values
from align.exchange.delimited_review import reviewed_grid
from align.exchange.grids import BilingualRow, Columns, rows_of_grid
from align.exchange.reviewed import Reviewed
from align.exchange.rows import Export, ExportOptions, rows
from align.text.formula_guard import guarded, unguarded

_QUOTED_CELL = r'"([^"]*(?:""[^"]*)*)"(?={}|\n|\Z)'


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
            cells = column_values(row).values()
            table.writerow(cells if options.raw else map(guarded, cells))
    text.detach()


def read_bilingual(content: bytes, place: str, langs: tuple[str, str], columns: Columns) -> Iterable[BilingualRow]:
    """Return the rows of a table.

    Quotes are read as such only if a whole cell is quoted: prose has single ones.
    """
    return rows_of_grid(split_table(decoded(content)), place, columns, langs)


def read_reviewed(content: bytes, place: str) -> Reviewed:
    """Return the rows of a table that a reviewer edited."""
    return reviewed_grid(split_table(decoded(content)), place)


def split_table(text: str) -> list[list[str]]:
    """Return the rows of tab-separated text that hold anything."""
    return [row for _, row in split_rows(text, "\t")]


def split_rows(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Return the number of the first line, from 1, and the cells of each row that holds anything.

    A cell is taken out of its quotes only if they enclose it whole, and not if the lines that it
    would hold are whole rows of the table: then a quotation mark of one row has met that of
    another.
    """
    quoted_cell = re.compile(_QUOTED_CELL.format(delimiter))
    cell_end = re.compile(f"[{delimiter}\n]")
    rows: list[tuple[int, list[str]]] = [(1, [])]
    start, width = 0, text.partition("\n")[0].count(delimiter)
    place, text = 0, text.replace("\r\n", "\n").replace("\r", "\n")
    while place <= len(text):
        quoted = quoted_cell.match(text, place) if text.startswith('"', place) else None
        if quoted and "\n" in quoted[1]:
            line_end = text.find("\n", quoted.end())
            lines = text[start : line_end if line_end >= 0 else len(text)].split("\n")
            quoted = None if all(line.count(delimiter) == width for line in lines) else quoted
        if quoted:
            cell, stop = quoted[1].replace('""', '"'), quoted.end()
        else:
            end = cell_end.search(text, place)
            stop = end.start() if end else len(text)
            cell = text[place:stop]
        rows[-1][1].append(cell)
        place = stop
        if text.startswith("\n", place):
            rows.append((rows[-1][0] + text.count("\n", start, place + 1), []))
            start = place + 1
        place += 1
    return [(line, list(map(unguarded, row))) for line, row in rows if any(cell.strip() for cell in row)]


def decoded(content: bytes) -> str:
    """Return the text of a file in any encoding of `align.read`, without a byte order mark."""
    from align.read.encoding import decode

    return decode(content).text.removeprefix("\ufeff")
