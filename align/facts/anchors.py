"""Values that a text shares with its translation: numbers, dates, times, Latin words."""

from __future__ import annotations

import re
from collections.abc import Hashable

from align.facts.english import english_facts
from align.facts.japanese import japanese_facts
from align.facts.units import SIZES
from align.facts.values import DateValue, Quantity, TimeValue
from align.text.folding import fold
from align.text.language import primary

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_./+:@][A-Za-z0-9]+)*")


def anchors(text: str, lang: str) -> frozenset[Hashable]:
    """The hashable values that the text asserts, equal across languages.

    A value is a tuple whose first item is its kind: ("n", 12000000000) a number, ("s", 3600) a span
    in seconds, ("mo", 6) a span in months, ("y", 2026), ("m", 1), ("d", 15) and ("md", 1, 15) parts
    of a date, ("wd", 0) a weekday, ("t", 14, 0) a time, ("w", "pac-3") a Latin word, casefolded.

    In English every word of two letters or more is a Latin word. Soft numbers ("both", 一つ) and
    vague ones (数百) are left out. No dictionary is loaded.
    """
    japanese = primary(lang) == "ja"
    values: set[Hashable] = set()
    for fact in japanese_facts(text) if japanese else english_facts(text):
        value = fact.value
        if isinstance(value, Quantity):
            if not value.soft and not value.vague:
                values.add(_number(value))
        elif isinstance(value, DateValue):
            values.update(_date(value))
        elif isinstance(value, TimeValue):
            values.add(("t", value.hour % 24, value.minute))
        else:
            values.add(("w", value))
    if not japanese:
        values.update(("w", token) for token in _LATIN.findall(fold(text).casefold()) if len(token) > 1)
    return frozenset(values)


def _number(value: Quantity) -> Hashable:
    measure, size = SIZES.get(value.unit, ("", 1.0))
    if measure == "time":
        return ("s", value.number * size)
    if measure == "months":
        return ("mo", value.number * size)
    return ("n", value.number)


def _date(value: DateValue) -> list[Hashable]:
    found: list[Hashable] = []
    if value.year is not None and value.year > 0:
        found.append(("y", value.year))
    if value.month is not None and value.day is not None:
        found.append(("md", value.month, value.day))
    elif value.month is not None:
        found.append(("m", value.month))
    elif value.day is not None:
        found.append(("d", value.day))
    if value.weekday is not None:
        found.append(("wd", value.weekday))
    return found
