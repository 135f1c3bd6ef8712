"""A workbook with a cell in its last corner is read, or refused with one line: never filled up in memory."""

import io
import zipfile

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


def with_row(number):
    """A workbook whose second row carries another number."""
    content = io.BytesIO(workbook())
    stream = io.BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b'<row r="2"', f'<row r="{number}"'.encode())
            new.writestr(name, part)
    return stream.getvalue()


@pytest.mark.parametrize("number", ["2147483648", "99999999999", "1048577", "-1", "0", "1e9", "x"])
def test_a_row_that_no_sheet_has_is_refused_and_not_walked_to(number):
    with pytest.raises(FormatError, match=r"names the row '.*'; a sheet has 1,048,576 rows"):
        read_bilingual(with_row(number), "x.xlsx", ("ja", "en"), Columns())


def test_the_last_row_of_a_sheet_is_read():
    rows = list(read_bilingual(with_row(cells.MOST_ROWS), "x.xlsx", ("ja", "en"), Columns()))
    assert (rows[0].source, rows[0].target) == ("日", "day")
