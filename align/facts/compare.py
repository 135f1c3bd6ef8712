"""Whether two facts assert the same thing, across rounding, units, partial dates and clocks."""

from __future__ import annotations

import math
import re

from align.facts.quantities import same_quantity, unit_factor
from align.facts.values import DateValue, FactValue, Quantity, TimeValue
from align.model import Fact

FACT_TYPES = (Quantity, DateValue, TimeValue)
_TWO_DIGITS = re.compile(r"[\d０-９]{2}\s?年?")
_ERA_STARTS = (2018, 1988, 1925, 1911, 1867, 2000, 1900)


def same(first: Fact, second: Fact) -> bool:
    """True if both facts may assert the same thing. The order of the two does not matter.

    >>> from align.facts import facts
    >>> same(facts("6兆8,219億円", "ja")[0], facts("6.8 trillion yen", "en")[0])
    True
    """
    a, b = first.value, second.value
    if isinstance(a, str) or isinstance(b, str):
        return isinstance(a, str) and isinstance(b, str) and squeeze(a) == squeeze(b)
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return same_quantity(a, b) or _times_percent(first, second) or _times_percent(second, first)
    if isinstance(a, DateValue) and isinstance(b, DateValue):
        return same_date(a, b)
    if isinstance(a, TimeValue) and isinstance(b, TimeValue):
        return same_time(a, b)
    if not isinstance(a, FACT_TYPES) or not isinstance(b, FACT_TYPES):
        return False
    return _across(a, b) or _across(b, a) or _short_year(first, second) or _short_year(second, first)


def _short_year(short: Fact, full: Fact) -> bool:
    """True if two digits with or without 年 may be the last ones of a year: 18年 and "2018"."""
    a, b = short.value, full.value
    if not isinstance(a, Quantity) or not isinstance(b, DateValue) or b.year is None or b.month is not None:
        return False
    if not _TWO_DIGITS.fullmatch(short.text) or not 1850 <= b.year <= 2099:
        return False
    return a.number == b.year % 100 and (a.plain or a.unit == "year")


def squeeze(token: str) -> str:
    """The designation without case, spaces and signs, so that "PAC-3 MSE" and "PAC3MSE" are equal."""
    return re.sub(r"[\s\-_./&:'’,]", "", token.casefold())


def comparable(a: Fact, b: Fact) -> bool:
    """True if two facts that differ contradict each other.

    They do if they measure the same thing or fill the same field of a date.
    """
    x, y = a.value, b.value
    if isinstance(x, Quantity) and isinstance(y, Quantity):
        if x.number == y.number and not x.vague:
            return True
        if bool(x.unit) != bool(y.unit) and "" not in (x.unit + y.unit).split("|"):
            return False
        return unit_factor(x, y) is not None
    if isinstance(x, DateValue) and isinstance(y, DateValue):
        fields = ("year", "month", "day", "weekday", "quarter")
        return any(getattr(x, name) is not None and getattr(y, name) is not None for name in fields)
    if isinstance(x, TimeValue) and isinstance(y, TimeValue):
        return True
    return _taken_for(x, y) or _taken_for(y, x)


def _taken_for(a: FactValue | object, b: FactValue | object) -> bool:
    """True if b is a day or a time, and the number or year a may stand for it: "the 22nd", "1400"."""
    if isinstance(b, TimeValue):
        return (isinstance(a, Quantity) and a.plain and a.number >= 100) or (
            isinstance(a, DateValue) and a.month is None and 1000 <= (a.year or 0) <= 2400 and b.minute == 0
        )
    return (
        isinstance(a, Quantity)
        and isinstance(b, DateValue)
        and b.day is not None
        and a.ordinal
        and not a.unit
        and a.number <= 31
    )


def _times_percent(a: Fact, b: Fact) -> bool:
    """True if a is a factor and b the same growth in percent: 1.5倍 and "50 percent more"."""
    x, y = a.value, b.value
    if not (isinstance(x, Quantity) and isinstance(y, Quantity)) or y.unit != "%":
        return False
    return a.text.endswith("倍") and math.isclose((x.number - 1) * 100, y.number, abs_tol=0.5)


def same_date(a: DateValue, b: DateValue) -> bool:
    """True if the dates agree in every field that both give, and both give at least one."""
    shared = False
    if a.decade != b.decade and a.year is not None and b.year is not None:
        return False
    if a.year is not None and b.year is not None:
        if not _same_year(a, b):
            return False
        shared = True
    for x, y in ((a.month, b.month), (a.day, b.day), (a.weekday, b.weekday), (a.quarter, b.quarter)):
        if x is not None and y is not None:
            if x != y:
                return False
            shared = True
    return shared


def _same_year(a: DateValue, b: DateValue) -> bool:
    x, y = a.year or 0, b.year or 0
    if x == y or (a.decade and b.decade and x % 100 == y % 100 and min(x, y) < 100):
        return True
    if x < 0 or y < 0:
        short, full = (-x, y) if x < 0 else (-y, x)
        return any(start + short == full for start in _ERA_STARTS) or full == short
    return False


def same_time(a: TimeValue, b: TimeValue) -> bool:
    """True if the times are equal. A clock marked "?" may be twelve hours off."""
    x, y = a.hour % 24 * 60 + a.minute, b.hour % 24 * 60 + b.minute
    if x == y:
        return True
    return (a.half == "?" or b.half == "?") and x % 720 == y % 720


def _across(a: FactValue, b: FactValue) -> bool:
    """True if the bare number a may be the year, day, month, quarter or hour b."""
    if isinstance(b, TimeValue):
        clock = b.hour * 100 + b.minute
        if isinstance(a, DateValue):
            return a.year == clock and a.month is None
        if isinstance(a, Quantity):
            return (a.plain and a.number in (clock, b.hour)) or (
                not a.unit and a.number == b.hour % 12 and not b.minute
            )
        return False
    if not isinstance(a, Quantity) or not isinstance(b, DateValue):
        return False
    if b.decade and b.year is not None:
        return a.unit == "aged" and a.number == b.year % 100
    if b.year is not None and b.month is None:
        return (not a.unit or a.unit == "year") and a.number in (b.year, -b.year)
    if b.day is not None and a.number == b.day:
        return a.plain or a.ordinal or a.unit in ("day", "")
    if b.month is not None and b.day is None and a.number == b.month:
        return a.plain or a.unit == "month"
    return b.quarter is not None and a.number in (b.quarter, 0.25)
