"""One row of a table of pairs, in whatever format: its place, its cells, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from align.corpus.job import Place, TableSpec
from align.errors import FormatError

PACKED = ("gz", "bz2", "xz", "zst")
"""Suffixes of compressed tables of lines."""
Cells = tuple[str, str, str, str]
"""Id, source, target and trouble of a row: a bad row is a row, too."""


class Record(NamedTuple):
    """One row as the table holds it."""

    start: Place
    stop: Place
    share: float
    """How much of the table lies before its end, 0…1."""
    group_rows: int
    """Rows that must be read to reach it: 0 in lines, its row group's in Parquet."""
    id: str
    source: str
    target: str
    trouble: str


def is_packed(url: str) -> bool:
    """Return true for a compressed table of lines: it has no places to go to."""
    return url.lower().endswith(tuple(f".{suffix}" for suffix in PACKED))


def columns_of(names: list[str], table: TableSpec) -> tuple[list[int], bool]:
    """Return the places of id, source and target (-1: no id), and whether the first row is a header."""
    wanted = [names.index(name) if name in names else -1 for name in table.columns]
    if wanted[1] >= 0 and wanted[2] >= 0:
        return wanted, True
    if table.columns != TableSpec.__dataclass_fields__["columns"].default:
        shown = ", ".join(names[:8])[:200]
        cure = f"it has {shown}; say which with --columns ID,SOURCE,TARGET"
        raise FormatError(f"no columns {table.columns[1]} and {table.columns[2]}", place=table.url, cure=cure)
    if len(names) not in (2, 3):
        cure = "give it a header with id, source and target, or name its columns with --columns"
        raise FormatError(f"{len(names)} columns and no header", place=table.url, cure=cure)
    return [0, 1, 2] if len(names) == 3 else [-1, 0, 1], False


def from_cells(cells: list[str], wanted: list[int], width: int) -> Cells:
    """Read a row of cells; `wanted` are the places of id, source and target, `width` the number of columns."""
    if len(cells) != width:
        return cells[0] if wanted[0] == 0 else "", "", "", f"the row has {len(cells)} cells, the table {width} columns"
    id, source, target = (cells[place] if place >= 0 else "" for place in wanted)
    return id, source, target, ""


def from_mapping(body: object, table: TableSpec) -> Cells:
    """Read a row of values by column, as JSON and Parquet give it."""
    if not isinstance(body, Mapping):
        return "", "", "", "the row is no JSON object"
    id, source, target = (body.get(name) for name in table.columns)
    name = "" if id is None else str(id)
    for column, value in zip(table.columns[1:], (source, target), strict=True):
        if not isinstance(value, str):
            held = "nothing" if value is None else type(value).__name__
            return name, "", "", f"column {column} holds {held}, not text"
    return name, str(source), str(target), ""
