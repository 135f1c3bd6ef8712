"""XLSX workbooks -> the rows of the sheet that holds the texts."""

from __future__ import annotations

import io
from collections.abc import Sequence

from align.errors import FormatError, InputError

HEADER_WITHIN = 10
"""Rows of a sheet among which its header is looked for: titles and notes may stand above it."""


def sheet_with(content: bytes, place: str, columns: Sequence[set[str]]) -> list[list[str]]:
    """The longest sheet whose header names a column of each set, from its header on; if none does, the first sheet.

    Names are compared in lower case. Raises FormatError, and InputError without openpyxl.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise InputError("reading XLSX needs openpyxl", place=place, cure="pip install 'taiyaku[office]'") from error
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = [
            [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
            for sheet in book.worksheets
        ]
    except Exception as error:
        raise FormatError(f"not an XLSX workbook: {error}", place=place, cure="save it again as .xlsx") from error
    sheets = [[row for row in sheet if any(row)] for sheet in sheets]
    headed = [sheet[start:] for sheet in sheets if (start := _header(sheet, columns)) is not None]
    return max(headed, key=len) if headed else next(iter(sheets), [])


def _header(sheet: list[list[str]], columns: Sequence[set[str]]) -> int | None:
    for place, row in enumerate(sheet[:HEADER_WITHIN]):
        names = {cell.strip().lower() for cell in row}
        if all(names & wanted for wanted in columns):
            return place
    return None
