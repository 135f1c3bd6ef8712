"""What a reviewer's file says, in whatever format: one row a bead, as the reviewer left it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
_HEADS = ("id", "source", "target", "verdict", "comment", "reviewer", "key")
"""Heads of the columns, in lower case. Only those that the file has are read."""
_NO_NAMES = ("", "align", "openpyxl", "author", "unknown", "unknown author")
"""Authors that programs write where they know nobody, in lower case."""


@dataclass(frozen=True)
class ReviewedRow:
    """One row.

    None means that the file has no such column, an empty text that the cell is empty.
    """

    place: str
    """For messages: "sheet 2026-01-15, row 12"."""
    id: str = ""
    key: str = ""
    digests: str = ""
    """As `row_digests` wrote them; empty where they are lost."""
    verdict: str | None = None
    comment: str | None = None
    source: str | None = None
    target: str | None = None
    reviewer: str | None = None
    remarks: tuple[tuple[str, str], ...] = ()
    """(author, text) of comments outside the comment cell, such as Word's; the author may be
    empty."""
    note: str = ""
    """What is wrong with the row, for the report."""


@dataclass(frozen=True)
class Reviewed:
    """A reviewer's file."""

    rows: tuple[ReviewedRow, ...]
    reviewer: str = ""
    """The name that the file gives; empty if it gives none."""

    def since(self, original: Reviewed) -> Reviewed:
        """Return the rows without the verdicts and comments that the original file has for the same ids.

        An original that was not written by `align export` may hold notes and states of its own,
        which nobody edited.
        """
        before = {row.id or row.place: row for row in original.rows if not row.digests}
        return replace(self, rows=tuple(_since(row, before.get(row.id or row.place)) for row in self.rows))


def review_columns(cells: Iterable[str]) -> dict[str, int]:
    """Return head -> index if this is the row of heads of a table for review, else nothing.

    It needs an id or a key, and a verdict or a comment. "Source (ja)" is the head "source".
    """
    found: dict[str, int] = {}
    for place, text in enumerate(cells):
        head = text.strip().lower().partition(" (")[0]
        if head in _HEADS:
            found.setdefault(head, place)
    return found if {"id", "key"} & found.keys() and {"verdict", "comment"} & found.keys() else {}


def _since(row: ReviewedRow, before: ReviewedRow | None) -> ReviewedRow:
    if before is None:
        return row
    return replace(
        row,
        verdict=None if row.verdict == before.verdict else row.verdict,
        comment=None if row.comment == before.comment else row.comment,
        remarks=tuple(remark for remark in row.remarks if remark not in before.remarks),
    )


def author_name(author: str) -> str:
    """Return the author of a comment; empty for `align` and for names that stand for nobody."""
    return "" if author.strip().casefold() in _NO_NAMES else author.strip()


def unescape_office(text: str) -> str:
    """Return `text` without Office's escape for an underscore before a code.

    "_x005F_x0041_" is "_x0041_". openpyxl leaves the escape in inline strings, and LibreOffice
    writes it into DOCX too.
    """
    return _ESCAPED.sub("_", text)
