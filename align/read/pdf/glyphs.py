"""The characters of a page -> pieces: characters side by side on one line."""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from align.read.pdf.rules import Rule, rules_of

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage
    from pypdfium2.raw import FS_RECTF

MOST_CHARS = 400_000
"""Only this many characters of a page are read."""

_SOMETIMES_GENERATED = frozenset({0, 2, 10, 13, 32, 0xFFFE})
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\x02": "-", "\ufffe": "-"}
)
"""Ligatures -> letters. pdfium reports the hyphen at a line's end as U+0002 or U+FFFE."""

_WIDE_GAP = 1.0
"""Characters. A wider gap ends a piece: the gutter between two columns may be no wider."""
_SPACE = 0.6
"""Characters. A gap that is a space where pdfium reports none."""
_LATIN_SPACE = 0.15
"""The same in text on its side, where pdfium reports no space at all."""
_SAME_SIZE = 0.8
_NARROW = "、。，．」』）〕】"
"""Signs whose boxes are half as high in vertical writing: a gap behind them is no space."""
_NUMBERING = re.compile(r"[0-9０-９]{1,2}[.．]?|[ア-ン]|[・•]")


@dataclass(slots=True)
class Piece:
    """Characters side by side, with their box in points (y grows upwards) and their font size."""

    text: str
    left: float
    right: float
    base: float
    """Height of the line above the bottom of the page."""
    size: float
    order: int = 0
    """Its place in the order in which the file draws the page."""
    turn: int = 0
    """1 or 3 for a text that lies on its side and runs upwards or downwards."""


class _Glyph(NamedTuple):
    char: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    generated: bool
    turn: int = 0


@dataclass(frozen=True, slots=True)
class PageText:
    """The pieces of a page in the order of its content, and properties of the page."""

    pieces: tuple[Piece, ...]
    width: float
    height: float
    vertical: bool
    unreadable: int
    """The number of characters whose font does not map them to Unicode."""
    chars: int
    rules: tuple[Rule, ...] = ()
    """Its ruling lines."""


def page_text(page: PdfPage) -> PageText:
    """Read a page: text at multiples of 90° is turned level, watermarks aslant are skipped."""
    width, height = page.get_size()
    if page.get_rotation() % 180:
        width, height = height, width
    textpage = page.get_textpage()
    try:
        glyphs, turns, unreadable = _glyphs(textpage, page)
    finally:
        textpage.close()
    rules = rules_of(page)
    turn = max(turns, key=lambda key: turns[key]) if turns else 0
    if turn:
        glyphs = [_rotated(glyph, turn, width, height) for glyph in glyphs]
        rules = [_turned(rule, turn, width, height) for rule in rules]
        if turn in (1, 3):
            width, height = height, width
    vertical = _is_vertical(glyphs)
    if vertical:
        glyphs = [_as_horizontal(glyph, height) for glyph in glyphs]
        rules = [Rule(height - one.top, one.left, height - one.bottom, one.right) for one in rules]
        width, height = height, width
    rules = [one for one in rules if _is_inside(one, width, height)]
    walls = sorted(one for one in rules if one.is_upright)
    sideways = [] if vertical else [piece for turn in (1, 3) for piece in _sideways(glyphs, turn, width, height)]
    if sideways:
        glyphs = [glyph for glyph in glyphs if glyph.generated or glyph.turn % 2 == 0]
    pieces = (*_pieces(glyphs, vertical, walls), *sideways)
    return PageText(pieces, width, height, vertical, unreadable, len(glyphs), tuple(rules))


def _glyphs(textpage: PdfTextPage, page: PdfPage) -> tuple[list[_Glyph], dict[int, int], int]:
    """The characters with their boxes, the count by quarter turns, and the unreadable ones."""
    from pypdfium2 import raw

    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    left0, bottom0 = page.get_cropbox()[:2]
    found: list[_Glyph] = []
    turns: dict[int, int] = {}
    unreadable = turn = 0
    tall, size, aslant = -1.0, 1.0, False
    handle = textpage.raw
    for index in range(min(textpage.count_chars(), MOST_CHARS)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in _SOMETIMES_GENERATED and raw.FPDFText_IsGenerated(handle, index) == 1:
            found.append(_Glyph(" " if code == 32 else "\n", 0, 0, 0, 0, 0, True))
            continue
        if code == 0 or code == 0xFFFD or 0xE000 <= code < 0xF900:
            unreadable += 1
        if not raw.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(box)):
            continue
        if abs(box.top - box.bottom - tall) > 0.001 or index % 200 == 0:  # same height: same font
            tall = box.top - box.bottom
            raw.FPDFText_GetMatrix(handle, index, ctypes.byref(matrix))
            size = raw.FPDFText_GetFontSize(handle, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
            angle = math.degrees(math.atan2(matrix.b, matrix.a))
            turn = round(angle / 90) % 4
            aslant = abs(angle - 90 * round(angle / 90)) > 5 or not 1 <= size < 500
        if aslant:
            continue
        turns[turn] = turns.get(turn, 0) + 1
        char = chr(code).translate(_LIGATURES) if 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000 else "\ufffd"
        if 0xD800 <= code < 0xE000:
            char = chr(code)
        if _finite(box):
            found.append(
                _Glyph(
                    char,
                    box.left - left0,
                    box.right - left0,
                    box.bottom - bottom0,
                    box.top - bottom0,
                    size,
                    False,
                    turn,
                )
            )
    return found, turns, unreadable


def _finite(box: FS_RECTF) -> bool:
    return bool(-1e6 < box.left < 1e6 and -1e6 < box.right < 1e6 and -1e6 < box.bottom < 1e6 and -1e6 < box.top < 1e6)


def _rotated(glyph: _Glyph, turn: int, width: float, height: float) -> _Glyph:
    """The glyph turned level: its text ran upwards (1), upside down (2) or downwards (3)."""
    if glyph.generated:
        return glyph
    box = _turned(Rule(glyph.left, glyph.bottom, glyph.right, glyph.top), turn, width, height)
    return _Glyph(glyph.char, box.left, box.right, box.bottom, box.top, glyph.size, False, (glyph.turn - turn) % 4)


def _sideways(glyphs: list[_Glyph], turn: int, width: float, height: float) -> list[Piece]:
    """The pieces that lie on their side and run upwards (1) or downwards (3), with their boxes on the page.

    One or two characters are signs that a program turned within its text, and no text of their own.
    """
    if not any(glyph.turn == turn for glyph in glyphs):
        return []
    own = [glyph for glyph in glyphs if (glyph.char == " " if glyph.generated else glyph.turn == turn)]
    level = [_rotated(glyph, turn, width, height) for glyph in own]
    found = []
    for piece in _pieces(level, False, (), _LATIN_SPACE):
        half = piece.size / 2
        box = _turned(Rule(piece.left, piece.base - half, piece.right, piece.base + half), 4 - turn, height, width)
        side = turn if len(piece.text) > 2 else 0
        found.append(Piece(piece.text, box.left, box.right, (box.bottom + box.top) / 2, piece.size, piece.order, side))
    return found


def _turned(box: Rule, turn: int, width: float, height: float) -> Rule:
    """A box of a page that is turned by quarters until its text is level."""
    left, bottom, right, top = box
    if turn == 1:
        return Rule(bottom, width - right, top, width - left)
    if turn == 2:
        return Rule(width - right, height - top, width - left, height - bottom)
    return Rule(height - top, left, height - bottom, right)


def _is_inside(rule: Rule, width: float, height: float) -> bool:
    """True for a rule on the page; marks for cutting stand outside."""
    return min(rule.left, rule.bottom) > -5 and rule.right < width + 5 and rule.top < height + 5


def _is_vertical(glyphs: list[_Glyph]) -> bool:
    """True if most characters follow each other downwards."""
    down = across = 0
    before: _Glyph | None = None
    for glyph in glyphs:
        if glyph.generated or glyph.char.isspace():
            continue
        if before is not None:
            step_x = (glyph.left + glyph.right - before.left - before.right) / 2
            step_y = (glyph.bottom + glyph.top - before.bottom - before.top) / 2
            if abs(step_x) < 0.3 * glyph.size and -1.8 * glyph.size < step_y < -0.4 * glyph.size:
                down += 1
            elif abs(step_y) < 0.3 * glyph.size and 0 < step_x < 2 * glyph.size:
                across += 1
        before = glyph
    return down > 8 and down > 2 * across


def _as_horizontal(glyph: _Glyph, height: float) -> _Glyph:
    """A glyph of vertical writing as if its line ran from left to right, the first line on top."""
    if glyph.generated:
        return glyph if glyph.char == " " else _Glyph("", 0, 0, 0, 0, 0, True)
    middle = (glyph.left + glyph.right) / 2
    half = glyph.size / 2
    return _Glyph(
        glyph.char, height - glyph.top, height - glyph.bottom, middle - half, middle + half, glyph.size, False
    )


def _pieces(glyphs: list[_Glyph], vertical: bool, walls: Sequence[Rule], space: float = _SPACE) -> list[Piece]:
    """Cut the characters at the end of a line, at a wide gap, at a new size and where the next is not beside it.

    A wall, which is an upright rule, cuts them too. `walls` are sorted from left to right.

    pdfium reports no spaces in vertical writing: there, a gap after a numbering becomes one.
    """
    pieces: list[Piece] = []
    run: list[_Glyph] = []
    chars: list[str] = []
    for glyph in [*glyphs, _Glyph("\n", 0, 0, 0, 0, 0, True)]:
        if glyph.generated and glyph.char not in " \n":
            continue
        if glyph.generated and glyph.char == " ":
            chars += [" "] if chars else []
            continue
        if run and (glyph.generated or _ends(run[-1], glyph) or (walls and _is_walled(run[-1], glyph, walls))):
            piece = _piece(run, chars, len(pieces))
            pieces += [piece] if piece.text else []
            run, chars = [], []
        if glyph.generated or (not run and glyph.char.isspace()):
            continue
        if run and chars[-1] != " ":
            step = glyph.left - run[-1].right
            numbered = vertical and step > 0.15 * glyph.size and len(chars) < 4
            after_sign = vertical and chars[-1] in _NARROW
            if (step > space * glyph.size and not after_sign) or (numbered and _NUMBERING.fullmatch("".join(chars))):
                chars.append(" ")
        chars.append(glyph.char)
        if not glyph.char.isspace():
            run.append(glyph)
    return pieces


def _ends(last: _Glyph, glyph: _Glyph) -> bool:
    """True if a character does not continue the piece that ends with `last`."""
    if glyph.char.isspace():
        return False
    step = glyph.left - last.right
    level = abs((glyph.bottom + glyph.top - last.bottom - last.top) / 2)
    height = max(last.size, glyph.size)
    other_size = min(last.size, glyph.size) < _SAME_SIZE * height
    return other_size or level > 0.6 * height or step > _WIDE_GAP * height or step < -0.7 * height


def _is_walled(last: _Glyph, glyph: _Glyph, walls: Sequence[Rule]) -> bool:
    """True if an upright rule stands between two characters."""
    if glyph.char.isspace():
        return False
    slack = 0.25 * glyph.size
    middle = (glyph.bottom + glyph.top) / 2
    for wall in walls[bisect_left(walls, (last.right - slack,)) :]:
        if wall.left > glyph.left + slack:
            return False
        if wall.bottom - 1 < middle < wall.top + 1:
            return True
    return False


def _piece(run: list[_Glyph], chars: list[str], order: int) -> Piece:
    text = "".join(chars).strip().encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    first, last = run[0], run[-1]
    size = max(glyph.size for glyph in run)
    return Piece(text, first.left, last.right, (first.bottom + first.top) / 2, size, order)
