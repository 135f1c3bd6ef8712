"""Raised numbers as Unicode writes them: 10⁶."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[0-9+\-−()]{1,4}")
_SIGNS = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")


def raised(text: str) -> str:
    """Return a number of at most four signs in raised signs, so that 10 and 6 stay apart; other text as it is."""
    return superscript(text) if _NUMBER.fullmatch(text) else text


def superscript(text: str) -> str:
    """Return the text with all digits, signs and brackets raised."""
    return text.translate(_SIGNS)
