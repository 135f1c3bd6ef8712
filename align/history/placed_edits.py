"""Edits of a ladder by places in the texts, which later cuts do not change, and what an edit did."""

from __future__ import annotations

from dataclasses import dataclass, replace

from align.history.segmentation import Stretches
from align.model import Bead, Segment

PlacedGroup = tuple[Stretches, Stretches]
"""A bead by its places in the texts, which stay the same when segments are cut or joined."""
Texts = tuple[list[str], list[str]]
"""The source and target segments' texts of a bead."""
BeadName = tuple[PlacedGroup, str]
"""Where a bead lies, and the key of its texts without a count."""
KeyedBead = tuple[Bead, str]
"""A bead with its content key."""


@dataclass(frozen=True, slots=True)
class PlacedEdit:
    """An edit by places: the groups that go, those that come, and where a segment begins or begins no more."""

    act: str
    before: tuple[PlacedGroup, ...]
    after: tuple[PlacedGroup, ...]
    side: int = 0
    place: int | None = None
    """Where a segment of `side` is cut, or joined with the one before; None for a mere regrouping."""
    adds: bool = False
    """True if a segment begins at `place` afterwards."""

    def inverse(self) -> PlacedEdit:
        """The edit that undoes this one."""
        return replace(self, before=self.after, after=self.before, adds=not self.adds)


@dataclass(frozen=True, slots=True)
class Recut:
    """Segments of one side that others replaced; those behind them have new numbers."""

    side: str
    at: int
    remove: int
    segments: tuple[Segment, ...]
    texts: str
    """The key of all texts afterwards."""


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What an edit did: the beads from place `at` on that went, and those that came in their place."""

    at: int
    gone: tuple[KeyedBead, ...]
    come: tuple[KeyedBead, ...]
    recut: Recut | None = None
