"""Locked beads: what is left to align lies in the regions between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from align.chains import rising_chain
from align.errors import UsageError

if TYPE_CHECKING:
    from align.model import Bead

    Region = tuple[list[int], list[int]]


def regions_between(locks: Sequence[Bead], size: tuple[int, int]) -> list[Region]:
    """Return the free segments of both sides, region by region.

    The longest chain of locks that rises on both sides gives borders: source segments before a
    border are aligned only with target segments before it. Other locks, and locked null alignments,
    only take their segments away. Raises UsageError if two locks share a segment, or one names a
    segment that does not exist.
    """
    for side, count in ((0, size[0]), (1, size[1])):
        seen: set[int] = set()
        for lock in locks:
            for index in (lock.source, lock.target)[side]:
                if index in seen or index >= count:
                    trouble = "is in two locked beads" if index in seen else "is locked, but does not exist"
                    raise UsageError(f"{('source', 'target')[side]} {index} {trouble}", cure="check the --lock file")
                seen.add(index)
    straight = [lock for lock in locks if not lock.is_null and not lock.crosses]
    boxes = [(lock.source[0], lock.source[-1], lock.target[0], lock.target[-1]) for lock in straight]
    borders = [straight[place] for place in rising_chain(boxes)]
    taken = {index for lock in locks for index in lock.source}, {index for lock in locks for index in lock.target}

    def free(side: int, start: int, stop: int) -> list[int]:
        return [index for index in range(start, stop) if index not in taken[side]]

    regions: list[Region] = []
    i = j = 0
    ends = [(lock.source[0], lock.source[-1] + 1, lock.target[0], lock.target[-1] + 1) for lock in borders]
    for start, stop, target_start, target_stop in [*ends, (size[0], size[0], size[1], size[1])]:
        before = free(0, i, start), free(1, j, target_start)
        # Segments between those of a lock that skips some stay free, in a region of their own.
        inside = free(0, start, stop), free(1, target_start, target_stop)
        regions += [region for region in (before, inside) if region[0] or region[1]]
        i, j = stop, target_stop
    return regions
