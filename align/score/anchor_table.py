"""Anchors of both sides in one table: which segment asserts what, and how rare it is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable

    from align.score.arrays import Floats
    from align.score.encoded_side import EncodedSide


class AnchorTable:
    """Numbers, dates, times and Latin words (`align.facts.anchors`) of both sides, a column for each distinct one."""

    def __init__(self, source: EncodedSide, target: EncodedSide) -> None:
        sides = source.forms.anchors, target.forms.anchors
        counts = [Counter(value for values in side for value in values) for side in sides]
        # An English word that no source segment holds is an ordinary word, not an anchor. Sorted,
        # because the order of a set differs between runs, and with it the last digit of every sum.
        self._known = sorted(
            (value for value in counts[0] | counts[1] if value in counts[0] or not _is_word(value)), key=repr
        )
        column = {value: number for number, value in enumerate(self._known)}
        segments = len(source) + len(target) + 1
        self.weight: Floats = np.array(
            [np.log(segments / (counts[0][value] + counts[1][value] + 0.5)) for value in self._known], dtype=np.float32
        )
        """Log of the inverse share of all segments that hold the anchor."""
        words = np.array([_is_word(value) for value in self._known], dtype=bool)
        self.kinds = {"facts": (~words).astype(np.float32), "latin": words.astype(np.float32)}
        """Kind -> 1 for the columns of that kind, else 0."""
        shared = np.array([value in counts[0] and value in counts[1] for value in self._known], dtype=bool)
        self.shared, self.alone = shared.astype(np.float32), (~shared).astype(np.float32)
        """1 for the columns that both sides hold, and for those that one side holds."""
        self.held = _table(sides[0], column), _table(sides[1], column)
        """For each side 1 where the segment holds the anchor, float32[segments, anchors]."""

    def shared_in(self, i: int, a: int, j: int, b: int) -> list[str]:
        """Return the anchors that both sides of a bead hold, in readable form."""
        if not a or not b:
            return []
        both = self.held[0][i : i + a].max(axis=0, initial=0.0) * self.held[1][j : j + b].max(axis=0, initial=0.0)
        return [_written(self._known[place]) for place in np.flatnonzero(both)]


def _table(segments: list[frozenset[Hashable]], column: dict[Hashable, int]) -> Floats:
    table = np.zeros((len(segments), len(column)), dtype=np.float32)
    for row, values in enumerate(segments):
        for value in values:
            if value in column:
                table[row, column[value]] = 1.0
    return table


def _is_word(value: Hashable) -> bool:
    return isinstance(value, tuple) and value[0] == "w"


def _written(value: Hashable) -> str:
    if not isinstance(value, tuple):
        return str(value)
    kind, *rest = value
    if kind == "md":
        return f"{rest[0]}/{rest[1]}"
    if kind == "t":
        return f"{rest[0]}:{rest[1]:02d}"
    if kind == "s":
        return f"{rest[0]:g} s"
    return f"{rest[0]:g}" if isinstance(rest[0], float) else str(rest[0])
