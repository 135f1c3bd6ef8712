"""Tab-separated values, UTF-8, one bead a row with a header; a cell that holds a quote, tab or line break is quoted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import BinaryIO

from align.exchange.columns import COLUMNS, flat
from align.exchange.rows import Export, ExportOptions, rows

SUFFIX = ".tsv"
MEDIA_TYPE = "text/tab-separated-values; charset=utf-8"


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write the header and one line a bead."""
    write_table(exports, stream, options, csv.excel_tab, "\n")


def write_table(
    exports: Iterable[Export], stream: BinaryIO, options: ExportOptions, dialect: type[csv.Dialect], newline: str
) -> None:
    """Write delimited text in one of the csv module's dialects."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text, dialect=dialect, lineterminator=newline)
    table.writerow(COLUMNS)
    for export in exports:
        for row in rows(export, options):
            table.writerow(flat(row).values())
    text.detach()
