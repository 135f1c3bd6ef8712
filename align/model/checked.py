"""Checks of the types that a noun is made of.

A wrong one is a TypeError that names the field and shows the value.
"""

from __future__ import annotations

LONGEST_SHOWN = 60
"""Characters of a wrong value that an error repeats."""


def check_fields(noun: object, **kinds: type) -> None:
    """Raise TypeError for the first field whose value is of another type.

    True and False are no numbers.
    """
    for name, kind in kinds.items():
        value = getattr(noun, name)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise _wrong(noun, name, kind.__name__, value)


def check_optional(noun: object, **kinds: type) -> None:
    """As `check_fields`, for fields that may be None."""
    check_fields(noun, **{name: kind for name, kind in kinds.items() if getattr(noun, name) is not None})


def check_number(noun: object, name: str) -> None:
    """Raise TypeError for a field that is neither an int nor a float; numpy's float64 is a float."""
    value = getattr(noun, name)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _wrong(noun, name, "a number", value)


def check_probability(noun: object, name: str) -> None:
    """Raise TypeError for a field that is no number, ValueError for one outside 0…1."""
    check_number(noun, name)
    value = getattr(noun, name)
    if not 0.0 <= value <= 1.0:
        raise ValueError(f"a probability lies in 0…1; got {value}")


def check_items(noun: object, name: str, kind: type) -> None:
    """Raise TypeError for a field that is no tuple, or holds something of another type."""
    values = getattr(noun, name)
    if type(values) is not tuple:
        raise _wrong(noun, name, "a tuple", values)
    for value in values:
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise _wrong(noun, f"each of {name}", kind.__name__, value)


def check_spans(noun: object, name: str) -> None:
    """Raise TypeError for a field that is no tuple of pairs of ints."""
    values = getattr(noun, name)
    if type(values) is not tuple:
        raise _wrong(noun, name, "a tuple", values)
    for value in values:
        if type(value) is not tuple or [type(place) for place in value] != [int, int]:
            raise _wrong(noun, f"each of {name}", "a pair of ints", value)


def check_values(noun: object, name: str, kind: type) -> None:
    """Raise TypeError for a mapping whose keys are no strings or whose values are of another type; None is passed."""
    for key, value in (getattr(noun, name) or {}).items():
        if not isinstance(key, str):
            raise _wrong(noun, f"each key of {name}", "str", key)
        if not isinstance(value, kind):
            raise _wrong(noun, f"each value of {name}", kind.__name__, value)


def check_number_rows(noun: object, name: str) -> None:
    """Raise TypeError for a field that is no tuple of tuples of numbers."""
    rows = getattr(noun, name)
    if type(rows) is not tuple or not all(type(row) is tuple for row in rows):
        raise _wrong(noun, name, "a tuple of tuples", rows)
    for value in (value for row in rows for value in row):
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise _wrong(noun, f"each of {name}", "a row of numbers", value)


def _wrong(noun: object, name: str, wanted: str, value: object) -> TypeError:
    shown = repr(value)
    shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[:LONGEST_SHOWN]}…"
    return TypeError(f"{type(noun).__name__}: {name} must be {wanted}, not {shown}")
