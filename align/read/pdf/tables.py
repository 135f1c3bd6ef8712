"""Which lines are rows of a table, and which rows hold the rest of the cells above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from align.read.pdf.lines import Line
from align.text.joining import join_lines

_LINE_STEP = 1.75
"""Characters. The lines of one cell stand closer than this."""


_TIGHT = 0.92
"""Lines of one cell stand closer than the rows of the table do, by this share."""
_LONG = 8
"""Characters. Where all lines stand alike, only a cell as wide as this is a wrapped one."""


def keep_tables(lines: list[Line]) -> list[Line]:
    """The lines with cells only where they are rows of a table; a row that only continues cells joins the row above."""
    _mark_rows(lines)
    kept: list[Line] = []
    for line in lines:
        if kept and line.cells and kept[-1].cells and (whole := _joined(kept, line, lines)) is not None:
            kept[-1] = whole
        else:
            kept.append(line)
    return kept


def _mark_rows(lines: Sequence[Line]) -> None:
    """Keep cells only where a neighbouring line has a cell at the same place: that is a table.

    A line with one text that stands under a cell of a row, apart from the left edge, is a row, too.
    """
    in_table = [False] * len(lines)
    for place, (line, after) in enumerate(pairwise(lines)):
        if line.band == after.band and _share_edges(line, after):
            in_table[place] = in_table[place + 1] = True
    for place, (line, after) in enumerate(pairwise(lines)):
        if in_table[place] and not in_table[place + 1] and line.band == after.band and not after.cells:
            under = any(abs(after.left - left) < 0.6 * line.size for left, _ in line.spans[1:])
            if under and line.base - after.base < _LINE_STEP * line.size:
                after.cells, after.spans = (after.text,), ((after.left, after.right),)
                in_table[place + 1] = True
    for line, is_row in zip(lines, in_table, strict=True):
        if not is_row:
            line.cells, line.spans = (), ()


def _share_edges(line: Line, after: Line) -> bool:
    """True if a cell behind the first begins, ends or is centred where one of the next line does."""
    near = 0.6 * line.size
    for left, right in line.spans[1:]:
        for other_left, other_right in after.spans[1:]:
            middle = abs(left + right - other_left - other_right) / 2
            if min(abs(left - other_left), abs(right - other_right), middle) < near:
                return True
    return False


def _joined(kept: Sequence[Line], line: Line, lines: Sequence[Line]) -> Line | None:
    """The row above with the cells of the line behind its own; None if the line is a row of its own."""
    above = kept[-1]
    if above.band != line.band or not 0 < above.base - line.base < _LINE_STEP * max(above.size, line.size):
        return None
    first = above.spans[0]
    if line.spans[0][0] < first[1]:
        return None
    places = [_cell_above(above, span) for span in line.spans]
    if None in places or len(set(places)) < len(places):
        return None
    near = _near(above, lines)
    rights = [_right(above, span, near) for span in above.spans]
    tight = above.base - line.base < _TIGHT * _widest_step(near)
    texts = list(above.cells)
    spans = list(above.spans)
    for place, cell, span in zip(places, line.cells, line.spans, strict=True):
        assert place is not None
        long = tight or spans[place][1] - spans[place][0] >= _LONG * line.size
        if not long or spans[place][1] < rights[place] - 1.2 * line.size:
            return None
        texts[place] = join_lines(texts[place], cell)
        spans[place] = (min(spans[place][0], span[0]), span[1])
    return replace(above, text=" ".join(texts), cells=tuple(texts), spans=tuple(spans), base=line.base)


def _cell_above(above: Line, span: tuple[float, float]) -> int | None:
    """The number of the cell that begins where this one begins."""
    near = [place for place, (left, _) in enumerate(above.spans) if abs(left - span[0]) < 0.8 * above.size]
    return near[0] if len(near) == 1 else None


def _near(above: Line, lines: Sequence[Line]) -> list[Line]:
    """The rows near a row."""
    start = max(0, above.number - 60)
    return [line for line in lines[start : above.number + 60] if line.band == above.band and line.cells]


def _right(above: Line, span: tuple[float, float], near: Sequence[Line]) -> float:
    """Where the text of a column ends at the latest."""
    rights = [other[1] for line in near for other in line.spans if abs(other[0] - span[0]) < 0.8 * above.size]
    return max(rights, default=span[1])


def _widest_step(near: Sequence[Line]) -> float:
    """The widest distance between rows that follow each other."""
    steps = [one.base - other.base for one, other in pairwise(near) if other.number == one.number + 1]
    return max((step for step in steps if step < 4 * near[0].size), default=0.0)
