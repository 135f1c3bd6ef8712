"""Facts that both sides assert, and facts that only one does, weighted by rarity."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Hashable

    from align.score.features import Put
    from align.score.side import Side
    from align.score.similarity import Floats
    from align.search.arcs import Arcs, Ints


class Anchors:
    """Numbers, dates, times and Latin tokens (`align.facts.anchors`) of both sides in one table."""

    def __init__(self, source: Side, target: Side) -> None:
        sides = source.anchors, target.anchors
        held = [Counter(value for values in side for value in values) for side in sides]
        # English words that no source segment holds are words, not anchors.
        # Sorted: the order of a set differs from run to run, and with it the last digit of every sum.
        known = sorted((value for value in held[0] | held[1] if value in held[0] or not _is_word(value)), key=repr)
        self._known = known
        column = {value: number for number, value in enumerate(known)}
        segments = len(source) + len(target) + 1
        self._weight = np.array([np.log(segments / (held[0][v] + held[1][v] + 0.5)) for v in known], dtype=np.float32)
        self._is_word = np.array([_is_word(value) for value in known], dtype=bool)
        self._kinds = {"facts": (~self._is_word).astype(np.float32), "latin": self._is_word.astype(np.float32)}
        shared = np.array([value in held[0] and value in held[1] for value in known], dtype=bool)
        self._shared, self._lone = shared.astype(np.float32), (~shared).astype(np.float32)
        self._held: list[Floats] = []
        for side in sides:
            table = np.zeros((len(side), len(known)), dtype=np.float32)
            for row, values in enumerate(side):
                for value in values:
                    if value in column:
                        table[row, column[value]] = 1.0
            self._held.append(table)

    def beads(self, arcs: Arcs, some: Ints, put: Put) -> None:
        """Put `facts_*` (numbers, dates) and `latin_*` on beads of one shape: shared, only source, only target."""
        a, b = int(arcs.a[some[0]]), int(arcs.b[some[0]])
        sides = []
        for table, length, start in ((self._held[0], a, arcs.i[some]), (self._held[1], b, arcs.j[some])):
            held = table[start]
            for step in range(1, length):
                held = np.maximum(held, table[start + step])
            sides.append(held)
        both = np.minimum(*sides) * self._weight
        alone = [np.maximum(sides[k] - sides[1 - k], 0) * self._weight for k in (0, 1)]
        for name, mask in self._kinds.items():
            put(f"{name}_shared", some, np.log1p(both @ mask))
            put(f"{name}_source_only", some, np.log1p(alone[0] @ mask))
            put(f"{name}_target_only", some, np.log1p(alone[1] @ mask))

    def nulls(self, side: int, segments: Ints, some: Ints, put: Put) -> None:
        """Put on null alignments what the segment asserts and the other side does not, and what it does."""
        table = self._held[side] * self._weight
        name = ("source", "target")[side]
        put(f"null_{name}_facts_missing", some, (table @ self._lone)[segments])
        put(f"null_{name}_facts_held", some, (table @ self._shared)[segments])

    def shared(self, i: int, a: int, j: int, b: int) -> list[str]:
        """The anchors that both sides of a bead hold, as a reader writes them."""
        if not a or not b:
            return []
        both = self._held[0][i : i + a].max(axis=0, initial=0.0) * self._held[1][j : j + b].max(axis=0, initial=0.0)
        return [_written(self._known[place]) for place in np.flatnonzero(both)]


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
