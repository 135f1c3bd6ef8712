"""A reviewer's file -> verdicts: one format a file, behind one table.

`read` gives what the file says, `plan` says what of it is new. Neither writes: `align.cli.merge` puts the plan's
verdicts into the review store.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from align.errors import FormatError
from align.exchange.merge.plan import MergeReport, Outcome, Review, plan
from align.exchange.merge.rows import Reviewed, ReviewedRow

READERS: dict[str, str] = {
    ".xlsx": "align.exchange.merge.xlsx",
    ".docx": "align.exchange.merge.docx",
    ".xlf": "align.exchange.merge.xliff",
    ".xliff": "align.exchange.merge.xliff",
}

__all__ = ["READERS", "MergeReport", "Outcome", "Review", "Reviewed", "ReviewedRow", "plan", "read"]


class Reader(Protocol):
    """What a format's module offers."""

    def read(self, path: Path) -> Reviewed:
        """Read the file. Raises FormatError."""


def read(path: Path) -> Reviewed:
    """Read a reviewer's file by its suffix. Raises FormatError for another format and for one without our rows."""
    name = READERS.get(path.suffix.lower())
    if name is None:
        cure = f"save it as one of {', '.join(READERS)}"
        raise FormatError(f"{path.suffix or 'no suffix'} is no format that can be merged", place=str(path), cure=cure)
    if not path.is_file():
        raise FormatError("no such file", place=str(path), cure="check the path")
    reviewed = cast(Reader, import_module(name)).read(path)
    if not reviewed.rows:
        cure = "give a file that `align export` wrote as xlsx, docx or xliff"
        raise FormatError("no table with the columns ID and Verdict", place=str(path), cure=cure)
    return reviewed
