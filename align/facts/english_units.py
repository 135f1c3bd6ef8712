"""What stands beside an English number: its unit, what it is given for, its bound."""

from __future__ import annotations

import re
from typing import NamedTuple

from align.facts import units
from align.facts.english_number_words import CARDINAL_WORDS
from align.facts.english_patterns import AFTER_BOUND, BEFORE, BOUND, SUFFIX, SYMBOL, UNIT
from align.facts.readers import RawFact
from align.facts.values import Quantity

SPAN_UNITS = frozenset(("s", "min", "h", "day", "week", "month", "year"))
"""Units of a number that is a duration."""
_MOST_DIGITS = 15
"""More digits in front of "and a half" are no number that a text counts with."""
_PER = re.compile(
    rf"(?:\s?/\s?|\sper[\s-])(?:(?P<sign>{SYMBOL}|s|sec|min|h|hr)(?![A-Za-z0-9])|(?P<unit>(?i:{UNIT}))(?![A-Za-z]))|"
    r"\s(?:an?|each|every)\s(?P<span>second|minute|hour|day|week|month|year)\b(?!\s(?:ago|later|before|after|earlier|or|and)\b|-)"
)
"""What a number with a unit is given for: "per minute", "/h", "a day"."""
_COUNT_PER = re.compile(
    r"(?:\s[a-z]+){1,2}\sper\s(?P<span>second|minute|hour|day|week|month|year)\b|"
    r"\s[a-z]+\s(?:an?|each|every)\s(?P<each>second|minute|hour|day|week|month|year)\b"
    r"(?!\s(?:ago|later|before|after|earlier|or|and)\b|-)"
)
"""What a count is given for: 30 "frames per second", four "trains an hour"."""


class Behind(NamedTuple):
    """What follows a number: the factor in front of its unit, the unit, what it is given for, and where it ends."""

    factor: float
    unit: str
    per: str
    end: int


def hour_word(word: str) -> int:
    """The number that digits or a small number word name; 0 for anything else."""
    if word.isdigit():
        return int(word) if len(word) <= _MOST_DIGITS else 0
    return CARDINAL_WORDS.get(word.lower(), 0)


def words_at(text: str, start: int, end: int) -> list[RawFact]:
    """The small number that stands between two places, as a quantity; [] if none does."""
    number = hour_word(text[start:end])
    return [("quantity", Quantity(number), start, end)] if number else []


def unit_after(text: str, place: int) -> Behind:
    """The unit at a place, with what the number is given for."""
    suffix = SUFFIX.match(text, place)
    if suffix is None:
        per = _per_unit(_COUNT_PER.match(text, place) or _PER.match(text, place))
        return Behind(1.0, "", *(per or ("", place)))
    factor, unit = 1.0, units.SYMBOLS[suffix["symbol"]] if suffix["symbol"] else ""
    if not unit:
        factor, unit = units.resolve(units.ENGLISH[suffix["unit"].lower()])
    per = _per_unit(_PER.match(text, suffix.end()))
    return Behind(factor, unit, *(per or ("", suffix.end())))


def _per_unit(match: re.Match[str] | None) -> tuple[str, int] | None:
    """The unit that a number is given for, and where it ends; None for a unit that may be several ones."""
    if match is None:
        return None
    word = next(filter(None, match.groups()))
    unit = units.SYMBOLS.get(word) or units.ENGLISH.get(word.lower(), "")
    return (unit, match.end()) if unit in units.SIZES else None


def bound(text: str, start: int, end: int) -> str:
    """The bound that a word before or after a number sets: "~", ">", ">=", "<", "<=" or ""."""
    if before := BEFORE.search(text, max(0, start - 24), start):
        return BOUND.get(" ".join(before[1].lower().split()), ">" if before[1].lower().startswith("exceed") else "~")
    if after := AFTER_BOUND.match(text, end):
        word = after[1].lower()
        if word == "or so":
            return "~"
        return "<=" if word.endswith(("less", "fewer", "under", "below", "younger")) else ">="
    return ""
