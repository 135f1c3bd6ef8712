"""The heaviest chain of boxes that rises on both axes: the order that two sequences have in common."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from heapq import heappop, heappush

Box = tuple[int, int, int, int]
"""First and last place on one axis, first and last place on the other. A point has first = last."""


def rising_chain(boxes: Sequence[Box], weights: Sequence[float] | None = None) -> list[int]:
    """Return the indices of the chain of greatest total weight, in rising order (Fredman 1975, with weights).

    In a chain, each box ends before the next one begins, on both axes. Without `weights` every box
    weighs 1, so the chain is the longest. Weights must be positive. Among equally heavy chains, the
    one that ends lowest is kept at each step. Time is n log n.

    >>> rising_chain([(0, 0, 1, 1), (1, 1, 0, 0), (2, 2, 2, 2)])
    [1, 2]
    """
    weight_of = [1.0] * len(boxes) if weights is None else weights
    # The best chains so far, one for each place where a chain can end: places and totals both
    # ascend.
    ends: list[int] = []
    tops: list[tuple[float, int]] = []
    before = [-1] * len(boxes)
    waiting: list[tuple[int, int, float, int]] = []
    order = sorted(range(len(boxes)), key=lambda box: (boxes[box][0], -boxes[box][2]))
    for number, box in enumerate(order):
        while waiting and waiting[0][0] < boxes[box][0]:
            _, _, total, ready = heappop(waiting)
            _insert(ends, tops, boxes[ready][3], (total, ready))
        total = weight_of[box]
        if place := bisect_left(ends, boxes[box][2]):
            total += tops[place - 1][0]
            before[box] = tops[place - 1][1]
        heappush(waiting, (boxes[box][1], number, total, box))
    while waiting:
        _, _, total, ready = heappop(waiting)
        _insert(ends, tops, boxes[ready][3], (total, ready))
    chain, box = [], tops[-1][1] if tops else -1
    while box >= 0:
        chain.append(box)
        box = before[box]
    return chain[::-1]


def _insert(ends: list[int], tops: list[tuple[float, int]], end: int, top: tuple[float, int]) -> None:
    """Add a chain that ends at `end`; drop the chains that end there or later and are not heavier."""
    place = bisect_left(ends, end)
    if place and tops[place - 1][0] >= top[0]:
        return
    if place < len(ends) and ends[place] == end and tops[place][0] >= top[0]:
        return
    stop = place
    while stop < len(ends) and tops[stop][0] <= top[0]:
        stop += 1
    ends[place:stop] = [end]
    tops[place:stop] = [top]
