"""Number words of both languages: 6兆8,219億, 二十三, "three hundred and twenty", "1.2 billion"."""

from __future__ import annotations

import re

_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
KANJI_DIGITS = "〇零一二三四五六七八九"
KANJI_NUMERALS = KANJI_DIGITS + "十百千万億兆"

_PIECE = re.compile(r"\d[\d,]*(?:\.\d+)?|[〇零一二三四五六七八九]+|[十百千]|[万億兆]")


def parse_japanese(text: str) -> tuple[float, float, bool] | None:
    """Return (number, quantum, scaled) of a Japanese numeral with folded digits, None if it is not one.

    >>> parse_japanese("6兆8,219億")
    (6821900000000, 100000000, True)
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
            if piece[0].isdigit() and piece[0] not in _DIGITS:
                plain = piece.replace(",", "")
                current = float(plain)
                step = 10.0 ** -(len(plain) - plain.index(".") - 1) if "." in plain else 1.0
            else:
                current = float("".join(str(_DIGITS[digit]) for digit in piece))
                step = 1.0
            quantum = step
    return tidy(total + section + (current or 0)), tidy(quantum), scaled


def tidy(number: float) -> float:
    """Whole numbers as int, others rounded to 12 digits, so that equal values are equal."""
    rounded = float(f"{number:.12g}")
    return int(rounded) if rounded.is_integer() else rounded


_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12,
    "tn": 10**12, "dozen": 12,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40,
    "fiftieth": 50, "hundredth": 100,
}  # fmt: skip
CARDINAL_WORDS = {**_UNITS, **_TENS}
ORDINAL_WORDS = _ORDINALS
NUMBER_WORD = "|".join(sorted([*CARDINAL_WORDS, *_ORDINALS, *SCALES], key=len, reverse=True))


def parse_english(words: list[str]) -> tuple[float, float, bool, bool] | None:
    """Return (number, quantum, scaled, ordinal) of lower-case number words, None if they are not one number.

    >>> parse_english(["three", "hundred", "and", "twenty", "first"])
    (321, 1, True, True)
    """
    total = 0.0
    current: float | None = None
    scaled = ordinal = False
    last = 1.0
    for word in words:
        if word in ("and", "a"):
            continue
        if ordinal:
            return None
        if word in SCALES:
            scale = SCALES[word]
            scaled = True
            if scale in (100, 12):
                current = (1 if current is None else current) * scale
            else:
                total += (1 if current is None else current) * scale
                current = None
            last = float(scale)
            continue
        if word in _ORDINALS:
            ordinal = True
            value = _ORDINALS[word]
        else:
            value = CARDINAL_WORDS[word]
        if current is None:
            current = value
        elif current >= 20 and current % 10 == 0 and 0 < value < 10:
            current += value
        elif current >= 100 and current % 100 == 0 and value < 100:
            current += value
        else:
            return None
        last = 1.0
    return tidy(total + (current or 0)), tidy(last), scaled, ordinal
