"""Doubt where a reader lost text: what seems to be left out of one text may stand in what was not read of the other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from align.model import Alignment, Bead, SupportMap

DOUBT = 0.5
"""The highest probability of "left out" or "added" beside text that the other side's reader lost."""


def doubt_around_losses(alignment: Alignment) -> Alignment:
    """The alignment with at most DOUBT for whatever has no counterpart where the other document lost text."""
    sides = (alignment.source, alignment.target)
    if not (sides[0].lost or sides[1].lost):
        return alignment
    doubtful = tuple(_beside_losses(alignment.beads, side, len(sides[side]), sides[1 - side].lost) for side in (0, 1))
    beads = tuple(_in_doubt(bead, doubtful) for bead in alignment.beads)
    support = alignment.support
    if support is not None:
        support = _support_in_doubt(support, doubtful)
    return replace(alignment, beads=beads, support=support)


def _beside_losses(beads: Sequence[Bead], side: int, length: int, lost: Sequence[int]) -> set[int]:
    """The segments of one side whose neighbours' counterparts stand next to a loss in the other document."""
    if not lost:
        return set()
    reach: dict[int, tuple[int, int]] = {}
    for bead in beads:
        own, other = (bead.source, bead.target) if side == 0 else (bead.target, bead.source)
        if own and other:
            for index in own:
                reach[index] = (min(other), max(other))
    before, after = [-1] * length, [max(lost)] * length
    last = -1
    for index in range(length):
        last = reach[index][1] if index in reach else last
        before[index] = reach[index][0] if index in reach else last
    following = max(lost)
    for index in reversed(range(length)):
        following = reach[index][0] if index in reach else following
        after[index] = reach[index][1] + 1 if index in reach else following
    found: set[int] = set()
    for index in range(length):
        low, high = sorted((before[index], after[index]))
        if bisect_left(lost, low) < bisect_right(lost, high + 1):
            found.add(index)
    return found


def _in_doubt(bead: Bead, doubtful: Sequence[set[int]]) -> Bead:
    if not bead.is_null or bead.locked or bead.probability <= DOUBT:
        return bead
    beside = doubtful[0].intersection(bead.source) or doubtful[1].intersection(bead.target)
    return replace(bead, probability=DOUBT) if beside else bead


def _support_in_doubt(support: SupportMap, doubtful: Sequence[set[int]]) -> SupportMap:
    tables = []
    for table, places in zip((support.unused, support.unsupported), doubtful, strict=True):
        rows = (tuple(min(DOUBT, one) for one in row) if at in places else row for at, row in enumerate(table))
        tables.append(tuple(rows))
    return replace(support, unused=tables[0], unsupported=tables[1])
