"""Comma-separated values (RFC 4180), UTF-8 with a byte order mark: without it Excel takes Japanese for mojibake."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import BinaryIO

from align.exchange.rows import Export, ExportOptions
from align.exchange.tsv import write_table

SUFFIX = ".csv"
MEDIA_TYPE = "text/csv; charset=utf-8"


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write the mark, the header and one record a bead."""
    stream.write(b"\xef\xbb\xbf")
    write_table(exports, stream, options, csv.excel, "\r\n")
