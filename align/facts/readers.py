"""The types that the readers of single forms share."""

from __future__ import annotations

import re
from collections.abc import Callable

from align.facts.values import FactValue

Match = re.Match[str]
RawFact = tuple[str, FactValue | str, int, int]
"""(kind, value, start, end); the place counts in the folded text."""
FactReader = Callable[[str, Match], list[RawFact]]
"""Takes the folded text and a match of its form; [] where the form asserts nothing."""
