"""Tables of pairs in CSV (RFC 4180), with commas or semicolons and a header as in TSV.

A quoted cell may hold line breaks, so rows have no places that a worker could go to.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from align.corpus.job import TableSpec
from align.corpus.table_records import Record, columns_of, from_cells, is_packed
from align.errors import FormatError

_LARGEST_CELL = 10_000_000
"""Characters of one cell: where a quote is not closed, no more than this is read into memory."""


def read(fs: Any, path: str, table: TableSpec) -> Iterator[Record]:  # noqa: ANN401 - fsspec has no types
    """Rows of CSV.

    A cell that is not UTF-8 is its row's trouble; a quote that nobody closes is the table's.
    """
    csv.field_size_limit(_LARGEST_CELL)
    size, read = fs.size(path) or 1, 0
    with fs.open(path, "rb", compression="infer") as stream:
        text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
        first = text.readline(_LARGEST_CELL)
        text.seek(0)
        rows = csv.reader(text, delimiter=";" if first.count(";") > first.count(",") else ",")
        layout: tuple[list[int], int] | None = None
        try:
            for cells in rows:
                read += sum(len(cell.encode("utf-8", "surrogateescape")) + 1 for cell in cells)
                if not any(cells):
                    continue
                if layout is None:
                    wanted, has_header = columns_of(cells, table)
                    layout = wanted, len(cells)
                    if has_header:
                        continue
                found = from_cells(cells, *layout)
                if any(_is_broken(cell) for cell in found):
                    found = ("", "", "", "the row is not UTF-8")
                yield Record((0, 0), (0, 0), 0.0 if is_packed(path) else min(1.0, read / size), 0, *found)
        except csv.Error as error:
            place = f"{table.url}:{rows.line_num}"
            raise FormatError(f"not CSV ({error})", place=place, cure="is a quote not closed?") from error


def _is_broken(cell: str) -> bool:
    return any("\udc80" <= character <= "\udcff" for character in cell) if not cell.isascii() else False
