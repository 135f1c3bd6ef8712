"""Index lists, one bead a line, as vecalign writes and reads them.

A line is `[0, 1]:[0]`; an empty side is `[]`. A ladder holds one pair and no text. Thompson & Koehn
2019, https://aclanthology.org/D19-1136/.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from align.errors import UsageError
from align.exchange.rows import Export, ExportOptions, rows


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write the beads of one pair.

    Raises UsageError for a second pair, whose indices would be ambiguous.
    """
    for place, export in enumerate(exports):
        if place:
            cure = "export each pair to its own file"
            raise UsageError("a ladder holds one pair", place=export.alignment.id, cure=cure)
        for row in rows(export, options):
            stream.write(f"{list(row.bead.source)}:{list(row.bead.target)}\n".encode())
