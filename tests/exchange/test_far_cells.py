"""A workbook with a cell in its last corner is read, or refused with one line: never filled up in memory."""

import io

import pytest

from align.errors import FormatError
from align.exchange.grids import Columns
from align.exchange.xlsx import cells
from align.exchange.xlsx.reader import read_bilingual, read_reviewed


def workbook(*places, note=False):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for place, text in (("A1", "ja"), ("B1", "en"), ("A2", "日"), ("B2", "day"), *((place, "x") for place in places)):
        sheet[place] = text
    if note:
        sheet["A2"].comment = openpyxl.comments.Comment("見て", "A")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_far_cell_in_a_sheet_that_is_read_row_by_row():
    rows = list(read_bilingual(workbook("XFD1048576"), "x.xlsx", ("ja", "en"), Columns()))
    assert (rows[0].source, rows[0].target) == ("日", "day")


def test_a_far_cell_in_a_sheet_with_notes():
    assert read_reviewed(workbook("XFD1048576", note=True), "x.xlsx").rows == ()


def test_many_wide_rows_are_refused(monkeypatch):
    monkeypatch.setattr(cells, "MOST_CELLS", 50_000)
    with pytest.raises(FormatError, match="a sheet of more than 50,000 cells"):
        read_bilingual(workbook("XFD3", "XFD4", "XFD5", "XFD6"), "x.xlsx", ("ja", "en"), Columns())
