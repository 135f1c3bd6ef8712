"""Alignment -> files: one format a file, behind one table.

A format's module has `write(exports, stream, options)`, `SUFFIX` and `MEDIA_TYPE`; it is imported when it is asked for.
It gets the pairs one after the other and never holds more than one, so a file of many pairs needs little memory.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from align.errors import UsageError
from align.exchange.characters import count_forbidden
from align.exchange.rows import Export, ExportOptions, chosen
from align.files import open_whole

EXPORTERS: dict[str, str] = {
    "tsv": "align.exchange.tsv",
    "csv": "align.exchange.csv",
    "jsonl": "align.exchange.jsonl",
    "ladder": "align.exchange.ladder",
    "md": "align.exchange.md",
    "parquet": "align.exchange.parquet",
    "html": "align.exchange.html",
    "tmx": "align.exchange.tmx",
    "xliff": "align.exchange.xliff",
    "xliff12": "align.exchange.xliff12",
    "xlsx": "align.exchange.xlsx",
    "docx": "align.exchange.docx",
    "tei": "align.exchange.tei",
}

__all__ = ["EXPORTERS", "Export", "ExportOptions", "Exporter", "Written", "export", "exporter"]


class Exporter(Protocol):
    """What a format's module offers."""

    SUFFIX: str
    """With its dot: ".tsv"."""
    MEDIA_TYPE: str

    def write(self, exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
        """Write the pairs in this format; equal input gives equal bytes."""


@dataclass(frozen=True)
class Written:
    """What went into a file."""

    pairs: int
    beads: int
    """In the file."""
    kept_out: int
    """By the options, or by the format: a memory holds no null alignments."""
    replaced: int
    """Characters that XML and UTF-8 forbid; they were made visible (␛, �), not dropped."""


def exporter(format: str) -> Exporter:
    """Return the module behind a format's name. Raises UsageError for a name that is not in the table."""
    if format not in EXPORTERS:
        cure = f"choose from {', '.join(EXPORTERS)}"
        raise UsageError(f"no format is called {format!r}", cure=cure)
    return cast(Exporter, import_module(EXPORTERS[format]))


def export(
    exports: Iterable[Export], format: str, to: Path | BinaryIO, options: ExportOptions | None = None
) -> Written:
    """Write `exports` in `format` to a path or a stream, whole or not at all.

    Raises UsageError for an unknown format, AlignError where the format cannot hold the content or needs a library.
    """
    module = exporter(format)
    options = options or ExportOptions()
    seen = _Seen(exports, options, getattr(module, "WITH_NULLS", True))
    if isinstance(to, Path):
        with open_whole(to) as stream:
            module.write(seen, stream, options)
    else:
        with tempfile.SpooledTemporaryFile(max_size=1 << 24) as draft:
            module.write(seen, cast(BinaryIO, draft), options)
            draft.seek(0)
            shutil.copyfileobj(draft, to)
    return Written(seen.pairs, seen.beads, seen.kept_out, seen.replaced)


class _Seen:
    """The exports, counted while the writer takes them."""

    def __init__(self, exports: Iterable[Export], options: ExportOptions, with_nulls: bool) -> None:
        self.exports, self.options, self.with_nulls = exports, options, with_nulls
        self.pairs = self.beads = self.kept_out = self.replaced = 0

    def __iter__(self) -> Iterator[Export]:
        for one in self.exports:
            self.pairs += 1
            count = sum(1 for _ in chosen(one, self.options, with_nulls=self.with_nulls))
            self.beads += count
            self.kept_out += len(one.alignment.beads) - count
            for document in (one.alignment.source, one.alignment.target):
                self.replaced += sum(count_forbidden(text) for text in document.texts())
            for verdicts in one.verdicts.values():
                self.replaced += sum(count_forbidden(verdict.comment) for verdict in verdicts)
            yield one
