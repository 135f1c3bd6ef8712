"""Beads whose sentences are aligned together: many small beads at once are far cheaper than one after another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.score.grouped_arcs import Groups

if TYPE_CHECKING:
    from align.model import Bead

_MOST = 160
"""Sentences of one side of a block. The table of a block grows with the square of it."""
_NARROW = 6
"""Beads of up to so many sentences a side stand together, and those of up to twice as many, and so on."""


@dataclass(frozen=True)
class BeadParts:
    """A bead, and the places of its sentences among those of both documents, ascending."""

    bead: Bead
    source: Sequence[int]
    target: Sequence[int]

    @property
    def widest(self) -> int:
        """Sentences of the longer side."""
        return max(len(self.source), len(self.target))


@dataclass(frozen=True)
class BeadBlock:
    """Beads in an order in which the places of their sentences ascend on both sides."""

    parts: Sequence[BeadParts]

    @property
    def places(self) -> tuple[list[int], list[int]]:
        """The places of all sentences of both sides."""
        return [place for one in self.parts for place in one.source], [
            place for one in self.parts for place in one.target
        ]

    @property
    def groups(self) -> Groups:
        """For each sentence of both sides the number of its bead in the block."""
        numbers = np.arange(len(self.parts))
        return Groups(
            np.repeat(numbers, [len(one.source) for one in self.parts]),
            np.repeat(numbers, [len(one.target) for one in self.parts]),
        )

    @property
    def widest(self) -> int:
        """Sentences of the longest side of a bead."""
        return max(one.widest for one in self.parts)


def blocks_of(parts: Iterable[BeadParts]) -> list[BeadBlock]:
    """Return the beads in blocks of limited size; beads of few sentences stand apart from longer ones."""
    blocks: list[BeadBlock] = []
    waiting: dict[int, list[BeadParts]] = {}
    for one in parts:
        width = _NARROW
        while width < one.widest:
            width *= 2
        held = waiting.setdefault(width, [])
        if held and not _follows(one, held):
            blocks.append(BeadBlock(held))
            held = waiting[width] = []
        held.append(one)
    return blocks + [BeadBlock(held) for held in waiting.values()]


def _follows(one: BeadParts, held: list[BeadParts]) -> bool:
    """True if the bead may join a block: it stands behind all of it on both sides, and the block stays small."""
    size = max(sum(len(other.source) for other in held), sum(len(other.target) for other in held)) + one.widest
    return held[-1].source[-1] < one.source[0] and held[-1].target[-1] < one.target[0] and size <= _MOST
