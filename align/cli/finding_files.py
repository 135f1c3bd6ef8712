"""Files of findings: which formats `align check` was asked for, and where they go."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import UsageError

if TYPE_CHECKING:
    from align.check.report import FileReport

NAME = "findings"
"""The name of a file in a folder that -o gives, without its suffix."""


def formats_of(names: str, out: str) -> tuple[str, ...]:
    """Return the formats that --to names ("html, TSV"), each once; without --to the one of the suffix of `out`.

    Raises UsageError for an unknown name, for a file whose suffix says no format, and for several
    formats in one file.
    """
    from align.check.report import WRITERS

    found = tuple(dict.fromkeys(name for part in names.split(",") if (name := part.strip().lower())))
    for name in found:
        if name not in WRITERS:
            raise UsageError(f"no format is called {name!r}", place="--to", cure=f"use {', '.join(WRITERS)}")
    if out == "-":
        if len(found) > 1:
            raise UsageError(f"{len(found)} formats and one stdout", place="-o", cure="give -o DIR/")
        return found
    if not found:
        suffix = Path(out).suffix.lower().removeprefix(".")
        suffix = "html" if suffix == "htm" else suffix
        if suffix not in WRITERS:
            raise UsageError("which format?", place="--to", cure=f"use {', '.join(WRITERS)}, or such a suffix with -o")
        return (suffix,)
    if len(found) > 1 and not _is_folder(out):
        raise UsageError(f"{len(found)} formats and one file", place="-o", cure="give one format, or -o DIR/")
    return found


def write(reports: Sequence[FileReport], format: str, out: str, *, raw: bool) -> None:
    """Write one format to stdout ("-"), to a file, or as findings.SUFFIX to a folder."""
    from align.check.report import WRITERS, write_tsv
    from align.files import write_whole

    stream = io.StringIO(newline="")
    if format == "tsv":
        write_tsv(reports, stream, raw=raw)
    else:
        WRITERS[format](reports, stream)
    if out == "-":
        sys.stdout.write(stream.getvalue())
        return
    path = Path(out, f"{NAME}.{format}") if _is_folder(out) else Path(out)
    write_whole(path, stream.getvalue().encode("utf-8"))
    count = sum(len(report.rows) for report in reports)
    print(f"align: {count} finding{'s' * (count != 1)} in {path}", file=sys.stderr)


def _is_folder(out: str) -> bool:
    return out.endswith("/") or Path(out).is_dir()
