"""The values that facts carry: what a text asserts, in a form that compares across languages."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: `Quantity(12e9, "JPY")` for 120億円 and for "12 billion yen"."""

    number: float
    unit: str = ""
    """A unit of `align.facts.units`; "" for a bare number or a mere count. "km|kg" where the text leaves it open."""
    quantum: float = field(default=1.0, compare=False)
    """The size of the last digit that was written: 1e11 for "6.8 trillion"."""
    bound: str = field(default="", compare=False)
    """"~" about, ">" more than, ">=" at least, "<" less than or nearly, "<=" at most."""
    scaled: bool = field(default=False, compare=False)
    """True if written with a scale word (万, million): such numbers are often rounded."""
    ordinal: bool = field(default=False, compare=False)
    vague: bool = field(default=False, compare=False)
    """True for 数百, "hundreds of": only the order of magnitude is asserted; `number` is the power of ten."""
    soft: bool = field(default=False, compare=False)
    """True if the other language may say it without a number ("both", 一つ): it can answer, it need not be answered."""
    plain: bool = field(default=False, compare=False)
    """True if the digits stand bare: no comma, unit or counter; such a number may be a year, a time or a name."""


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date or a part of one; a field the text does not give is None. Nothing is guessed from 同年 or "last year"."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """0 is Monday."""
    quarter: int | None = None
    decade: bool = False
    """True for 1990年代 and "the 1990s"."""
    fiscal: bool = field(default=False, compare=False)
    """True for 年度, "fiscal": a year from April in Japan."""
    third: int | None = field(default=None, compare=False)
    """1, 2, 3 for 上旬, 中旬, 下旬 and early, mid, late."""
    era: bool = field(default=False, compare=False)
    """True if the year was written in an era."""
    soft: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A time of day, 0:00 to 24:00 and beyond."""

    hour: int
    minute: int = 0
    half: str = ""
    """"" = written on a 24-hour clock or marked a.m./p.m.; "?" = on a 12-hour clock without saying which half."""
    zone: str = field(default="", compare=False)
    """"JST", "local", "UTC", "EST"…; "" where nothing is said."""
    soft: bool = field(default=False, compare=False)


FactValue = Quantity | DateValue | TimeValue
