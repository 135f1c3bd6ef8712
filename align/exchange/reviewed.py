"""What a reviewer's file says, in whatever format: one row a bead, as the reviewer left it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
_NO_NAMES = ("", "align", "openpyxl", "author", "unknown", "unknown author")
"""Authors that programs write where they know nobody, in lower case."""


@dataclass(frozen=True)
class ReviewedRow:
    """One row. None means that the file has no such column, an empty string that the cell is empty."""

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
    """(author, text) of comments outside the comment cell, such as Word's; the author may be empty."""
    note: str = ""
    """What is wrong with the row, for the report."""


@dataclass(frozen=True)
class Reviewed:
    """A reviewer's file."""

    rows: tuple[ReviewedRow, ...]
    reviewer: str = ""
    """The name that the file gives; empty if it gives none."""


def author_name(author: str) -> str:
    """Return the author of a comment; empty for `align` itself and for names that stand for nobody."""
    return "" if author.strip().casefold() in _NO_NAMES else author.strip()


def unescape_office(text: str) -> str:
    """Return `text` without Office's escape for an underscore before a code: "_x005F_x0041_" is "_x0041_".

    openpyxl leaves the escape in inline strings, and LibreOffice writes it into DOCX too.
    """
    return _ESCAPED.sub("_", text)
