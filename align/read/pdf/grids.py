"""Ruling lines -> tables: the boxes that they enclose, in the order in which they are read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.read.pdf.rules import Rule

_TOUCH = 3.0
"""Points. Rules that end so near to each other meet."""
_SAME = 1.5
"""Points. Rules that stand so near to each other are one."""
_MOST_PAIRS = 1_000_000
_MOST_BOXES = 10_000
_MOST_GRIDS = 200
"""On a page; of more, the largest are taken."""
_WALL = 0.5
"""The share of an edge that is ruled, at least, if it divides two boxes."""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a ruled table, in points."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table."""

    xs: tuple[float, ...]
    """The upright lines, from left to right."""
    ys: tuple[float, ...]
    """The level lines, from top to bottom."""
    cells: tuple[Box, ...]
    """Row by row, each from left to right; a cell stands where its top row stands."""
    cell_at: dict[tuple[int, int], int]
    """(row, column) between the lines -> the number of the cell."""

    def find(self, x: float, y: float) -> int | None:
        """The number of the cell around a point; None outside the table."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = bisect_right(self.xs, x) - 1
        row = bisect_right(self.ys, -y, key=lambda level: -level) - 1
        return self.cell_at.get((row, column))


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The ruled tables of a page, the smallest first."""
    uprights = _merged([one for one in rules if one.is_upright], upright=True)
    levels = _merged([one for one in rules if not one.is_upright], upright=False)
    if len(uprights) * len(levels) > _MOST_PAIRS:
        return []
    grids = [grid for group in _connected(uprights, levels) if (grid := _grid(*group)) is not None]
    ordered = sorted(grids, key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[0] - grid.ys[-1]))
    return ordered[-_MOST_GRIDS:]


def _merged(rules: Iterable[Rule], upright: bool) -> list[Rule]:
    """The rules with those that stand in one line and touch made one."""
    spans = [(one.left, one.bottom, one.top) if upright else (one.bottom, one.left, one.right) for one in rules]
    lines: list[list[tuple[float, float, float]]] = []
    for span in sorted(spans):
        if lines and span[0] - lines[-1][0][0] <= _SAME:
            lines[-1].append(span)
        else:
            lines.append([span])
    found: list[tuple[float, float, float]] = []
    for line in lines:
        place = line[0][0]
        start, end = None, 0.0
        for _, first, last in sorted(line, key=lambda span: span[1]):
            if start is not None and first <= end + _TOUCH:
                end = max(end, last)
                continue
            if start is not None:
                found.append((place, start, end))
            start, end = first, last
        if start is not None:
            found.append((place, start, end))
    return [Rule(at, first, at, last) if upright else Rule(first, at, last, at) for at, first, last in found]


def _connected(uprights: list[Rule], levels: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """The groups of rules that meet, each with two of either direction or more."""
    root = _roots(
        len(uprights) + len(levels),
        (
            (number, len(uprights) + other)
            for number, one in enumerate(uprights)
            for other, level in enumerate(levels)
            if level.left - _TOUCH <= one.left <= level.right + _TOUCH
            and one.bottom - _TOUCH <= level.bottom <= one.top + _TOUCH
        ),
    )
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, one in enumerate([*uprights, *levels]):
        groups.setdefault(root(number), ([], []))[0 if number < len(uprights) else 1].append(one)
    return [group for group in groups.values() if len(group[0]) + len(group[1]) > 3 and group[0] and group[1]]


def _roots(count: int, pairs: Iterable[tuple[int, int]]) -> Callable[[int], int]:
    """A function from a number to that of its group, where the numbers of each pair are in one group."""
    parent = list(range(count))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, other in pairs:
        parent[root(other)] = root(one)
    return root


def _grid(uprights: list[Rule], levels: list[Rule]) -> Grid | None:
    """The table that a group of rules draws; its open sides are closed."""
    every = [*uprights, *levels]
    xs = _places([one.left for one in uprights], min(one.left for one in every), max(one.right for one in every))
    ys = _places([one.bottom for one in levels], min(one.bottom for one in every), max(one.top for one in every))[::-1]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2 or rows * columns > _MOST_BOXES:
        return None
    root = _roots(rows * columns, _open_pairs(xs, ys, uprights, levels))
    numbers: dict[int, int] = {}
    cell_at: dict[tuple[int, int], int] = {}
    boxes: list[Box] = []
    for row in range(rows):
        for at in range(columns):
            box = Box(xs[at], ys[row + 1], xs[at + 1], ys[row])
            number = numbers.setdefault(root(row * columns + at), len(boxes))
            if number == len(boxes):
                boxes.append(box)
            cell_at[row, at] = number
            boxes[number] = _around(boxes[number], box)
    return Grid(tuple(xs), tuple(ys), tuple(boxes), cell_at)


def _open_pairs(xs: list[float], ys: list[float], uprights: list[Rule], levels: list[Rule]) -> list[tuple[int, int]]:
    """The numbers of neighbouring boxes between which no rule stands; boxes are numbered row by row."""
    rows, columns = len(ys) - 1, len(xs) - 1
    pairs = []
    for at in range(1, columns):
        walls = [(one.bottom, one.top) for one in uprights if abs(one.left - xs[at]) <= _TOUCH]
        pairs += [
            (row * columns + at - 1, row * columns + at)
            for row in range(rows)
            if not _covers(walls, ys[row + 1], ys[row])
        ]
    for row in range(1, rows):
        floors = [(one.left, one.right) for one in levels if abs(one.bottom - ys[row]) <= _TOUCH]
        pairs += [
            ((row - 1) * columns + at, row * columns + at)
            for at in range(columns)
            if not _covers(floors, xs[at], xs[at + 1])
        ]
    return pairs


def _places(found: list[float], first: float, last: float) -> list[float]:
    """The places of lines in rising order, with the first and the last, no two of them the same."""
    places = [first]
    for place in sorted([*found, last]):
        if place - places[-1] > _TOUCH:
            places.append(place)
    return places


def _covers(spans: list[tuple[float, float]], first: float, last: float) -> bool:
    """True if spans cover half of an edge."""
    return sum(max(0.0, min(end, last) - max(start, first)) for start, end in spans) >= _WALL * (last - first)


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left),
        min(one.bottom, other.bottom),
        max(one.right, other.right),
        max(one.top, other.top),
    )


def side_by_side(boxes: Iterable[Box]) -> bool:
    """True if two of the boxes stand beside each other."""
    ordered = sorted(boxes, key=lambda box: -box.top)
    return any(
        min(one.top, other.top) - max(one.bottom, other.bottom) > 1.0
        and (one.right <= other.left + 1.0 or other.right <= one.left + 1.0)
        for one, other in _near(ordered)
    )


def _near(boxes: Sequence[Box]) -> Iterable[tuple[Box, Box]]:
    """The pairs of boxes that follow each other, and each box with the first one that is lower."""
    yield from pairwise(boxes)
    for number, box in enumerate(boxes[:200]):
        for other in boxes[number + 2 : number + 40]:
            yield box, other
