"""Beads that a person confirmed: what is left to align lies in the regions between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from align.errors import UsageError

if TYPE_CHECKING:
    from align.model import Bead

    Region = tuple[list[int], list[int]]


def regions_between(locks: Sequence[Bead], size: tuple[int, int]) -> list[Region]:
    """Return the free segments of both sides, region by region.

    Locks that rise on both sides are borders: what lies before one on the source side is aligned only with what lies
    before it on the target side. A lock that crosses others, or is marked so, and a locked null alignment only take
    their segments away. Raises UsageError if two locks share a segment, or one names a segment that is not there.
    """
    for side, count in ((0, size[0]), (1, size[1])):
        seen: set[int] = set()
        for lock in locks:
            for index in (lock.source, lock.target)[side]:
                if index in seen or index >= count:
                    trouble = "is in two locked beads" if index in seen else "is locked, but not there"
                    raise UsageError(f"{('source', 'target')[side]} {index} {trouble}", cure="check the --lock file")
                seen.add(index)
    borders = _rising([lock for lock in locks if not lock.is_null and not lock.crosses])
    taken = {index for lock in locks for index in lock.source}, {index for lock in locks for index in lock.target}
    regions: list[Region] = []
    i = j = 0
    ends = [(lock.source[0], lock.source[-1] + 1, lock.target[0], lock.target[-1] + 1) for lock in borders]
    for start, stop, target_start, target_stop in [*ends, (size[0], size[0], size[1], size[1])]:
        source = [index for index in range(i, start) if index not in taken[0]]
        target = [index for index in range(j, target_start) if index not in taken[1]]
        if source or target:
            regions.append((source, target))
        # Segments inside a lock that is not a run of neighbours stay free, in a region of their own.
        inner = (
            [x for x in range(start, stop) if x not in taken[0]],
            [x for x in range(target_start, target_stop) if x not in taken[1]],
        )
        if inner[0] or inner[1]:
            regions.append(inner)
        i, j = stop, target_stop
    return regions


def _rising(locks: Sequence[Bead]) -> list[Bead]:
    """The longest chain of locks that rises, without overlap, on both sides."""
    ordered = sorted(locks, key=lambda lock: lock.source[0])
    length, before = [1] * len(ordered), [-1] * len(ordered)
    for place, lock in enumerate(ordered):
        for other in range(place):
            earlier = ordered[other]
            rises = earlier.source[-1] < lock.source[0] and earlier.target[-1] < lock.target[0]
            if rises and length[other] + 1 > length[place]:
                length[place], before[place] = length[other] + 1, other
    chain, place = [], max(range(len(ordered)), key=length.__getitem__, default=-1)
    while place >= 0:
        chain.append(ordered[place])
        place = before[place]
    return chain[::-1]
