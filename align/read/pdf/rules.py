"""The ruling lines of a page: straight strokes and thin bars that stand upright or level."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

MOST_SEGMENTS = 20_000
"""A page whose drawings have more line segments holds a map or a diagram; then no rule is returned."""
_MOST_OBJECTS = 40_000
_DEEPEST_FORM = 4
_THICKEST = 3.0
"""Points. A filled bar that is thicker is a background."""
_SHORTEST = 4.0
"""Points. Shorter strokes rule nothing."""

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A level or upright line from (left, bottom) to (right, top), in points; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_upright(self) -> bool:
        """True for a line from below to above."""
        return self.top - self.bottom > self.right - self.left


class _TooManyError(Exception):
    """The page draws too much to be a table."""


def rules_of(page: PdfPage) -> list[Rule]:
    """The rules of a page, in the coordinates of its crop box; none where the page is a drawing."""
    left, bottom = page.get_cropbox()[:2]
    budget = [_MOST_OBJECTS, MOST_SEGMENTS]
    found: list[Rule] = []
    try:
        for path, matrix in _paths(page.raw, _IDENTITY, 0, budget):
            found += _of_path(path, matrix, budget)
    except _TooManyError:
        return []
    return [Rule(one.left - left, one.bottom - bottom, one.right - left, one.top - bottom) for one in found]


def _paths(holder: object, matrix: _Matrix, depth: int, budget: list[int]) -> Iterator[tuple[object, _Matrix]]:
    """The paths of a page or form with the matrix that leads from them to the page."""
    from pypdfium2 import raw

    count, get = (
        (raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject)
        if depth
        else (raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject)
    )
    number = count(holder)
    budget[0] -= max(0, number)
    if budget[0] < 0:
        raise _TooManyError
    for place in range(number):
        one = get(holder, place)
        kind = raw.FPDFPageObj_GetType(one)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield one, _times(_matrix(one), matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            yield from _paths(one, _times(_matrix(one), matrix), depth + 1, budget)


def _matrix(one: object) -> _Matrix:
    from pypdfium2 import raw

    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(one, ctypes.byref(found)):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: _Matrix, second: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _of_path(path: object, matrix: _Matrix, budget: list[int]) -> list[Rule]:
    """The rules of one path: its straight strokes, or the bar that it fills."""
    from pypdfium2 import raw

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    number = raw.FPDFPath_CountSegments(path)
    if number < 2 or not raw.FPDFPath_GetDrawMode(path, ctypes.byref(mode), ctypes.byref(stroke)):
        return []
    if not stroke.value and not mode.value:
        return []
    budget[1] -= number
    if budget[1] < 0:
        raise _TooManyError
    found: list[Rule] = []
    for points in _subpaths(path, number, matrix):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = Rule(min(xs), min(ys), max(xs), max(ys))
        if min(box.right - box.left, box.top - box.bottom) <= _THICKEST:
            found += [_middle(box)] if max(box.right - box.left, box.top - box.bottom) >= _SHORTEST else []
        elif stroke.value:
            found += [line for one, other in pairwise(points) if (line := _stroke(one, other)) is not None]
    return found


def _subpaths(path: object, number: int, matrix: _Matrix) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path that has no curve, closed where the path closes it."""
    from pypdfium2 import raw

    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    curved = False
    for place in range(number):
        segment = raw.FPDFPath_GetPathSegment(path, place)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _middle(box: Rule) -> Rule:
    """A thin bar as the line in its middle."""
    if box.is_upright:
        middle = (box.left + box.right) / 2
        return Rule(middle, box.bottom, middle, box.top)
    middle = (box.bottom + box.top) / 2
    return Rule(box.left, middle, box.right, middle)


def _stroke(one: tuple[float, float], other: tuple[float, float]) -> Rule | None:
    """A stroke that is level or upright and long enough."""
    left, right = sorted((one[0], other[0]))
    bottom, top = sorted((one[1], other[1]))
    if min(right - left, top - bottom) > 1.0 or max(right - left, top - bottom) < _SHORTEST:
        return None
    return _middle(Rule(left, bottom, right, top))
