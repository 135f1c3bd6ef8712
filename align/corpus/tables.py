r"""Tables of pairs, read as a stream: TSV, CSV, JSON lines, Parquet. Rows have places, so that a worker can find them.

TSV: one row a line, no quotes; `\n`, `\t`, `\r` and `\\` in a cell mean what they say. A first line that names the
columns is a header; without one they are id, source, target. CSV: RFC 4180, with commas or semicolons and the same
header; a quoted cell may hold line breaks, so its rows have no places. JSON lines: one object a line. `.gz`, `.bz2`,
`.xz` and `.zst` are unpacked.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from align.corpus.job import PairRow, Place, Slice, TableSpec
from align.corpus.parquet import load_pyarrow
from align.corpus.storage import filesystem
from align.errors import FormatError, InputError

KINDS = {
    "tsv": "tsv",
    "tab": "tsv",
    "csv": "csv",
    "jsonl": "jsonl",
    "ndjson": "jsonl",
    "parquet": "parquet",
    "pq": "parquet",
}
PACKED = ("gz", "bz2", "xz", "zst")
TOKEN_BYTES = 4
_LARGEST_CELL = 10_000_000
"""Characters of one cell of CSV: where a quote is not closed, no more than this is read into memory."""
_ROWS_A_BATCH = 256
_ESCAPE = re.compile(r"\\([ntr\\])")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


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


def kind_of(url: str) -> str | None:
    """Return the kind of table that a name stands for, None if it is no table."""
    parts = url.rsplit("/", 1)[-1].lower().split(".")
    if len(parts) > 2 and parts[-1] in PACKED:
        parts.pop()
    return KINDS.get(parts[-1]) if len(parts) > 1 else None


def is_packed(url: str) -> bool:
    """Return true for a compressed table of lines: it has no places to go to."""
    return url.lower().endswith(tuple(f".{suffix}" for suffix in PACKED))


def records(table: TableSpec) -> Iterator[Record]:
    """Every row of the table, in order. Raises InputError, FormatError for a table that is none."""
    fs, path = filesystem(table.url)
    try:
        if table.kind == "parquet":
            yield from _parquet_records(fs, path, table)
        elif table.kind == "csv":
            yield from _csv_records(fs, path, table)
        else:
            yield from _line_records(fs, path, table)
    except FileNotFoundError as error:
        raise InputError("no such file", place=table.url, cure="check the path") from error
    except OSError as error:
        raise InputError(error.strerror or str(error), place=table.url, cure="check the path and the file") from error
    except (ValueError, TypeError, KeyError, NotImplementedError, MemoryError) as error:  # what pyarrow raises
        if table.kind != "parquet":
            raise
        trouble = f"a damaged Parquet file ({type(error).__name__})"
        raise FormatError(trouble, place=table.url, cure="write it again") from error


def read_slice(part: Slice, first: int) -> Iterator[PairRow]:
    """Return the rows of a slice, numbered from `first`, exactly as `records` gave them."""
    fs, path = filesystem(part.table.url)
    read = _parquet_slice if part.table.kind == "parquet" else _line_slice
    for number, record in enumerate(read(fs, path, part), start=first):
        yield row_of(record, number, part.table.is_path)


def row_of(record: Record, number: int, is_path: bool) -> PairRow:
    """Return a record as a numbered row; a row without an id is called by its number."""
    return PairRow(
        number=number,
        id=record.id or str(number),
        source=record.source,
        target=record.target,
        is_path=is_path,
        tokens=0 if is_path else tokens_in(record.source) + tokens_in(record.target),
        trouble=record.trouble,
    )


def tokens_in(text: str) -> int:
    """Estimate the tokens: UTF-8 bytes / 4."""
    return len(text.encode("utf-8", "surrogatepass")) // TOKEN_BYTES + 1


# Lines


def _line_records(fs: Any, path: str, table: TableSpec) -> Iterator[Record]:  # noqa: ANN401 - fsspec has no types
    size = fs.size(path) or 1
    with fs.open(path, "rb", compression="infer") as stream:
        parse, begin = _parser(table, stream.readline())
        if not begin:
            stream.seek(0)
        place = begin
        for line in stream:
            end = place + len(line)
            if line.strip():
                share = min(1.0, end / size) if not is_packed(path) else 0.0
                yield Record((place, 0), (end, 0), share, 0, *_safely(parse, line))
            place = end


def _line_slice(fs: Any, path: str, part: Slice) -> Iterator[Record]:  # noqa: ANN401
    with fs.open(path, "rb") as stream:
        parse, _ = _parser(part.table, stream.readline())
        stream.seek(part.start[0])
        body = stream.read(part.stop[0] - part.start[0])
    for line in body.split(b"\n"):
        if line.strip():
            yield Record((0, 0), (0, 0), 0.0, 0, *_safely(parse, line))


Parse = Callable[[str], tuple[str, str, str, str]]


def _parser(table: TableSpec, first: bytes) -> tuple[Parse, int]:
    """How a line is read, and where the first row begins."""
    if table.kind == "jsonl":
        return lambda line: _from_mapping(json.loads(line), table), 0
    names = first.decode("utf-8-sig", "replace").rstrip("\r\n").split("\t")
    wanted, has_header = _wanted(names, table)
    return lambda line: _from_cells(_unescaped(line), wanted, len(names)), len(first) if has_header else 0


def _wanted(names: list[str], table: TableSpec) -> tuple[list[int], bool]:
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


def _safely(parse: Parse, line: bytes) -> tuple[str, str, str, str]:
    """Read a line's id, source, target and trouble: a bad row is a row, too."""
    try:
        return parse(line.decode("utf-8-sig").rstrip("\r\n"))
    except UnicodeDecodeError as error:
        return "", "", "", f"the row is not UTF-8 (byte {error.start})"
    except (json.JSONDecodeError, RecursionError) as error:
        return "", "", "", f"the row is not JSON: {error}"


def _from_cells(cells: list[str], wanted: list[int], width: int) -> tuple[str, str, str, str]:
    if len(cells) != width:
        return cells[0] if wanted[0] == 0 else "", "", "", f"the row has {len(cells)} cells, the table {width} columns"
    id, source, target = (cells[place] if place >= 0 else "" for place in wanted)
    return id, source, target, ""


def _unescaped(line: str) -> list[str]:
    cells = line.split("\t")
    return [_ESCAPE.sub(lambda match: _ESCAPES[match[1]], cell) for cell in cells] if "\\" in line else cells


def _csv_records(fs: Any, path: str, table: TableSpec) -> Iterator[Record]:  # noqa: ANN401 - fsspec has no types
    """Rows of CSV.

    A cell that is not UTF-8 is its row's trouble; a quote that nobody closes is the table's.
    """
    csv.field_size_limit(_LARGEST_CELL)
    size, read = fs.size(path) or 1, 0
    with fs.open(path, "rb", compression="infer") as stream:
        text = io.TextIOWrapper(stream, "utf-8-sig", errors="surrogateescape", newline="")
        first = text.readline(_LARGEST_CELL)
        text.seek(0)
        rows = csv.reader(text, delimiter=";" if first.count(";") > first.count(",") else ",")
        layout: tuple[list[int], int] | None = None
        try:
            for cells in rows:
                read += sum(len(cell.encode("utf-8", "surrogateescape")) + 1 for cell in cells)
                if not any(cells):
                    continue
                if layout is None:
                    wanted, has_header = _wanted(cells, table)
                    layout = wanted, len(cells)
                    if has_header:
                        continue
                found = _from_cells(cells, *layout)
                if any(_is_broken(cell) for cell in found):
                    found = ("", "", "", "the row is not UTF-8")
                yield Record((0, 0), (0, 0), 0.0 if is_packed(path) else min(1.0, read / size), 0, *found)
        except csv.Error as error:
            place = f"{table.url}:{rows.line_num}"
            raise FormatError(f"not CSV ({error})", place=place, cure="is a quote not closed?") from error


def _is_broken(cell: str) -> bool:
    return any("\udc80" <= character <= "\udcff" for character in cell) if not cell.isascii() else False


def _from_mapping(body: object, table: TableSpec) -> tuple[str, str, str, str]:
    if not isinstance(body, Mapping):
        return "", "", "", "the row is no JSON object"
    id, source, target = (body.get(name) for name in table.columns)
    name = "" if id is None else str(id)
    for column, value in zip(table.columns[1:], (source, target), strict=True):
        if not isinstance(value, str):
            held = "nothing" if value is None else type(value).__name__
            return name, "", "", f"column {column} holds {held}, not text"
    return name, str(source), str(target), ""


# Parquet


def _parquet_records(fs: Any, path: str, table: TableSpec) -> Iterator[Record]:  # noqa: ANN401
    with fs.open(path, "rb") as stream:
        file = _parquet_file(stream, table)
        total, before = file.metadata.num_rows or 1, 0
        for group in range(file.metadata.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            for place, cells in enumerate(_parquet_rows(file, [group], table)):
                share = (before + place + 1) / total
                yield Record((group, place), (group, place + 1), share, rows, *_from_mapping(cells, table))
            before += rows


def _parquet_slice(fs: Any, path: str, part: Slice) -> Iterator[Record]:  # noqa: ANN401
    (group, start), (last, stop) = part.start, part.stop
    with fs.open(path, "rb") as stream:
        file = _parquet_file(stream, part.table)
        for here in range(group, last + 1):
            for place, cells in enumerate(_parquet_rows(file, [here], part.table)):
                if here == last and place >= stop:
                    return
                if here > group or place >= start:
                    yield Record((0, 0), (0, 0), 0.0, 0, *_from_mapping(cells, part.table))


def _parquet_file(stream: Any, table: TableSpec) -> Any:  # noqa: ANN401
    pyarrow, parquet = load_pyarrow()
    try:
        file = parquet.ParquetFile(stream)
    except pyarrow.ArrowInvalid as error:
        raise FormatError("not a Parquet file", place=table.url, cure="check the file") from error
    names = file.schema_arrow.names
    for name in table.columns[1:]:
        if name not in names:
            cure = f"it has {', '.join(names[:8])}; say which with --columns ID,SOURCE,TARGET"
            raise FormatError(f"no column {name}", place=table.url, cure=cure)
    return file


def _parquet_rows(file: Any, groups: list[int], table: TableSpec) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401
    names = [name for name in table.columns if name in file.schema_arrow.names]
    for batch in file.iter_batches(batch_size=_ROWS_A_BATCH, row_groups=groups, columns=names):
        yield from batch.to_pylist()
