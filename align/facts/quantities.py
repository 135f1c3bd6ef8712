"""Whether two quantities assert the same thing, across rounding, units and what they are given for."""

from __future__ import annotations

import math

from align.facts.units import SECONDS, SIZES, measures
from align.facts.values import Quantity

_ROUND_WITH_WORD, _ROUND_WITHOUT = 0.10, 0.05
"""Largest relative distance of a rounded number from the exact one: with 約 or "about", and without."""
_CONVERSION = 0.04
"""Largest relative distance of a converted measure (km, miles) from the exact one."""


def same_quantity(a: Quantity, b: Quantity) -> bool:
    """True if both quantities may assert the same, with conversion and rounding.

    Their order does not matter.
    """
    if a.vague or b.vague:
        return unit_factor(a, b) is not None and _power(a) == _power(b)
    if a.unit == b.unit and a.number == b.number and (a.per == b.per or not (a.per and b.per)):
        return True
    if (a.counted and is_measured(b)) or (b.counted and is_measured(a)):
        return False
    for measure_a, size_a in _measured(a, b):
        for measure_b, size_b in _measured(b, a):
            if measure_a and measure_b and measure_a != measure_b:
                continue
            if (not measure_a and a.unit and measure_b) or (not measure_b and b.unit and measure_a):
                continue
            if not (measure_a and measure_b):
                size_a, size_b = _share_of_span(a, b), _share_of_span(b, a)
            x, y = a.number * size_a, b.number * size_b
            if math.isclose(x, y, rel_tol=1e-9, abs_tol=1e-12) or _rounded(a, b, x, y, size_a, size_b):
                return True
            if (
                size_a != size_b
                and measure_a == measure_b
                and _near(x, y, _CONVERSION)
                and measure_a not in ("time", "months")
            ):
                return True
    if _is_dozen(a, b) or _is_dozen(b, a):
        return True
    return _percent_of_fraction(a, b) or _percent_of_fraction(b, a)


def _is_dozen(dozen: Quantity, other: Quantity) -> bool:
    """True if "a dozen" may stand for the other number: it is from 10 to 14."""
    return dozen.number == dozen.quantum == 12 and not other.unit and 10 <= other.number <= 14


def _power(value: Quantity) -> int:
    if value.vague:
        return int(value.number)
    return math.floor(math.log10(value.number)) if value.number >= 1 else 0


_LOOSE = frozenset(("", "time", "months", "points", "score", "decade of age", "times", "how often", "cups"))
"""What a unit may measure whose name may also stand behind things that are counted: "two-day", 5 "points"."""


def is_measured(value: Quantity) -> bool:
    """True if the unit measures something that cannot be counted as things: percent, kilograms, yen."""
    return not _LOOSE.intersection(name for name, _ in measures(value.unit))


def _measured(value: Quantity, other: Quantity) -> list[tuple[str, float]]:
    """What a value measures and its size, as it may be compared with another one.

    What it is given for counts only where the other value says it, too: 毎分5リットル and "5 liters"
    agree.
    """
    found = measures(value.unit)
    if not value.per:
        return found
    if not value.unit and other.unit.startswith("/"):
        return [SIZES[f"/{value.per}"]] if f"/{value.per}" in SIZES else found
    of_speed = any(name == "speed" for name, _ in measures(other.unit))
    if not (other.per or of_speed):
        return found
    span = SECONDS.get(value.per)
    if span is None:
        of, size = SIZES[value.per]
        return [(f"{name} for {of}", own / size) if name else (name, own) for name, own in found]
    return [
        ("speed", own * _KILOMETRES_AN_HOUR / span)
        if name == "length"
        else (f"{name} in time" if name else "", own / span if other.per else own)
        for name, own in found
    ]


_KILOMETRES_AN_HOUR = 3.6
"""A metre in a second."""


def _share_of_span(value: Quantity, other: Quantity) -> float:
    """The part of a second's count that the value is, where both are given for a span; else 1."""
    if value.per in SECONDS and other.per in SECONDS:
        return 1 / SECONDS[value.per]
    return 1.0


def unit_factor(a: Quantity, b: Quantity) -> float | None:
    """The size of b's unit in units of a.

    1 where one of them has no unit, None where they measure different things.
    """
    for measure_a, size_a in _measured(a, b):
        for measure_b, size_b in _measured(b, a):
            if not measure_a or not measure_b:
                return 1.0
            if measure_a == measure_b:
                return size_b / size_a
    return None


def _near(x: float, y: float, share: float) -> bool:
    return abs(x - y) <= share * max(abs(x), abs(y))


def _rounded(a: Quantity, b: Quantity, x: float, y: float, size_a: float, size_b: float) -> bool:
    """True if one quantity is the other, rounded to the last digit that it gives.

    `x` and `y` are both numbers in the same unit. A word such as "more than" sets the direction.
    """
    if a.bound and b.bound and (max(x, y) < 100 or not (a.bound == b.bound == "~")):
        return False
    marked = bool(a.bound or b.bound)
    quantum_a, quantum_b = _quantum(a, marked) * size_a, _quantum(b, marked) * size_b
    coarse = max(quantum_a, quantum_b)
    if coarse <= min(quantum_a, quantum_b) * 1.0001:
        return False
    if not (marked or a.scaled or b.scaled or coarse < 10):
        return False
    both_marked = bool(a.bound and b.bound)
    if not _near(x, y, _ROUND_WITH_WORD if marked and not both_marked else _ROUND_WITHOUT):
        return False
    round_value, exact, bound = (x, y, a.bound) if quantum_a > quantum_b else (y, x, b.bound)
    if abs(x - y) <= coarse * 0.5000001:
        return not (bound in (">", ">=") and exact < round_value) and not (bound == "<" and exact > round_value)
    if bound in (">", ">="):
        return 0 <= exact - round_value < coarse
    if bound in ("<", "<="):
        return 0 <= round_value - exact < coarse
    return False


def _quantum(value: Quantity, marked: bool) -> float:
    """The size of the last digit that counts.

    With a scale word and a bound, trailing zeros do not.
    """
    quantum = float(value.quantum)
    if (marked or value.scaled) and value.bound:
        while quantum * 10 <= abs(value.number) and math.isclose(value.number % (quantum * 10), 0, abs_tol=1e-9):
            quantum *= 10
    return quantum


def _percent_of_fraction(a: Quantity, b: Quantity) -> bool:
    return a.unit == "%" and not b.unit and 0 < b.number < 1 and abs(a.number / 100 - b.number) <= 0.006
