"""What the readers of both languages share: their types, and how their results become facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from align.facts.values import FactValue, Quantity, TimeValue
from align.model import Fact

_LARGEST = 1e30
"""A run of digits that gives more than this counts nothing: it is a designation."""
Match = re.Match[str]
RawFact = tuple[str, FactValue | str, int, int]
"""(kind, value, start, end); the place counts in the folded text."""
FactReader = Callable[[str, Match], list[RawFact]]
"""Takes the folded text and a match of its form; [] where the form asserts nothing."""


class FactList:
    """Collects the facts of one text. Each time gets the zone that the text names."""

    def __init__(self, text: str, folded: str, find_zone: Callable[[str], str]) -> None:
        self.facts: list[Fact] = []
        self._text, self._folded, self._find_zone = text, folded, find_zone

    @cached_property
    def _zone(self) -> str:
        return self._find_zone(self._folded)

    def add(self, found: Iterable[RawFact]) -> int:
        """Add what a reader found; return where the last fact ends, 0 if there is none."""
        last = 0
        for kind, value, start, end in found:
            if isinstance(value, Quantity) and not abs(value.number) <= _LARGEST:
                kind, value = "acronym", self._folded[start:end].casefold()
            if kind == "time" and isinstance(value, TimeValue):
                value = TimeValue(value.hour, value.minute, value.half, self._zone)
            self.facts.append(Fact(kind, value, self._text[start:end], (start, end)))
            last = max(last, end)
        return last
