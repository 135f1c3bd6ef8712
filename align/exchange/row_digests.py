"""Digests of what a row showed when it was written, so that a merge sees which cells were edited.

A reviewer's file may hold verdicts of other people. If a merge compared the cells with the store, a
verdict that has changed in the store since would look like an edit of this reviewer.

The digests are five groups of six hexadecimal digits, for verdict, comment, source, target and
reviewer.
"""

from __future__ import annotations

import hashlib
import re

from align.exchange.characters import xml_text
from align.exchange.rows import Row

FIELDS = ("verdict", "comment", "source", "target", "reviewer")
_BREAK_CODES = re.compile(r"_x00(?:0[9AaDd])_")
DIGESTS = re.compile(r"\b[0-9a-f]{6}(?:-[0-9a-f]{6}){4}\b")


def row_digests(row: Row) -> str:
    """Return the digests of a row as they go into the file."""
    review = row.review
    return "-".join(map(cell_digest, (review.decision, review.comment, row.source, row.target, review.reviewer)))


def parse_digests(text: str) -> dict[str, str]:
    """Return the digests by field; empty where `text` holds none."""
    found = DIGESTS.search(text)
    return dict(zip(FIELDS, found[0].split("-"), strict=True)) if found else {}


def cell_digest(text: str) -> str:
    """Return six hexadecimal digits of a normalized cell."""
    return hashlib.sha256(normalize_cell(text).encode()).hexdigest()[:6]


def normalize_cell(text: str) -> str:
    """Return `text` with single spaces and with forbidden characters made visible.

    Office programs and CAT tools change white space, so it cannot tell an edit.
    """
    return " ".join(xml_text(text).split())


def without_artefacts(text: str) -> str:
    """Return `text` without the codes that Excel writes for line breaks and tabs from other systems."""
    return _BREAK_CODES.sub(" ", text)
