"""What each target sentence rests on, one line a sentence: `p.s <- a.b, c.d`.

Places are segment and sentence, from 0, the target sentence on the left. Nothing stands behind the
arrow of a sentence that rests on nothing. A file holds one pair and no text; `align score` reads
it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from align.errors import AlignError, UsageError
from align.exchange.rows import Export, ExportOptions


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write the support map of one pair.

    Raises UsageError for a second pair, AlignError where the map was never computed.
    """
    for place, export in enumerate(exports):
        alignment = export.alignment
        if place:
            cure = "export each pair to its own file"
            raise UsageError("a support file holds one pair", place=alignment.id, cure=cure)
        if alignment.support is None:
            raise AlignError("holds no support map", place=alignment.id, cure="align the pair again: align run")
        for segment in alignment.target.segments:
            for number in range(len(segment.sentences)):
                links = alignment.support.of_target((segment.index, number))
                sources = ", ".join(f"{link.source[0]}.{link.source[1]}" for link in links)
                stream.write(f"{segment.index}.{number} <- {sources}".rstrip().encode() + b"\n")
