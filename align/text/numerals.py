"""Japanese and Roman numerals, read and written."""

from __future__ import annotations

import re
from typing import NamedTuple

KANJI_DIGITS = "〇零一二三四五六七八九"
_ONES = "一二三四五六七八九"
_DIGITS = {digit: value for value, digit in enumerate("〇" + _ONES)} | {"零": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_PIECE = re.compile(r"\d[\d,]*(?:\.\d+)?|[〇零一二三四五六七八九]+|[十百千]|[万億兆]")
_ROMAN = {"M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5,
          "IV": 4, "I": 1}  # fmt: skip
VULGAR = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5, "⅘": 4 / 5,
          "⅙": 1 / 6, "⅚": 5 / 6, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8}  # fmt: skip
"""Fractions that are one character."""


class Numeral(NamedTuple):
    """A numeral that was read."""

    number: float
    quantum: float
    """The size of the last digit that is written: 10**8 for 6兆8,219億."""
    scaled: bool
    """True if a power of ten is written as a sign or word: 億, "million"."""


def japanese_numeral(text: str) -> Numeral | None:
    """Read a Japanese numeral with half-width digits; None if the text is not one numeral.

    >>> japanese_numeral("6兆8,219億")
    Numeral(number=6821900000000, quantum=100000000, scaled=True)
    """
    total = section = 0.0
    current: float | None = None
    step = quantum = 1.0
    scaled = False
    for piece in _PIECE.findall(text):
        if piece in _SMALL:
            section += (1 if current is None else current) * _SMALL[piece]
            quantum = step * _SMALL[piece] if current is not None else _SMALL[piece]
            current, step, scaled = None, 1.0, True
        elif piece in _LARGE:
            if current is None and not section:
                if total:
                    return None
                section = 1.0
            quantum = step * _LARGE[piece] if current is not None else (quantum or 1) * _LARGE[piece]
            total += (section + (current or 0)) * _LARGE[piece]
            current, section, step, scaled = None, 0.0, 1.0, True
        else:
            if current is not None:
                return None
            current, step = _digits(piece)
            quantum = step
    return Numeral(tidy(total + section + (current or 0)), tidy(quantum), scaled)


def _digits(piece: str) -> tuple[float, float]:
    """The value of a run of digits, and the size of its last digit."""
    if piece[0] in _DIGITS:
        return float("".join(str(_DIGITS[digit]) for digit in piece)), 1.0
    plain = piece.replace(",", "")
    return float(plain), 10.0 ** -(len(plain) - plain.index(".") - 1) if "." in plain else 1.0


def whole_number(text: str) -> int:
    """The whole number that a Japanese numeral names; 0 if the text is not one numeral.

    >>> whole_number("二十三"), whole_number("二〇二六"), whole_number("15")
    (23, 2026, 15)
    """
    if text.isdecimal():
        return int(text)
    numeral = japanese_numeral(text)
    return int(numeral.number) if numeral else 0


def tidy(number: float) -> float:
    """Whole numbers as int, others rounded to 12 significant digits: equal values compare equal."""
    rounded = float(f"{number:.12g}")
    return int(rounded) if rounded.is_integer() else rounded


def kanji_numeral(number: int) -> str:
    """A number from 0 to 99 in kanji; a smaller one is written as 0.

    >>> kanji_numeral(0), kanji_numeral(10), kanji_numeral(21)
    ('〇', '十', '二十一')
    """
    tens, ones = divmod(max(0, number), 10)
    head = "" if not tens else "十" if tens == 1 else _ONES[tens - 1] + "十"
    return head + (_ONES[ones - 1] if ones else "") or "〇"


def roman_numeral(number: int) -> str:
    """A number from 1 to 3999 in capital Roman numerals.

    >>> roman_numeral(14), roman_numeral(1999)
    ('XIV', 'MCMXCIX')
    """
    out = ""
    for sign, value in _ROMAN.items():
        out += sign * (number // value)
        number %= value
    return out


def roman_value(text: str) -> int:
    """The number that a Roman numeral names, in either case; 0 if another letter stands in it.

    >>> roman_value("xiv"), roman_value("IX"), roman_value("vax")
    (14, 9, 0)
    """
    values = [_ROMAN.get(letter, 0) for letter in text.upper()]
    if not all(values):
        return 0
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(value if value >= following else -value for value, following in pairs)
