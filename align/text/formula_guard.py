"""Keeps text in CSV and TSV from being run as a formula by a spreadsheet program, and takes the guard off again."""

from __future__ import annotations

import re

_LIVE = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""Begins of cells that Excel may run; those with apostrophes before them get one more, so that the way back is sure."""


def guarded(text: str) -> str:
    """Return `text` with an apostrophe before it if a spreadsheet program could run it.

    >>> guarded("=1+1"), guarded("1+1"), guarded("'=1")
    ("'=1+1", '1+1', "''=1")
    """
    return f"'{text}" if _LIVE.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given.

    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded("''=1")
    ('=1+1', "'tis", "'=1")
    """
    return text[1:] if text.startswith("'") and _LIVE.match(text[1:]) else text
