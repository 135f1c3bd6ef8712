"""The columns of a pair's sheet, and the cells of a row."""

from __future__ import annotations

import math
import re

from align.exchange.characters import xml_text
from align.exchange.columns import apart_text, finding_text, suggestions, verdict_text
from align.exchange.row_digests import row_digests
from align.exchange.rows import Row
from align.text.width import wide_characters

CELL_LIMIT = 32_767
"""UTF-16 units that Excel holds in a cell. The rest goes into rows below, with "(2/3)" after the
id."""
SHEET_ROWS = 1_048_576
"""Rows that Excel holds in a sheet."""
HEADER_ROW = 1
"""Index of the row of heads, from 0; the title stands above it."""
COLUMNS = ("ID", "Source", "Target", "Verdict", "Comment", "Findings", "Confidence", "Kind", "Reviewer", "Key")
WIDTHS = (14, 42, 52, 18, 28, 32, 11, 7, 12, 10)
REVIEWER_LABEL = "Reviewed by"
"""The summary sheet has this label, and the name in the cell to its right."""


def row_height(cells: list[str]) -> float:
    """Return the height in points of the tallest cell; programs do not measure it on opening."""
    lines = 1
    for text, width in zip(cells[:6], WIDTHS, strict=False):
        wide = len(text) + 0.9 * wide_characters(text)
        lines = max(lines, math.ceil(wide * 0.97 / (width - 1)) + text.count("\n"))
    return min(409.0, 14.5 * lines + 4.0)


def text_style(row: Row, side: str) -> str:
    """Return the name of the cell format for one text: "heading", "text", "none" if empty."""
    document = getattr(row.export.alignment, side)
    indices: tuple[int, ...] = getattr(row.bead, side)
    if not indices:
        return "none"
    return "heading" if all(document.segments[index].kind == "heading" for index in indices) else "text"


def row_cells(row: Row) -> list[list[str]]:
    """Return the cells of a row as text; several lines only for a text too long for a cell."""
    remarks = [line for line in (apart_text(row), row.review.conflicting and verdict_text(row)) if line]
    remarks += finding_text(row) + suggestions(row)
    whole = {
        "Source": row.source,
        "Target": row.target,
        "Verdict": row.review.decision,
        "Comment": row.review.comment,
        "Findings": "\n".join(remarks),
        "Kind": row.bead.kind + (" ×" if row.bead.crosses else ""),
        "Reviewer": row.review.reviewer,
    }
    split = {name: cell_pieces(xml_text(text)) for name, text in whole.items()}
    lines = []
    count = max(map(len, split.values()))
    for number in range(count):
        cells = {name: texts[number] if number < len(texts) else "" for name, texts in split.items()}
        cells["ID"] = xml_text(row.id) + (f" ({number + 1}/{count})" if count > 1 else "")
        cells["Key"] = f"{row.key} {row_digests(row)}"
        lines.append([cells.get(name, "") for name in COLUMNS])
    return lines


def cell_pieces(text: str) -> list[str]:
    """Return `text` cut into pieces that fit a cell; at least one."""
    if len(text) * 2 <= CELL_LIMIT:
        return [text]
    pieces, start, size = [], 0, 0
    for place, character in enumerate(text):
        units = 2 if ord(character) > 0xFFFF else 1
        if size + units > CELL_LIMIT:
            pieces.append(text[start:place])
            start, size = place, 0
        size += units
    return [*pieces, text[start:]]


def sheet_name(pair: str, taken: set[str]) -> str:
    """Return a name for a sheet that Excel accepts and that is not in `taken`, and add it there.

    Excel allows 31 UTF-16 units, without `[]:*?/` and backslash; it compares names without case.
    """
    base = re.sub(r"[\[\]:*?/\\\x00-\x1f\x7f]", "_", xml_text(pair)).strip("' ") or "pair"
    name, number = _cut(base, 31), 1
    while name.casefold() in taken:
        number += 1
        tail = f"~{number}"
        name = _cut(base, 31 - len(tail)) + tail
    taken.add(name.casefold())
    return name


def _cut(text: str, units: int) -> str:
    while len(text.encode("utf-16-le")) // 2 > units:
        text = text[:-1]
    return text.strip("' ")
