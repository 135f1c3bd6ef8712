"""A mark of what a reviewer's file showed when it was written, so that a merge sees what they changed and what not.

Five groups of six hexadecimal digits, for verdict, comment, source, target and reviewer. Without it a verdict that was
already in the file, and has changed in the store since, would come back as this reviewer's own.
"""

from __future__ import annotations

import hashlib
import re

from align.exchange.characters import xml_text
from align.exchange.rows import Row

FIELDS = ("verdict", "comment", "source", "target", "reviewer")
_MARK = re.compile(r"[0-9a-f]{6}(-[0-9a-f]{6}){4}")


def mark(row: Row) -> str:
    """Return the mark that goes into the file beside the row."""
    stands = row.standing
    return "-".join(map(digest, (stands.decision, stands.comment, row.source, row.target, stands.reviewer)))


def read_mark(text: str) -> dict[str, str]:
    """Return the digests by field; empty where `text` holds no mark."""
    found = _MARK.search(text)
    return dict(zip(FIELDS, found[0].split("-"), strict=True)) if found else {}


def digest(text: str) -> str:
    """Six hexadecimal digits of a cell's text; white space counts as one space, for office programs change it."""
    return hashlib.sha256(settle(text).encode()).hexdigest()[:6]


def settle(text: str) -> str:
    """`text` as it survives an office program: white space folded, forbidden characters made visible."""
    return " ".join(xml_text(text).split())
