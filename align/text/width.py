"""How wide a text is when it is shown."""

from __future__ import annotations

import re
import unicodedata

_TWO_COLUMNS = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6①-⓿■-◯★☆※→←↑↓…‥“”‘’×÷±°§¶\U00020000-\U0003fffd]"
)


def columns(text: str) -> int:
    """Columns in a Japanese fixed-width face, where signs such as “ or ① also take two.

    >>> columns("abc"), columns("日本"), columns("①")
    (3, 4, 2)
    """
    return len(text) if text.isascii() else len(text) + len(_TWO_COLUMNS.findall(text))


def wide_characters(text: str) -> int:
    """How many characters are wide in every font (East Asian Width W or F); “ and ① are not.

    >>> wide_characters("abc"), wide_characters("日本"), wide_characters("①")
    (0, 2, 0)
    """
    return 0 if text.isascii() else sum(unicodedata.east_asian_width(character) in "WF" for character in text)


def cut(text: str, room: int) -> str:
    """Return the text, cut to `room` columns of a terminal with "…" as its last character if it is wider.

    >>> cut("日本語", 5), cut("日本語", 6), cut("abcdef", 4)
    ('日本…', '日本語', 'abc…')
    """
    if len(text) + wide_characters(text) <= room:
        return text
    kept, left = 0, room - 1
    for character in text:
        left -= 1 + wide_characters(character)
        if left < 0:
            break
        kept += 1
    return text[:kept] + "…"
