"""CSV as a table of pairs: quotes, line breaks in cells, semicolons, and rows that are damaged."""

import gzip

import pytest

from align.corpus.sources import open_pairs
from align.errors import FormatError


def rows_of(path):
    return [item.row for item in open_pairs(str(path))]


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("comma", [",", ";"])
def test_quoted_cells_hold_commas_quotes_and_line_breaks(tmp_path, comma, mark):
    path = tmp_path / "pairs.csv"
    lines = ["id,source,target", '"a, b","一。\n\n二、""三""。","One.\r\n\r\nTwo; ""three""."', "", "c,四,four"]
    path.write_bytes((mark + "\r\n".join(line.replace(",", comma) for line in lines)).encode())
    rows = rows_of(path)
    assert [(row.number, row.id) for row in rows] == [(0, f"a{comma} b"), (1, "c")]
    assert rows[0].source == '一。\n\n二、"三"。'
    assert rows[0].target == 'One.\r\n\r\nTwo; "three".'.replace(",", comma)


def test_without_a_header_the_columns_are_id_source_target(tmp_path):
    path = tmp_path / "pairs.csv.gz"
    path.write_bytes(gzip.compress("一,one\n二,two\n".encode()))
    assert [(row.id, row.source) for row in rows_of(path)] == [("0", "一"), ("1", "二")]


def test_a_bad_row_is_a_row_with_its_trouble(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_bytes("id,source,target\na,日\nb,".encode() + b"\x93\xfa" + ",day\nc,日,day\n".encode())
    assert [row.trouble for row in rows_of(path)] == [
        "the row has 2 cells, the table 3 columns",
        "the row is not UTF-8",
        "",
    ]


def test_a_quote_that_is_not_closed_is_one_line(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text('id,source,target\na,日,"day' + "x" * 10_000_001)
    with pytest.raises(FormatError, match=r"pairs\.csv:2: not CSV .*; is a quote not closed\?"):
        rows_of(path)
