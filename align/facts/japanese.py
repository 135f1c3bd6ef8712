"""Dates, times, quantities and designations of a Japanese text.

One regular expression finds where a fact may start. A second one finds its form, and the reader of
that form gives the facts.
"""

from __future__ import annotations

import re

from align.facts.japanese_dates import DATE_READERS
from align.facts.japanese_numbers import NUMBER_READERS
from align.facts.japanese_patterns import (
    CLOCK_POINT,
    DIGIT,
    ERA,
    ERA_DOTS,
    ERAS,
    KANJI,
    KANJI_POINT,
    LATIN,
    LEGAL,
    LEGAL_DIGITS,
    NUMERALS,
    PLACE,
    POINT,
    RATIO_POINT,
    ROMAN,
    ROMAN_DIGITS,
    SPACED,
    WEEKDAY,
    WORD,
    ZONES,
)
from align.facts.readers import FactList, FactReader, Match, RawFact
from align.facts.values import DateValue, TimeValue
from align.model import Fact
from align.text.folding import fold
from align.text.numerals import roman_value

_DECIMAL = str.maketrans("〇零一二三四五六七八九・", "00123456789.")
_UNUSUAL = re.compile(r"[壱弐参拾萬Ⅰ-Ⅹ]|\d \d{3}|第[IVX]")
_LATIN_CLOCK = re.compile(r"([AP])[Mm](\d{1,2}):([0-5]\d)", re.I)


def _form_at(text: str, place: int) -> Match | None:
    letter = text[place]
    if letter.isascii():
        return DIGIT.match(text, place) if letter.isdigit() else LATIN.match(text, place)
    if letter in NUMERALS:
        return KANJI.match(text, place)
    if letter in "令平昭":
        return ERA.match(text, place)
    if letter in "正治":
        found = ERA.match(text, place - 1) if place else None
        return found or WORD.match(text, place)
    if letter == "曜":
        return WEEKDAY.match(text, place - 1) if place else None
    return WORD.match(text, place)


def japanese_facts(text: str) -> tuple[Fact, ...]:
    """The dates, times, quantities and designations of a Japanese text, in order."""
    folded = _points(fold(text))
    found = FactList(text, folded, _zone)
    place = 0
    while near := PLACE.search(folded, place):
        place = near.end()
        match = _form_at(folded, near.start())
        if match is None:
            continue
        place = max(place, match.end())
        reader = _READERS.get(match.lastgroup or "")
        if reader is None:
            continue
        place = max(place, found.add(reader(folded, match)))
    return tuple(found.facts)


def _points(folded: str) -> str:
    """The text with plain signs for numbers in an unusual form; each character keeps its place.

    A middle dot that stands for one becomes "." or ":", 壱 becomes 一, Ⅲ in 第Ⅲ章 becomes 3, and a
    space between groups of digits becomes a comma.
    """
    if "・" in folded:
        folded = KANJI_POINT.sub(lambda match: match[0].translate(_DECIMAL), folded)
        folded = RATIO_POINT.sub(lambda match: match[0].replace("・", "."), folded)
        folded = POINT.sub(".", CLOCK_POINT.sub(":", folded))
    if _UNUSUAL.search(folded):
        folded = LEGAL.sub(lambda match: match[0].translate(LEGAL_DIGITS), folded)
        folded = ROMAN.sub(_roman, folded)
        folded = SPACED.sub(lambda match: match[0].replace(" ", ","), folded)
    return folded


def _roman(match: Match) -> str:
    """The value of a Roman numeral in as many characters as it has."""
    if match[0].isascii():
        return "十" if match[0] == "X" else str(roman_value(match[0])).zfill(len(match[0]))
    return match[0].translate(ROMAN_DIGITS)


def zones(text: str) -> set[str]:
    """The time zones that a Japanese text names: "JST", "local", "ET" and so on."""
    named = {match[0] for match in _ZONE_NAMES.finditer(text)}
    found = {"UTC" if name in ("UTC", "GMT") else name for name in named}
    if "時" not in text:
        return found
    return found | {
        zone for word, zone in ZONES.items() if word in text and not (word == "東部時間" and "米東部時間" in text)
    }


_ZONE_NAMES = re.compile(r"(?<![A-Za-z])(?:JST|UTC|GMT)(?![A-Za-z])")


def _zone(folded: str) -> str:
    if "時間" in folded or "標準時" in folded or "世界時" in folded:
        for word, zone in ZONES.items():
            if word in folded:
                return zone
    return ""


def _latin(_text: str, match: Match) -> list[RawFact]:
    if clock := _LATIN_CLOCK.fullmatch(match[0]):
        hour = int(clock[2]) % 12 + (12 if clock[1] in "Pp" else 0)
        return [("time", TimeValue(hour, int(clock[3])), match.start(), match.end())]
    if dotted := ERA_DOTS.fullmatch(match[0]):
        month, day = int(dotted[3]), int(dotted[4]) if dotted[4] else None
        if month <= 12 and (day or 1) <= 31:
            value = DateValue(ERAS[dotted[1]] + int(dotted[2]), month, day, era=True)
            return [("date", value, match.start(), match.end())]
    return [("acronym", match[0].casefold().rstrip("."), match.start(), match.end())]


def _version(_text: str, match: Match) -> list[RawFact]:
    return [("acronym", match[0], match.start(), match.end())]


_READERS: dict[str, FactReader] = {
    **DATE_READERS,
    **NUMBER_READERS,
    "latin": _latin,
    "version": _version,
}
