"""Small characters beside larger ones: furigana is taken off, raised numbers become superscripts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from align.read.pdf.glyphs import Piece
from align.text.raised import superscript

_KANA = re.compile("[\u3041-\u30ff\u2026・ー\\s]+")
_RAISED = re.compile(r"[0-9+\-−()*,]{1,6}[)）]?")
_SMALL = 0.75
_RUBY = 0.62
"""The size of furigana against that of its line, at most."""


def without_furigana(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces without the small kana that stand close above other characters, and those."""
    tallest = max((piece.size for piece in pieces), default=0.0)
    if not any(piece.size <= _RUBY * tallest for piece in pieces):
        return list(pieces), []
    ordered = sorted(pieces, key=lambda piece: piece.base)
    bases = [piece.base for piece in ordered]
    kept: list[Piece] = []
    ruby: list[Piece] = []
    for piece in pieces:
        (ruby if _is_furigana(piece, ordered, bases, tallest) else kept).append(piece)
    return kept, ruby


def _is_furigana(piece: Piece, ordered: list[Piece], bases: list[float], tallest: float) -> bool:
    if not _KANA.fullmatch(piece.text) or piece.size > _RUBY * tallest or len(piece.text) > 30:
        return False
    middle = (piece.left + piece.right) / 2
    first = bisect_left(bases, piece.base - 3 * piece.size)
    for other in ordered[first : first + 400]:
        if other.base >= piece.base:
            return False
        step = piece.base - other.base
        reach = (piece.size + other.size) / 2
        over = other.left - piece.size < middle < other.right + piece.size
        if piece.size <= _RUBY * other.size and over and 0.6 * reach < step < 1.25 * reach:
            return True
    return False


def raised(text: str, size: float, base: float, main: Piece) -> str:
    """The text of a piece as superscript if it is a small number whose foot stands above that of its line."""
    foot = base - size / 2 - (main.base - main.size / 2)
    if size > _SMALL * main.size or foot < 0.1 * main.size or not _RAISED.fullmatch(text):
        return text
    return superscript(text)
