"""Tables are read the same as a stream and in slices, and a bad row is a row with its trouble."""

import gzip
import io
import json
import random

import pandas
import pyarrow
import pytest
from pyarrow import parquet

from align.corpus.job import Slice, TableSpec
from align.corpus.partitions import Cut, cut
from align.corpus.sources import SourceOptions, open_pairs
from align.corpus.table_records import is_packed
from align.corpus.tables import kind_of, read_slice, records
from align.errors import AlignError, FormatError, InputError

ROWS = [
    ("a", "一行目。\n二行目。", "First line.\nSecond line."),
    ("b\\c", '引用「"」とタブ\t。', 'A quote " and a tab\t.'),
    ("", "𠮷野家\r\n", "\\n is not a line break"),
    ("d", "𝄞" * 50, "x" * 5000),
    ("e", "最後", "Last"),
]


def escape(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def write_tsv(path, rows=ROWS, header="id\tsource\ttarget\n"):
    path.write_bytes((header + "".join("\t".join(map(escape, row)) + "\n" for row in rows)).encode())
    return path


def write_jsonl(path, rows=ROWS):
    body = "".join(json.dumps({"id": i, "source": s, "target": t}) + "\n" for i, s, t in rows)
    path.write_bytes(body.encode())
    return path


def write_parquet(path, rows=ROWS, group=2):
    pandas.DataFrame(rows, columns=["id", "source", "target"]).to_parquet(path, row_group_size=group)
    return path


WRITERS = {"tsv": write_tsv, "jsonl": write_jsonl, "parquet": write_parquet}


@pytest.fixture(params=WRITERS)
def table(request, tmp_path):
    return WRITERS[request.param](tmp_path / f"pairs.{request.param}")


def rows_of(path, **reading):
    return [item.row for item in open_pairs(str(path), SourceOptions(**reading))]


def test_every_kind_gives_the_same_rows(table):
    rows = rows_of(table)
    assert [(row.id, row.source, row.target) for row in rows] == [
        (id or str(number), source, target) for number, (id, source, target) in enumerate(ROWS)
    ]
    assert [row.number for row in rows] == list(range(len(ROWS)))
    assert not any(row.is_path or row.trouble for row in rows)
    assert rows[3].tokens == 50 + 1 + 1250 + 1, "UTF-8 bytes / 4"


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_a_worker_reads_from_its_slice_what_the_driver_saw(table, size):
    source = open_pairs(str(table))
    whole = rows_of(table)
    parts = list(cut(source, Cut(pairs=size), lambda url: True))
    assert all(part.slice is not None and not part.rows for part in parts)
    assert [row for part in parts for row in read_slice(part.slice, part.first)] == whole
    assert parts[-1].share == 1.0 and [part.share for part in parts] == sorted(part.share for part in parts)


def test_rows_travel_where_workers_do_not_see_the_table(table):
    parts = list(cut(open_pairs(str(table)), Cut(pairs=2), lambda url: False))
    assert all(part.slice is None for part in parts)
    assert [row for part in parts for row in part.rows] == rows_of(table)


def test_rows_travel_out_of_a_huge_row_group(tmp_path):
    rows = [(str(n), "日本", "Japan") for n in range(100)]
    path = write_parquet(tmp_path / "pairs.parquet", rows, group=100)
    assert all(part.slice is None for part in cut(open_pairs(str(path)), Cut(pairs=5), lambda url: True))
    assert all(part.slice is not None for part in cut(open_pairs(str(path)), Cut(pairs=50), lambda url: True))


@pytest.mark.parametrize("kind", ["tsv", "jsonl"])
def test_a_packed_table_is_read_and_its_rows_travel(tmp_path, kind):
    plain = WRITERS[kind](tmp_path / f"pairs.{kind}")
    packed = tmp_path / f"pairs.{kind}.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert is_packed(str(packed)) and not is_packed(str(plain))
    assert rows_of(packed) == rows_of(plain)
    assert {item.share for item in open_pairs(str(packed))} == {0.0}, "nobody knows how long it is"
    assert [part.slice for part in cut(open_pairs(str(packed)), Cut(pairs=9), lambda url: True)] == [None]


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("", ("x", "日", "day"), ("x", "日", "day")),
        ("", ("日", "day"), ("0", "日", "day")),
        ("target\tnote\tsource\n", ("day", "n", "日"), ("0", "日", "day")),
        ("\ufeffid\tsource\ttarget\r\n", ("x", "日", "day"), ("x", "日", "day")),
    ],
)
def test_tsv_with_and_without_a_header(tmp_path, header, cells, expected):
    path = tmp_path / "pairs.tsv"
    path.write_text(header + "\t".join(cells) + "\r\n", encoding="utf-8", newline="")
    (row,) = rows_of(path)
    assert (row.id, row.source, row.target) == expected


def test_a_header_may_stand_in_any_order_and_needs_no_id(tmp_path):
    path = tmp_path / "x.tsv"
    path.write_text("source\ttarget\nあ\ta\n")
    assert [(row.id, row.source, row.target) for row in rows_of(path)] == [("0", "あ", "a")]
    path.write_text("target\tsource\tnote\tid\na\tあ\t-\tone\n")
    assert [(row.id, row.source, row.target) for row in rows_of(path)] == [("one", "あ", "a")]


def test_bad_rows_are_rows(tmp_path):
    tsv = tmp_path / "pairs.tsv"
    tsv.write_bytes("id\tsource\ttarget\nx\t日\n\ny\t日\tday\tmore\nz\t日\tday\n".encode() + b"w\t\xff\xfe\tday\n")
    assert [(row.id, row.trouble) for row in rows_of(tsv)] == [
        ("x", "the row has 2 cells, the table 3 columns"),
        ("y", "the row has 4 cells, the table 3 columns"),
        ("z", ""),
        ("3", "the row is not UTF-8 (byte 2)"),
    ]
    lines = tmp_path / "pairs.jsonl"
    lines.write_text('{"id": 7, "source": "日", "target": "day"}\n[1]\n{"id": "x", "source": 5, "target": ""}\n{"id"\n')
    told = [(row.id, row.trouble.split(":")[0]) for row in rows_of(lines)]
    assert told == [
        ("7", ""),
        ("1", "the row is no JSON object"),
        ("x", "column source holds int, not text"),
        ("3", "the row is not JSON"),
    ]


def test_columns_by_other_names(tmp_path):
    path = tmp_path / "pairs.parquet"
    pandas.DataFrame({"doc": [1], "ja": ["日"], "en": ["day"]}).to_parquet(path)
    (row,) = rows_of(path, columns=("doc", "ja", "en"))
    assert (row.id, row.source, row.target) == ("1", "日", "day")
    with pytest.raises(FormatError, match=r"no column source; it has doc, ja, en; say which with --columns"):
        rows_of(path)
    tsv = write_tsv(tmp_path / "pairs.tsv")
    with pytest.raises(FormatError, match="no columns ja and en; it has id, source, target"):
        rows_of(tsv, columns=("id", "ja", "en"))
    tsv.write_text("a\tb\tc\td\n")
    with pytest.raises(FormatError, match="4 columns and no header"):
        rows_of(tsv)


def test_a_table_that_is_none(tmp_path):
    path = tmp_path / "pairs.parquet"
    path.write_bytes(b"PAR1 nothing")
    with pytest.raises(FormatError, match="not a Parquet file"):
        rows_of(path)
    with pytest.raises(InputError, match="no such file"):
        list(records(TableSpec(str(tmp_path / "gone.tsv"), "tsv")))


def test_an_empty_table_has_no_rows(tmp_path):
    for name in ("pairs.jsonl", "pairs.tsv"):
        (tmp_path / name).write_text("" if name.endswith("jsonl") else "id\tsource\ttarget\n")
        assert rows_of(tmp_path / name) == []
    write_parquet(tmp_path / "pairs.parquet", [])
    assert rows_of(tmp_path / "pairs.parquet") == []


def test_kinds():
    assert [kind_of(name) for name in ("a.tsv", "s3://b/x.JSONL.gz", "a.parquet", "a.ja.txt", "tsv", "x.gz")] == [
        "tsv",
        "jsonl",
        "parquet",
        None,
        None,
        None,
    ]


def test_a_slice_counts_from_its_first_row(tmp_path):
    path = write_jsonl(tmp_path / "pairs.jsonl")
    places = [(record.start, record.stop) for record in records(TableSpec(str(path), "jsonl"))]
    part = Slice(TableSpec(str(path), "jsonl"), places[2][0], places[3][1])
    assert [(row.number, row.id) for row in read_slice(part, 2)] == [(2, "2"), (3, "d")]


def test_a_damaged_parquet_file_is_one_line_or_rows(tmp_path):
    whole = io.BytesIO()
    columns = {"id": [str(n) for n in range(50)], "source": ["日本。" * 5] * 50, "target": ["Japan. "] * 50}
    parquet.write_table(pyarrow.table(columns), whole)
    chance = random.Random(1)
    refused = 0
    for _ in range(300):
        body = bytearray(whole.getvalue())
        for _ in range(chance.choice((1, 3, 10))):
            body[chance.randrange(len(body))] = chance.randrange(256)
        path = tmp_path / "pairs.parquet"
        path.write_bytes(body)
        try:
            list(records(TableSpec(str(path), "parquet")))
        except AlignError as error:
            refused += 1
            assert "\n" not in str(error)
    assert refused > 200
