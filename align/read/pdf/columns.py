"""Reading order: the pieces of a page -> bands that are read one after the other.

A page is cut where a white strip stands between two columns of text, again and again. Whether two
sides are columns or parts of a table, two signs tell: the order in which the file draws them, and
whether the text of one side runs on past the rows of the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from align.read.pdf.glyphs import Piece
from align.text.endings import ends_clause

_DEEPEST = 5
_MOST_EDGES = 8
"""Only so many left edges of a page, those with the most pieces, are tried as the start of a column."""
_FEWEST_ROWS = 3
_NARROWEST = 5.0
"""Characters. A side that is narrower is no column: it holds numbers or markers."""
_MOST_SWITCHES = 0.25
"""For each row, how often a file that draws one column after the other may go back: for notes and figures."""
_GUTTER = 0.5
"""Characters. The least white space before a column."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place where columns stand side by side: the rows `first` to `last` - 1, cut at `edge`."""

    first: int
    last: int
    edge: float


def bands(pieces: Sequence[Piece], depth: int = 0) -> list[list[Piece]]:
    """The pieces in groups that are read one after the other."""
    if not pieces:
        return []
    rows = rows_of(pieces)
    cut = _best_cut(rows) if depth < _DEEPEST and len(pieces) > 2 * _FEWEST_ROWS else None
    if cut is None:
        return [list(pieces)]
    inside = [piece for row in rows[cut.first : cut.last] for piece in row]
    left = [piece for piece in inside if piece.left < cut.edge]
    right = [piece for piece in inside if piece.left >= cut.edge]
    parts = [[piece for row in rows[: cut.first] for piece in row], left, right]
    if _is_margin(left, right):
        parts[1:] = [right, left]
    parts.append([piece for row in rows[cut.last :] for piece in row])
    return [band for part in parts for band in bands(part, depth + 1)]


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of each line, from top to bottom, each line from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.base, piece.left)):
        row = rows[-1] if rows else None
        if row is not None and row[0].base - piece.base < 0.45 * max(row[0].size, piece.size):
            row.append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _best_cut(rows: list[list[Piece]]) -> _Cut | None:
    """The cut that gives the most text to both columns; None where there is one column."""
    pieces = [piece for row in rows for piece in row]
    em = median(piece.size for piece in pieces)
    first = min(piece.left for piece in pieces)
    counts = Counter(round(piece.left / 3) for piece in pieces if piece.left > first + _NARROWEST * em)
    best: tuple[int, _Cut] | None = None
    for cell, count in counts.most_common(_MOST_EDGES):
        if count + counts[cell - 1] + counts[cell + 1] < _FEWEST_ROWS:
            continue
        edge = min(piece.left for piece in pieces if abs(round(piece.left / 3) - cell) <= 1) - 0.1
        for cut in _runs(rows, edge, em):
            size = _columns_size(rows[cut.first : cut.last], edge, em)
            if size and (best is None or size > best[0]):
                best = (size, cut)
    return best[1] if best else None


def _runs(rows: list[list[Piece]], edge: float, em: float) -> list[_Cut]:
    """The runs of rows in which no piece stands across the strip before `edge`, without their one-sided ends."""
    found: list[_Cut] = []
    start = 0
    for number in range(len(rows) + 1):
        row = rows[number] if number < len(rows) else None
        if row is not None and not any(piece.left < edge < piece.right + _GUTTER * em for piece in row):
            continue
        first, last = _trimmed(rows, start, number, edge)
        if last - first >= _FEWEST_ROWS:
            found.append(_Cut(first, last, edge))
        start = number + 1
    return found


def _trimmed(rows: list[list[Piece]], first: int, last: int, edge: float) -> tuple[int, int]:
    """The run without what stands apart at its ends and is no part of columns: one side alone, rows of a table."""
    starts = [first, *(at for at in range(first + 1, last) if _is_apart(rows[at - 1], rows[at])), last]
    groups = [(one, other) for one, other in pairwise(starts) if other > one]
    while len(groups) > 1 and not _may_be_columns(rows[groups[0][0] : groups[0][1]], edge):
        groups.pop(0)
    while len(groups) > 1 and not _may_be_columns(rows[groups[-1][0] : groups[-1][1]], edge):
        groups.pop()
    return (groups[0][0], groups[-1][1]) if groups else (first, first)


def _may_be_columns(rows: list[list[Piece]], edge: float) -> bool:
    """True if a group of rows has both sides, one drawn after the other."""
    both = len({piece.left >= edge for row in rows for piece in row}) == 2
    return both and _switches(rows, edge) <= max(1, len(rows) // 2)


def _switches(rows: list[list[Piece]], edge: float) -> int:
    """How often the file goes from one side to the other while it draws the rows."""
    order = sorted((piece.order, piece.left >= edge) for row in rows for piece in row)
    return sum(one != other for (_, one), (_, other) in pairwise(order))


def _is_apart(above: list[Piece], below: list[Piece]) -> bool:
    return above[0].base - below[0].base > 2.2 * max(above[0].size, below[0].size)


def _columns_size(rows: list[list[Piece]], edge: float, em: float) -> int:
    """The characters of the smaller of two columns; 0 if the sides are no columns."""
    left = [[piece for piece in row if piece.left < edge] for row in rows]
    right = [[piece for piece in row if piece.left >= edge] for row in rows]
    sides = [[row for row in side if row] for side in (left, right)]
    if min(map(len, sides)) < _FEWEST_ROWS or min(_width(side) for side in sides) < _NARROWEST * em:
        return 0
    size = min(sum(len(piece.text) for row in side for piece in row) for side in sides)
    if size < 4 * _FEWEST_ROWS:
        return 0
    if _switches(rows, edge) <= 1 + _MOST_SWITCHES * min(map(len, sides)):
        return size
    flows = _runs_on(sides[0], sides[1], em) or _runs_on(sides[1], sides[0], em)
    return size if flows else 0


def _width(rows: list[list[Piece]]) -> float:
    """The width of the text of one side, in points; a few lines that reach further do not count."""
    rights = sorted(row[-1].right for row in rows)
    return rights[len(rights) * 9 // 10] - min(row[0].left for row in rows)


def _runs_on(prose: list[list[Piece]], other: list[list[Piece]], em: float) -> bool:
    """True if one side is prose whose lines run on where the rows of the other side begin."""
    edge = sorted(row[-1].right for row in prose)[len(prose) * 9 // 10]
    start = min(row[0].left for row in prose)
    full = [row[-1].right > edge - 2 * em and sum(map(_length, row)) > 0.8 * (edge - start) for row in prose]
    if len(prose) < 4 or edge - start < 9 * em or sum(full) < 0.6 * len(prose):
        return False
    rest = iter(other)
    beside = next(rest, None)
    met = inside = 0
    for number, row in enumerate(prose[1:], start=1):
        while beside is not None and beside[0].base > row[0].base + 0.45 * em:
            beside = next(rest, None)
        if beside is None:
            break
        if abs(beside[0].base - row[0].base) <= 0.45 * em:
            met += 1
            inside += full[number - 1] and not ends_clause(prose[number - 1][-1].text)
    return met < 0.5 * len(other) or inside > 0.5 * met


def _length(piece: Piece) -> float:
    return piece.right - piece.left


def _is_margin(left: list[Piece], right: list[Piece]) -> bool:
    """True if the left side is a margin with notes in smaller print."""
    if not left or not right or _span(left) > 0.4 * _span(right):
        return False
    return median(piece.size for piece in left) < 0.9 * median(piece.size for piece in right)


def _span(pieces: list[Piece]) -> float:
    return max(piece.right for piece in pieces) - min(piece.left for piece in pieces)
