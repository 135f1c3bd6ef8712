"""The pieces of a page -> lines in reading order, column after column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from align.read.pdf.glyphs import Piece

_MARKER_ONLY = re.compile(
    r"(?:[・･•‣◦●○◎■□◆◇▪▫※*–—-]|[(（]?[0-9０-９]{1,3}[.)．）]?|[(（]?[a-zA-Zア-ン][.)．）]|[①-⑳]|第[0-9０-９一二三四五六七八九十]{1,3}[章節条]?)"
)


@dataclass(slots=True)
class Line:
    """A line of text, and the column that it stands in."""

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int
    number: int = 0
    column: tuple[float, float] = (0.0, 0.0)
    """Left and right edge of the column."""
    band: int = 0
    """Lines with the same number follow each other down the page."""
    cells: tuple[str, ...] = field(default=())
    """The cells, if the line is a row of a table."""
    edges: tuple[float, ...] = field(default=())
    """The left edges of the cells."""

    @property
    def is_full(self) -> bool:
        """True if no further character would have fitted on the line."""
        return self.right >= self.column[1] - 1.7 * self.size


def lines_of(pieces: Sequence[Piece], page: int) -> list[Line]:
    """The lines of a page in reading order, numbered from 1."""
    lines: list[Line] = []
    for band, group in enumerate(_bands(list(pieces), 0)):
        rows = _rows(group)
        found = [_line(row, page, band) for row in rows]
        edges = (min((line.left for line in found), default=0.0), _right_edge(found))
        for line in found:
            line.column = edges
        lines += found
    for number, line in enumerate(lines, start=1):
        line.number = number
    _mark_tables(lines)
    return lines


def _right_edge(lines: Sequence[Line]) -> float:
    """Where the lines of a column end. A single line that reaches further (an address, a header) does not count."""
    rights = sorted((line.right for line in lines), reverse=True)
    if not rights:
        return 0.0
    reach = 2 * median(line.size for line in lines)
    for place, right in enumerate(rights[: max(2, len(rights) // 4)]):
        near = sum(right - reach < other <= right for other in rights[place:])
        if near >= max(2, 0.1 * len(rights)):
            return right
    return rights[0]


def _bands(pieces: list[Piece], depth: int) -> list[list[Piece]]:
    """The pieces in groups that are read one after the other."""
    gutter = _gutter(pieces) if depth < 3 else None
    if gutter is None:
        return [pieces] if pieces else []
    bands: list[list[Piece]] = []
    left: list[Piece] = []
    right: list[Piece] = []
    across: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: -piece.base):
        spans = piece.left < gutter - 1 and piece.right > gutter + 1
        if spans:
            if left or right:
                bands += [*_bands(left, depth + 1), *_bands(right, depth + 1)]
                left, right = [], []
            across.append(piece)
            continue
        if across:
            bands.append(across)
            across = []
        (left if piece.right <= gutter + 1 else right).append(piece)
    bands += [[*across]] if across else []
    return bands + _bands(left, depth + 1) + _bands(right, depth + 1)


def _gutter(pieces: list[Piece]) -> float | None:
    """The middle of the white strip between two columns of text, None if there is one column."""
    if len(pieces) < 8:
        return None
    first, last = min(piece.left for piece in pieces), max(piece.right for piece in pieces)
    width, em = last - first, median(piece.size for piece in pieces)
    best: tuple[int, float] | None = None
    steps = 60
    for step in range(steps + 1):
        place = first + width * (0.25 + 0.5 * step / steps)
        crossing = sum(piece.left < place < piece.right for piece in pieces)
        if best is None or crossing < best[0]:
            best = (crossing, place)
    if best is None or best[0] > 0.3 * len(pieces):
        return None
    place = best[1]
    left = [piece for piece in pieces if piece.right <= place]
    right = [piece for piece in pieces if piece.left >= place]
    if min(len(left), len(right)) < 4:
        return None
    inner, outer = max(piece.right for piece in left), min(piece.left for piece in right)
    if outer - inner < 0.9 * em:
        return None
    for side, edge in ((left, inner), (right, max(piece.right for piece in right))):
        start = min(piece.left for piece in side)
        full = sum(piece.right > edge - 2 * em and piece.right - piece.left > 0.6 * (edge - start) for piece in side)
        if edge - start < 0.2 * width or full < 0.4 * len(side):
            return None
    return (inner + outer) / 2


def _rows(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces of each line, from top to bottom, each line from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.base, piece.left)):
        row = rows[-1] if rows else None
        if row is not None and row[0].base - piece.base < 0.45 * max(row[0].size, piece.size):
            row.append(piece)
        else:
            rows.append([piece])
    return [sorted(row, key=lambda piece: piece.left) for row in rows]


def _line(row: list[Piece], page: int, band: int) -> Line:
    """The line that a row of pieces makes: close pieces are one text, distant ones are cells."""
    cells: list[str] = []
    edges: list[float] = []
    right = None
    for piece in row:
        near = right is not None and (piece.left - right < 1.2 * piece.size or _MARKER_ONLY.fullmatch(cells[-1]))
        if near and right is not None:
            cells[-1] += ("" if piece.left - right < 0.15 * piece.size else " ") + piece.text
        else:
            cells.append(piece.text)
            edges.append(piece.left)
        right = piece.right
    size = max(row, key=lambda piece: len(piece.text)).size
    text = " ".join(cells)
    line = Line(text, row[0].left, max(piece.right for piece in row), row[0].base, size, page, band=band)
    if len(cells) > 1:
        line.cells, line.edges = tuple(cells), tuple(edges)
    return line


def _mark_tables(lines: list[Line]) -> None:
    """Keep cells only where a neighbouring line has a cell at the same place: that is a table."""
    in_table = [False] * len(lines)
    for place, (line, after) in enumerate(pairwise(lines)):
        if any(abs(one - other) < 0.6 * line.size for one in line.edges[1:] for other in after.edges[1:]):
            in_table[place] = in_table[place + 1] = True
    for line, is_row in zip(lines, in_table, strict=True):
        if not is_row:
            line.cells = ()
