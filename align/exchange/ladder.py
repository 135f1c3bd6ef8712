"""Index lists, one bead a line, as vecalign writes and reads them: `[0, 1]:[0]`; a null side is `[]`.

A ladder holds one pair and no text. Thompson & Koehn 2019, https://aclanthology.org/D19-1136/.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from align.errors import UsageError
from align.exchange.rows import Export, ExportOptions, rows

SUFFIX = ".ladder"
MEDIA_TYPE = "text/plain; charset=utf-8"


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write the one pair's beads. Raises UsageError for a second pair: indices of two pairs cannot be told apart."""
    for place, export in enumerate(exports):
        if place:
            cure = "export each pair to its own file"
            raise UsageError("a ladder holds one pair", place=export.alignment.id, cure=cure)
        for row in rows(export, options):
            stream.write(f"{list(row.bead.source)}:{list(row.bead.target)}\n".encode())
