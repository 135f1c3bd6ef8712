"""Footnotes: small lines at the foot of a column that begin with the sign of a note."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from align.read.pdf.lines import Line

_SIGN = re.compile(
    r"[*＊†‡§※]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[(（]?注|\[[0-9]{1,3}\]|[(（]?[0-9０-９]{1,3}[)）.．]?[ 　]*(?=[^\s0-9０-９.,．，%％])"
)
_SMALL = 0.93
"""The size of a note against that of the text, at most."""


def begins_note(line: Line) -> bool:
    """True if a line begins with the sign of a note."""
    return _SIGN.match(line.text) is not None


def note_sign(text: str) -> tuple[str, str]:
    """The sign of a note and the rest: "¹ 規則を見よ。" gives "1" and "規則を見よ。"."""
    found = _SIGN.match(text)
    rest = text[found.end() :].strip() if found else ""
    if found is None or not rest or not text[: found.end()].strip(" 　.．)）"):
        return "", text
    return unicodedata.normalize("NFKC", found.group()).strip(), rest


def note_lines(lines: Sequence[Line], body: float) -> set[tuple[int, int]]:
    """The lines of notes, as (page, number). `body` is the font size of the text."""
    columns: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        columns[line.page, line.band].append(line)
    lowest: dict[int, float] = {}
    for line in lines:
        lowest[line.page] = min(line.base, lowest.get(line.page, line.base))
    found: set[tuple[int, int]] = set()
    for (page, _), column in columns.items():
        foot: list[Line] = []
        for line in reversed(column):
            if line.size > _SMALL * body or line.cells or line.cell or line.turned:
                break
            foot.append(line)
        while foot and not begins_note(foot[-1]):
            foot.pop()
        if foot and (len(foot) < len(column) or foot[-1].base < lowest[page] + 8 * body):
            found |= {(page, line.number) for line in foot}
    return found
