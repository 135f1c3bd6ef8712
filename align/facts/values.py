"""The values of facts: what a text asserts, in a form that compares across languages."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: `Quantity(12e9, "JPY")` for 120億円 and for "12 billion yen"."""

    number: float
    unit: str = ""
    """A unit of `align.facts.units`; "" for a bare number or a count of things.

    "km|kg" is either of the two: the text does not say which.
    """
    per: str = field(default="", kw_only=True)
    """The unit that the number is given for: "min" in 毎分5リットル, "cm3" in "1.2 g/cm3"; "" where it is for none."""
    quantum: float = field(default=1.0, compare=False)
    """The size of the last digit that is written: 1e11 for "6.8 trillion"."""
    bound: str = field(default="", compare=False)
    """"~" about, ">" more than, ">=" at least, "<" less than or nearly, "<=" at most."""
    scaled: bool = field(default=False, compare=False)
    """True if written with a scale word (万, million). Such numbers are often rounded."""
    ordinal: bool = field(default=False, compare=False)
    vague: bool = field(default=False, compare=False)
    """True for 数百 and "hundreds of": `number` is the power of ten, all that the text asserts."""
    soft: bool = field(default=False, compare=False)
    """True if a translation often has no number for it ("both", 一つ): it needs no answer."""
    plain: bool = field(default=False, compare=False)
    """True for digits without comma, unit or counter. Such a number may be a year, a time or a
    name.
    """
    counted: bool = field(default=False, compare=False, kw_only=True)
    """True for a count of things with a counter: 50人."""


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date or a part of one. A field that the text does not give is None.

    同年 and "last year" give no date: nothing is guessed.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    quarter: int | None = None
    decade: bool = False
    """True for 1990年代 and "the 1990s"."""
    fiscal: bool = field(default=False, compare=False)
    """True for 年度 and "fiscal": a year that begins in April in Japan."""
    third: int | None = field(default=None, compare=False)
    """1, 2, 3 for 上旬, 中旬, 下旬 and early, mid, late."""
    era: bool = field(default=False, compare=False)
    """True if the year was written in an era."""
    soft: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A time of day, from 0:00 to 24:00 and beyond (25時)."""

    hour: int
    minute: int = 0
    half: str = ""
    """"?" if a 12-hour clock does not say which half of the day it means, else ""."""
    zone: str = field(default="", compare=False)
    """"JST", "local", "ET", "UTC" and so on; "" where the text names no zone."""
    soft: bool = field(default=False, compare=False)


FactValue = Quantity | DateValue | TimeValue
