"""Full-width characters to half-width ones, one code point for one, so that spans stay true."""

from __future__ import annotations

_TABLE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TABLE.update({ord(dash): ord("-") for dash in "‐‑‒–—―−"})
_TABLE.update({ord("　"): ord(" "), ord("〜"): ord("~"), ord("’"): ord("'"), ord("○"): ord("〇")})


def fold(text: str) -> str:
    """The text with half-width letters, digits and signs, and "-" for every dash."""
    return text.translate(_TABLE)
