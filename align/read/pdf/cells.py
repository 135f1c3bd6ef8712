"""What is read for itself on a page: ruled tables and turned text.

A stand-in keeps its place among the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.read.pdf.columns import rows_of
from align.read.pdf.glyphs import Piece
from align.read.pdf.grids import Box, grids_of, side_by_side
from align.read.pdf.rules import Rule
from align.read.pdf.turned import Region, turned_regions

_MOST_LINES = 12
"""A cell with more lines is a frame around running text."""


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table: the box and the pieces of each cell that has any, in reading order."""

    cells: tuple[tuple[Box, tuple[Piece, ...]], ...]


@dataclass(frozen=True, slots=True)
class SplitPage:
    """A page whose ruled tables and turned texts are taken out."""

    pieces: tuple[Piece, ...]
    """The other pieces, and stand-ins as wide as what they stand for, one for each of its rows."""
    parts: dict[int, RuledTable | Region]
    """The `id` of a stand-in -> what it stands for."""


def split_page(pieces: Sequence[Piece], rules: Sequence[Rule], vertical: bool = False) -> SplitPage:
    """The page with each table and each turned text behind stand-ins.

    A table inside of another one, and a turned text inside of a table, are pieces of its cell.
    """
    regions = turned_regions(pieces, rules, vertical)
    own = {id(piece) for region in regions for piece in region.members}
    kept = [piece for piece in pieces if id(piece) not in own]
    parts: dict[int, RuledTable | Region] = {}
    for region in regions:
        left, _, right, _ = region.box
        kept += _stand_ins(region.members, left, right, region, parts)
    for grid in grids_of(rules) if rules else ():
        inside: dict[int, list[Piece]] = {}
        outside: list[Piece] = []
        for piece in kept:
            cell = grid.find((piece.left + piece.right) / 2, piece.base)
            (outside if cell is None else inside.setdefault(cell, [])).append(piece)
        if len(inside) < 2 or not side_by_side(grid.cells[cell] for cell in inside):
            continue
        table = RuledTable(tuple((grid.cells[cell], tuple(inside[cell])) for cell in sorted(inside)))
        members = [piece for cell in inside.values() for piece in cell]
        kept = outside + _stand_ins(members, grid.xs[0], grid.xs[-1], table, parts)
    return SplitPage(tuple(kept), parts)


def _stand_ins(
    pieces: Sequence[Piece], left: float, right: float, part: RuledTable | Region, parts: dict[int, RuledTable | Region]
) -> list[Piece]:
    """One piece from `left` to `right` for each row of the pieces; it is noted in `parts`."""
    found = []
    for row in rows_of(pieces):
        text = "".join(piece.text for piece in row)
        size = max(piece.size for piece in row)
        order = min(piece.order for piece in row)
        found.append(Piece(text, left, right, row[0].base, size, order))
        parts[id(found[-1])] = part
    return found


def is_frame(pieces: Sequence[Piece]) -> bool:
    """True if a cell holds so many lines that it is a frame around running text."""
    return len(rows_of(pieces)) > _MOST_LINES
