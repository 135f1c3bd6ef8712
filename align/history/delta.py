"""The effect of one change on a pair, for pages that show it already."""

from __future__ import annotations

from dataclasses import dataclass

from align.history.placed_edits import KeyedBead, Recut
from align.model import Verdict


@dataclass(frozen=True, slots=True)
class Delta:
    """The effect of one change on the pair.

    With `remove` 0 and no `beads` the ladder stays as it was.
    """

    seq: int
    reviewer: str
    at: int = 0
    """The place of the first bead that changed, from 0."""
    remove: int = 0
    """The number of beads that go, from place `at` on."""
    beads: tuple[KeyedBead, ...] = ()
    """The beads that come in their place, each with its content key."""
    recut: Recut | None = None
    """Segments that were cut or joined; the page numbers its segments anew before the beads go and come."""
    verdicts: tuple[tuple[int, Verdict], ...] = ()
    """The verdicts that came into force, each with the seq of its change."""
    withdrawn: tuple[tuple[int, str], ...] = ()
    """The verdicts that were taken back: seq and content key."""
    dismissed: bool = False
    """True if the dismissed findings changed."""
    assigned: bool = False
    """True if rows were given to other persons."""
    reload: bool = False
    """True if the pair must be loaded again as a whole."""
