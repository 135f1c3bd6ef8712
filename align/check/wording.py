"""Facts in English, as messages show them: "January 15, 2026", "12 billion yen", "14:30"."""

from __future__ import annotations

from fractions import Fraction

from align.facts.values import DateValue, Quantity, TimeValue
from align.model import Fact

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNITS = {"JPY": "yen", "USD": "dollars", "EUR": "euros", "GBP": "pounds", "CNY": "yuan", "KRW": "won", "s": "seconds",
          "min": "minutes", "h": "hours", "day": "days", "week": "weeks", "month": "months", "year": "years",
          "%": "percent",
          "pp": "points", "km": "km", "mile": "miles", "C": "degrees Celsius", "F": "degrees Fahrenheit"}  # fmt: skip
_SINGULAR = {"s": "second", "min": "minute", "h": "hour"}

A_PART = "a part of a sentence"
"""What the message of a finding on a clause says; without it, a finding of omission is one on a whole sentence."""


def shortened(text: str, length: int) -> str:
    """Return the text, cut to `length` characters with "…" as the last one if it is longer."""
    return text if len(text) <= length else text[: length - 1] + "…"


def in_english(fact: Fact) -> str:
    """Return the value of a fact in English."""
    value = fact.value
    if isinstance(value, DateValue):
        return _date(value)
    if isinstance(value, TimeValue):
        return f"{value.hour}:{value.minute:02d}"
    if isinstance(value, Quantity):
        return _quantity(value)
    return str(value)


def _date(value: DateValue) -> str:
    if value.weekday is not None:
        return _WEEKDAYS[value.weekday]
    year = str(value.year) if value.year is not None and value.year > 0 else ""
    if value.year is not None and value.year < 0:
        year = f"year {-value.year} of the era"
    if value.decade:
        return f"the {value.year}s"
    if value.quarter:
        return f"quarter {value.quarter} {year}".strip()
    if value.fiscal:
        return f"fiscal {year}"
    if value.month is None:
        return f"day {value.day}" if value.day else year
    month = _MONTHS[value.month - 1]
    if value.day is None:
        return f"{month} {year}".strip()
    return f"{month} {value.day}" + (f", {year}" if year else "")


def _quantity(value: Quantity) -> str:
    unit = _UNITS.get(value.unit.split("|")[0], value.unit.split("|")[0])
    if value.vague:
        words = {1: "tens of", 2: "hundreds of", 3: "thousands of", 4: "tens of thousands of"}
        return words.get(int(value.number), f"10^{int(value.number)} of").removesuffix(" of") + (
            f" {unit}" if unit else ""
        )
    number = value.number
    if unit == "score":
        return f"{int(number // 1000)}-{int(number % 1000)}"
    if unit.startswith("/"):
        return _how_often(number, unit[1:])
    if value.per:
        unit = f"{unit} per {_SINGULAR.get(value.per, value.per)}".strip()
    if 0 < number < 1 and value.quantum == 0.01:
        share = Fraction(number).limit_denominator(1000 if number > 0.002 else 10**9)
        return f"{share.numerator}/{share.denominator:,} {unit}".strip()
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if number >= size:
            return f"{number / size:.6g} {word} {unit}".strip()
    text = f"{number:,.10g}"
    if unit == "percent":
        return f"{text}%"
    return f"{text} {unit}".strip()


def _how_often(number: float, span: str) -> str:
    """Return "3 times a day", "once a week", "once in 2 years"."""
    name = _SINGULAR.get(span, span)
    article = "an" if name == "hour" else "a"
    if 0 < number < 1:
        return f"once in {1 / number:.3g} {name}s"
    times = {1.0: "once", 2.0: "twice"}.get(number, f"{number:.10g} times")
    return f"{times} {article} {name}"
