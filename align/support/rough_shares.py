"""Shares that a summary states roughly: "one in seven" for 14.8%, "three-quarters" for 76.3%, "a fifth" for ２割強."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from align.support.answers import rarity
from align.text.language import primary

if TYPE_CHECKING:
    from align.score.arrays import Floats

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=1,
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
_PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_COUNT = "|".join(_NUMBERS) + r"|\d{1,2}"
_FRACTION = re.compile(
    rf"\b(?:(?P<count>{_COUNT})[ -])?(?P<part>half|halves|(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)s?)\b"
    r"(?! (?:time|year|edition|place|floor|day|session|meeting|anniversary))",
    re.I,
)
_IN = re.compile(rf"\b(?P<count>{_COUNT})(?: [a-z-]+){{0,2}}? (?:in|out of|of)(?: every)? (?P<whole>{_COUNT})\b", re.I)
_TIMES = re.compile(r"\b(?P<word>doubl|twice|tripl|threefold|twofold|fourfold|quadrupl)\w*", re.I)
_FOLDS = {"doubl": 2.0, "twice": 2.0, "twofold": 2.0, "tripl": 3.0, "threefold": 3.0, "quadrupl": 4.0, "fourfold": 4.0}
_PERCENT = re.compile(r"\b(\d{1,3}(?:\.\d+)?) ?(?:%|per ?cent)")
_JAPANESE = re.compile(
    r"(?P<percent>\d{1,3}(?:\.\d+)?)(?:%|パーセント)|(?P<wari>\d{1,2}(?:\.\d+)?|[一二三四五六七八九])割(?:(?P<bu>\d)分)?"
    r"|(?P<whole>\d{1,2}|[二三四五六七八九十])分の(?P<count>\d{1,2}|[一二三四五六七八九])|(?P<half>半数|半分|半減|折半)"
    r"|(?P<fold>\d{1,2}(?:\.\d+)?|[二三四五])倍"
)
_KANJI = {letter: number for number, letter in enumerate("一二三四五六七八九十", start=1)}
_OFF = 0.12
"""Largest relative distance between a rough share and the exact one."""


def shared_shares(source: list[str], target: list[str], langs: tuple[str, str]) -> Floats:
    """Return float32[n, m]: weight of the shares that both sentences state, at least one of them in words.

    All is 0 for other languages than Japanese and English.
    """
    shared = np.zeros((len(source), len(target)), dtype=np.float32)
    held = [
        [_shares(text, primary(lang)) for text in texts] for texts, lang in zip((source, target), langs, strict=True)
    ]
    for column, stated in enumerate(held[1]):
        for value, rough in stated:
            rows = [
                row
                for row, some in enumerate(held[0])
                if any((rough or other_rough) and _near(value, other) for other, other_rough in some)
            ]
            shared[rows, column] += rarity(len(rows), len(source))
    return shared


def _near(first: float, second: float) -> bool:
    return abs(first - second) <= _OFF * max(first, second)


def _shares(text: str, lang: str) -> list[tuple[float, bool]]:
    """Return (share, whether it is stated in words) of each share in the text; 1.0 is the whole."""
    if lang == "ja":
        return [_japanese(match) for match in _JAPANESE.finditer(unicodedata.normalize("NFKC", text))]
    if lang != "en":
        return []
    found = [(float(match[1]) / 100, False) for match in _PERCENT.finditer(text)]
    for match in _FRACTION.finditer(text):
        part = match["part"].lower()
        part = "half" if part == "halves" else part.removesuffix("s")
        if match["count"] or part == "half" or text[match.end() :].startswith(" of "):
            found.append((_number(match["count"] or "one") / _PARTS[part], True))
    for match in _IN.finditer(text):
        count, whole = _number(match["count"]), _number(match["whole"])
        if 0 < count < whole:
            found.append((count / whole, True))
    found += [(_FOLDS[match["word"].lower()], True) for match in _TIMES.finditer(text)]
    return [(value, rough) for value, rough in found if value > 0]


def _number(word: str) -> float:
    return float(_NUMBERS.get(word.lower(), 0) or (float(word) if word.isdigit() else 0))


def _japanese(match: re.Match[str]) -> tuple[float, bool]:
    if match["percent"]:
        return float(match["percent"]) / 100, False
    if match["wari"]:
        return _kanji(match["wari"]) / 10 + float(match["bu"] or 0) / 100, True
    if match["whole"]:
        return _kanji(match["count"]) / _kanji(match["whole"]), True
    return (0.5, True) if match["half"] else (_kanji(match["fold"]), True)


def _kanji(text: str) -> float:
    return float(_KANJI[text]) if text in _KANJI else float(text)
