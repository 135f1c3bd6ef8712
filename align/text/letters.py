"""Japanese letters and signs."""

from __future__ import annotations

import re

JAPANESE = "[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003fffd]"
"""A regular expression for one kana, kanji or Japanese punctuation mark, in either width."""

_JAPANESE = re.compile(JAPANESE)


def is_japanese(character: str) -> bool:
    """True for kana, kanji and Japanese punctuation, in either width."""
    return bool(_JAPANESE.match(character))
