"""Tables of pairs, read as a stream; rows have places, so that a worker can find them.

The formats stand in `table_lines` (TSV, JSON lines), `table_csv` and `table_parquet`. `.gz`,
`.bz2`, `.xz` and `.zst` are unpacked.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.corpus import table_csv, table_lines, table_parquet
from align.corpus.job import PairRow, Slice, TableSpec
from align.corpus.storage import filesystem
from align.corpus.table_records import PACKED, Record
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
"""Suffix -> kind of table."""
_READ = {"tsv": table_lines.read, "jsonl": table_lines.read, "csv": table_csv.read, "parquet": table_parquet.read}
TOKEN_BYTES = 4


def kind_of(url: str) -> str | None:
    """Return the kind of table that a name stands for, None if it is no table."""
    parts = url.rsplit("/", 1)[-1].lower().split(".")
    if len(parts) > 2 and parts[-1] in PACKED:
        parts.pop()
    return KINDS.get(parts[-1]) if len(parts) > 1 else None


def records(table: TableSpec) -> Iterator[Record]:
    """Every row of the table, in order. Raises InputError, FormatError for a table that is none."""
    fs, path = filesystem(table.url)
    try:
        yield from _READ[table.kind](fs, path, table)
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
    read = table_parquet.read_slice if part.table.kind == "parquet" else table_lines.read_slice
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
