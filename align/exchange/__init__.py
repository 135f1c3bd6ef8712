"""Alignments <-> files of other programs. `export` writes them; `merge` and `bilingual` read them.

The room, from top to bottom; a module imports only what stands below it:

    bilingual.py                    a bilingual file -> an alignment of 1-1 beads
    merge/                          a reviewer's file -> the verdicts that are new in it
    __init__.py                     `export`: one file, whole or not at all
    formats.py                      the table of formats, and what can be done with each
    docx/ html/ xliff/ xlsx/        one module or package a format: `write`; also `read_reviewed`
    csv.py jsonl.py ladder.py md.py (a reviewer's edits) and `read_bilingual` (source and target
    parquet.py support.py tei.py    texts), where the table says so
    tmx.py tsv.py
    tmx_original.py tmx_units.py    a TMX that is written again with all that it holds; its units
    again.py                        which units of such a file stay, and which beads they hold
    originals.py                    the bilingual file that an alignment was read from
    grids.py reviewed.py inline.py  what readers return: bilingual rows, a reviewer's rows
    delimited_review.py heads.py    parts that several formats share
    stated_languages.py
    columns.py row_digests.py
    pair_counts.py xml.py
    confidence.py sentence_rows.py
    rows.py                         what writers get: pairs, options, one row a bead
    markers.py                      the numbering that stands before a text
    characters.py dates.py          characters and times as files want them

A format's module is imported only when it is asked for. A writer gets the pairs one after the other
and holds one at a time, so a file of many pairs needs little memory. Nothing here loads a model.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from align.exchange.characters import count_forbidden
from align.exchange.formats import FORMATS, Exporter, Format, exporter, format_named
from align.exchange.rows import Export, ExportOptions, review_state, selected
from align.files import open_whole

__all__ = ["FORMATS", "Export", "ExportCounts", "ExportOptions", "Exporter", "Format", "export", "format_named"]


@dataclass(frozen=True)
class ExportCounts:
    """What went into a file."""

    pairs: int
    beads: int
    """In the file."""
    kept_out: int
    """Beads that the options or the format leave out."""
    replaced: int
    """Characters that XML or UTF-8 forbids. The file shows visible ones in their place (␛, �)."""
    disputed: tuple[str, ...] = ()
    """PAIR:NUMBER of beads that two reviewers correct differently: where corrections take the place of the texts,
    theirs do not."""
    undecided: tuple[str, ...] = ()
    """PAIR:NUMBER of beads that are left out although somebody corrected them: nobody accepted them."""


def export(
    exports: Iterable[Export], format: str, to: Path | BinaryIO, options: ExportOptions | None = None
) -> ExportCounts:
    """Write `exports` in `format` to a path or a stream, whole or not at all.

    Raises UsageError for an unknown format; AlignError if the format cannot hold the content or
    needs a library.
    """
    chosen = format_named(format)
    options = replace(options or ExportOptions(), nulls_by_default=chosen.with_nulls, markers_by_default=chosen.markers)
    writer, counted = exporter(chosen), _CountedExports(exports, options)
    if isinstance(to, Path):
        with open_whole(to) as stream:
            writer.write(counted, stream, options)
    else:
        with tempfile.SpooledTemporaryFile(max_size=1 << 24) as draft:
            writer.write(counted, cast(BinaryIO, draft), options)
            draft.seek(0)
            shutil.copyfileobj(draft, to)
    return ExportCounts(
        counted.pairs,
        counted.beads,
        counted.kept_out,
        counted.replaced,
        tuple(counted.disputed),
        tuple(counted.undecided),
    )


class _CountedExports:
    """The exports, counted while the writer takes them."""

    def __init__(self, exports: Iterable[Export], options: ExportOptions) -> None:
        self.exports, self.options = exports, options
        self.pairs = self.beads = self.kept_out = self.replaced = 0
        self.disputed: list[str] = []
        self.undecided: list[str] = []

    def __iter__(self) -> Iterator[Export]:
        for one in self.exports:
            self.pairs += 1
            beads = sum(1 for _ in selected(one, self.options))
            self.beads += beads
            self.kept_out += len(one.alignment.beads) - beads
            for document in (one.alignment.source, one.alignment.target):
                self.replaced += sum(count_forbidden(text) for text in document.texts())
            for verdicts in one.verdicts.values():
                self.replaced += sum(count_forbidden(verdict.comment) for verdict in verdicts)
            if self.options.verdicts != "show":
                self._note_corrections(one)
            yield one

    def _note_corrections(self, one: Export) -> None:
        for number, key in enumerate(one.alignment.keys, start=1):
            review = review_state(one.verdicts.get(key, ()))
            if review.disputed:
                self.disputed.append(f"{one.alignment.id}:{number}")
            elif review.corrected and self.options.verdicts == "accepted" and not review.decision:
                self.undecided.append(f"{one.alignment.id}:{number}")
