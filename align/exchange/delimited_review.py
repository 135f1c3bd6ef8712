"""A reviewer's TSV or CSV -> rows: as `align export` wrote it, or as another program made it of the texts."""

from __future__ import annotations

from collections.abc import Iterator

from align.errors import AlignError
from align.exchange.grids import FOUND_COLUMNS, rows_of_grid
from align.exchange.reviewed import Reviewed, ReviewedRow, review_columns

_OURS = {"source_text": "source", "target_text": "target"}
_CONFLICT = "conflict: "
"""Begins a verdict cell that we wrote and that is no decision."""


def reviewed_grid(grid: list[list[str]], place: str) -> Reviewed:
    """Return the rows of a table.

    Raises FormatError, UsageError if it has neither our heads nor two texts.
    """
    header = [cell.strip().lower() for cell in grid[0]] if grid else []
    if set(_OURS) <= set(header):
        columns: dict[str, int] = {
            name: header.index(name)
            for name in ("id", "key", "mark", "verdict", "comment", "reviewer")
            if name in header
        }
        columns |= {name: header.index(head) for head, name in _OURS.items()}
    else:
        columns = review_columns(grid[0]) if grid else {}
    if columns:
        return Reviewed(tuple(_rows(grid, columns)))
    try:
        rows = list(rows_of_grid(grid, place, FOUND_COLUMNS, ("ja", "en")))
    except AlignError:
        return Reviewed(())
    return Reviewed(
        tuple(
            ReviewedRow(f"row {number}", id=row.id, source=row.source, target=row.target)
            for number, row in enumerate(rows, start=1)
        )
    )


def _rows(grid: list[list[str]], columns: dict[str, int]) -> Iterator[ReviewedRow]:
    for number, row in enumerate(grid[1:], start=2):
        value = {name: row[place] if place < len(row) else "" for name, place in columns.items()}
        verdict = value.get("verdict")
        yield ReviewedRow(
            place=f"row {number}",
            id=value.get("id", "").strip(),
            key=value.get("key", "").strip().partition(" ")[0],
            digests=value.get("mark", "") or value.get("key", "").partition(" ")[2],
            verdict=None if verdict is None or verdict.startswith(_CONFLICT) else verdict,
            comment=value.get("comment"),
            source=value.get("source"),
            target=value.get("target"),
            reviewer=value.get("reviewer"),
        )
