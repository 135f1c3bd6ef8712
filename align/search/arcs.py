"""Candidate beads as arrays: an arc from node (i, j) to node (i + a, j + b) is a bead a-b."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

_SHAPES = 4096
"""Above the number of segments on any side of a bead."""


@dataclass(frozen=True)
class Arcs:
    """Candidate beads over n source and m target segments; four arrays of one length."""

    i: Ints
    a: Ints
    j: Ints
    b: Ints

    def __len__(self) -> int:
        return len(self.i)

    def at(self, place: int) -> tuple[int, int, int, int]:
        """Return one arc: first source segment and their number, first target segment and their number."""
        return int(self.i[place]), int(self.a[place]), int(self.j[place]), int(self.b[place])

    def take(self, chosen: NDArray[np.bool_] | Ints) -> Arcs:
        """Return the arcs at `chosen`."""
        return Arcs(self.i[chosen], self.a[chosen], self.j[chosen], self.b[chosen])

    def shapes(self) -> Iterator[tuple[int, int, Ints]]:
        """Return each shape (a, b) that occurs, ascending, with the places of its arcs."""
        code = self.a * _SHAPES + self.b
        for shape in np.unique(code):
            yield *divmod(int(shape), _SHAPES), np.flatnonzero(code == shape)


def concatenate(parts: list[Arcs]) -> Arcs:
    """Return all arcs of several lists."""
    return Arcs(*(np.concatenate([getattr(part, name) for part in parts]) for name in ("i", "a", "j", "b")))
