"""Groups of neighbouring segments that are aligned each for itself, in one lattice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.search.arcs import Arcs
from align.search.lattice import Lattice

if TYPE_CHECKING:
    from align.score.arrays import Bools, Ints


@dataclass(frozen=True)
class Groups:
    """The group of each segment: numbers from 0 that ascend on both sides; no bead holds segments of two groups."""

    source: Ints
    target: Ints

    @property
    def largest(self) -> int:
        """Segments of the longest side of a group."""
        return max(int(np.bincount(side).max()) for side in (self.source, self.target))

    def hold(self, a: int, b: int) -> Bools:
        """True for the beads a-b whose segments are all of one group, bool[n - a + 1, m - b + 1]."""
        first, last = self.source[: len(self.source) - a + 1], self.source[a - 1 :]
        target_first, target_last = self.target[: len(self.target) - b + 1], self.target[b - 1 :]
        inside: Bools = (
            (first == last)[:, None] & (target_first == target_last)[None] & (first[:, None] == target_first)
        )
        return inside

    def sorted_arcs(self, arcs: Arcs) -> Arcs:
        """Return the arcs group by group, each null alignment beside segments of its own group, each arc once.

        A ladder from end to end remains one: its null alignments only change places with those of
        other groups.
        """
        group = self._of(arcs)
        starts, stops = self._bounds()
        i = np.where(arcs.a > 0, arcs.i, np.clip(arcs.i, starts[0][group], stops[0][group]))
        j = np.where(arcs.b > 0, arcs.j, np.clip(arcs.j, starts[1][group], stops[1][group]))
        rows = np.unique(np.stack([group, i, arcs.a, j, arcs.b]), axis=1)
        return Arcs(*rows[1:])

    def lattice(self, arcs: Arcs) -> Lattice:
        """Return the lattice of all groups for arcs in the order of `sorted_arcs`."""
        starts, stops = self._bounds()
        group = self._of(arcs)
        cuts = np.searchsorted(group, np.arange(len(starts[0]) + 1))
        local = [
            Arcs(arcs.i[first:last] - i, arcs.a[first:last], arcs.j[first:last] - j, arcs.b[first:last])
            for first, last, i, j in zip(cuts[:-1], cuts[1:], *starts, strict=True)
        ]
        sizes = zip(*(stop - start for start, stop in zip(starts, stops, strict=True)), strict=True)
        return Lattice([(int(n), int(m)) for n, m in sizes], local)

    def _of(self, arcs: Arcs) -> Ints:
        """Return the group of each arc."""
        last = len(self.source) - 1, len(self.target) - 1
        sides = self.source[np.minimum(arcs.i, last[0])], self.target[np.minimum(arcs.j, last[1])]
        return np.where(arcs.a > 0, *sides)

    def _bounds(self) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
        """Return each group's first segment on both sides, and the segment behind its last one."""
        numbers = np.arange(int(self.source[-1]) + 1)
        return (
            (np.searchsorted(self.source, numbers), np.searchsorted(self.target, numbers)),
            (np.searchsorted(self.source, numbers, "right"), np.searchsorted(self.target, numbers, "right")),
        )
