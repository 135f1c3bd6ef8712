"""Requests of a page: the fields of a change that is asked for, and why one is refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from align.errors import StoreError
from align.history.edits import Group

MOST_BEADS = 100_000
"""Beads or segments in any list of a request."""

ChangeRequest = Mapping[str, Any]
"""A change as the page asks for it, in JSON values: "id", "kind", and what the kind needs."""


class RequestError(StoreError):
    """The request is wrong whatever the state: a mistake of the page, or not from the page at all."""


class Conflict(StoreError):
    """The request rests on a state that has changed since."""

    def __init__(self, trouble: str, *, keys: tuple[str, ...] = (), wanted: tuple[Group, ...] = ()) -> None:
        self.keys = keys
        """Content keys of the beads that it is about now."""
        self.wanted = wanted
        """The groups that the request would have made, for a second try."""
        super().__init__(trouble)


def read_group(value: object) -> Group:
    """A group of a request, its indices sorted. Raises RequestError."""
    source, target = two_of(value, "a group")
    return _indices(source), _indices(target)


def _indices(value: object) -> tuple[int, ...]:
    return tuple(sorted(whole_of(index, "a segment's index") for index in list_of(value, "a group's side")))


def two_of(value: object, name: str) -> list[object]:
    """A list of two values. Raises RequestError."""
    found = list_of(value, name)
    if len(found) != 2:
        raise RequestError(f"{name} must hold two values, not {len(found)}")
    return found


def list_of(value: object, name: str) -> list[object]:
    """A list of a request. Raises RequestError."""
    if not isinstance(value, list | tuple):
        raise RequestError(f"{name} must be a list")
    if len(value) > MOST_BEADS:
        raise RequestError(f"{name} has {len(value)} entries; at most {MOST_BEADS} are taken")
    return list(value)


def optional_of(request: ChangeRequest, name: str, longest: int) -> str | None:
    """A text field of the request, None if it is missing. Raises RequestError."""
    return None if request.get(name) is None else string_of(request, name, longest)


def whole_of(value: object, name: str) -> int:
    """A whole number of a request. Raises RequestError."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise RequestError(f"{name} must be a whole number")
    return value


def number_of(value: object, name: str) -> float:
    """A number of 0…1 in a request. Raises RequestError."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise RequestError(f"{name} must be a number of 0…1")
    return float(value)


def string_of(request: ChangeRequest, name: str, longest: int) -> str:
    """A text field of the request, "" if it is missing. Raises RequestError."""
    value = request.get(name, "")
    if not isinstance(value, str):
        raise RequestError(f"{name} must be text")
    if len(value) > longest:
        raise RequestError(f"{name} has {len(value)} characters; at most {longest} are kept")
    if not value.isprintable() and any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in value):
        raise RequestError(f"{name} holds half a character or a NUL, which no database keeps")
    return value.strip() if name in ("comment", "source_text", "target_text") else value
