"""Reads the fields of a JSON object type by type.

An error names the field's place: `beads[3].source[0]`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Final

LONGEST_EXCERPT = 60
"""Characters of a wrong value that an error repeats."""


class _Missing:
    """The default of a field that must be there."""


MISSING: Final = _Missing()


class Fields:
    """The fields of one JSON object.

    Every method raises ValueError for a missing field or a wrong type.
    """

    def __init__(self, body: object, place: str = "") -> None:
        if not isinstance(body, Mapping):
            raise ValueError(f"{place or 'the file'} must be an object, not {excerpt(body)}")
        self._body, self._place = body, place

    def text(self, name: str, default: str | _Missing = MISSING) -> str:
        """A string without NUL and without half characters (lone surrogates), which no database keeps."""
        return _text(self._value(name, default), self._at(name))

    def whole(self, name: str, default: int | _Missing = MISSING) -> int:
        """A whole number."""
        return _whole(self._value(name, default), self._at(name))

    def number(self, name: str) -> float:
        """A finite number."""
        return _number(self._value(name, MISSING), self._at(name))

    def flag(self, name: str) -> bool:
        """True or false; false if the field is missing."""
        value = self._value(name, False)
        if not isinstance(value, bool):
            raise ValueError(f"{self._at(name)} must be true or false, not {excerpt(value)}")
        return value

    def child(self, name: str) -> Fields:
        """An object."""
        return Fields(self._value(name, MISSING), self._at(name))

    def children(self, name: str) -> Iterator[Fields]:
        """The objects of a list."""
        for place, value in self._items(name, MISSING):
            yield Fields(value, place)

    def wholes(self, name: str) -> Iterator[int]:
        """The whole numbers of a list."""
        for place, value in self._items(name, MISSING):
            yield _whole(value, place)

    def spans(self, name: str) -> Iterator[tuple[int, int]]:
        """The pairs of whole numbers of a list; none if the field is missing."""
        for place, value in self._items(name, []):
            start, stop = _row(value, 2, place)
            yield _whole(start, f"{place}[0]"), _whole(stop, f"{place}[1]")

    def evidence(self, name: str) -> Iterator[tuple[str, float, float, str]]:
        """The rows [name, value, weight, detail] of a list; none if the field is missing."""
        for place, value in self._items(name, []):
            said, size, weight, detail = _row(value, 4, place)
            yield (
                _text(said, f"{place}[0]"),
                _number(size, f"{place}[1]"),
                _number(weight, f"{place}[2]"),
                _text(detail, f"{place}[3]"),
            )

    def number_rows(self, name: str, length: int | None = None) -> Iterator[list[float]]:
        """The rows of numbers of a list, each of `length` numbers if that is given."""
        for place, value in self._items(name, MISSING):
            size = len(value) if length is None and isinstance(value, list) else length or 0
            row = _row(value, size, place)
            yield [_number(item, f"{place}[{number}]") for number, item in enumerate(row)]

    def _items(self, name: str, default: list[object] | _Missing) -> Iterator[tuple[str, object]]:
        value = self._value(name, default)
        if not isinstance(value, list):
            raise ValueError(f"{self._at(name)} must be a list, not {excerpt(value)}")
        for number, item in enumerate(value):
            yield f"{self._at(name)}[{number}]", item

    def _value(self, name: str, default: object) -> object:
        value: object = self._body.get(name, default)
        if value is MISSING:
            raise ValueError(f"field {self._at(name)!r} is missing")
        return value

    def _at(self, name: str) -> str:
        return f"{self._place}.{name}" if self._place else name


def excerpt(value: object) -> str:
    """A wrong value as an error shows it: its beginning, without control characters."""
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    said = repr(value[: LONGEST_EXCERPT + 1]) if isinstance(value, str) else _digits(value)
    return said if len(said) <= LONGEST_EXCERPT else f"{said[:LONGEST_EXCERPT]}…"


def _digits(value: object) -> str:
    try:
        return repr(value)
    except ValueError:  # Python refuses to write a number of thousands of digits
        return "a number of thousands of digits"


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{place} must be text, not {excerpt(value)}")
    if not value.isprintable() and any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value):
        raise ValueError(f"{place} holds half a character or a NUL")
    return value


def _whole(value: object, place: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{place} must be a whole number, not {excerpt(value)}")
    return value


def _number(value: object, place: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{place} must be a number, not {excerpt(value)}")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError(f"{place} must be a finite number")
    return number


def _row(value: object, length: int, place: str) -> list[object]:
    if not isinstance(value, list) or len(value) != length:
        raise ValueError(f"{place} must be a list of {length}, not {excerpt(value)}")
    return value
