"""Tables of pairs in Parquet. The place of a row is its row group and its number in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from align.corpus.job import Slice, TableSpec
from align.corpus.parquet import load_pyarrow
from align.corpus.table_records import Record, from_mapping
from align.errors import FormatError

_ROWS_A_BATCH = 256


def read(fs: Any, path: str, table: TableSpec) -> Iterator[Record]:  # noqa: ANN401
    """Yield every row.

    Raises FormatError for another file, and for one without the columns.
    """
    with fs.open(path, "rb") as stream:
        file = _opened(stream, table)
        total, before = file.metadata.num_rows or 1, 0
        for group in range(file.metadata.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            for place, cells in enumerate(_rows(file, [group], table)):
                share = (before + place + 1) / total
                yield Record((group, place), (group, place + 1), share, rows, *from_mapping(cells, table))
            before += rows


def read_slice(fs: Any, path: str, part: Slice) -> Iterator[Record]:  # noqa: ANN401
    """Yield the rows between the places of a slice."""
    (group, start), (last, stop) = part.start, part.stop
    with fs.open(path, "rb") as stream:
        file = _opened(stream, part.table)
        for here in range(group, last + 1):
            for place, cells in enumerate(_rows(file, [here], part.table)):
                if here == last and place >= stop:
                    return
                if here > group or place >= start:
                    yield Record((0, 0), (0, 0), 0.0, 0, *from_mapping(cells, part.table))


def _opened(stream: Any, table: TableSpec) -> Any:  # noqa: ANN401
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


def _rows(file: Any, groups: list[int], table: TableSpec) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401
    names = [name for name in table.columns if name in file.schema_arrow.names]
    for batch in file.iter_batches(batch_size=_ROWS_A_BATCH, row_groups=groups, columns=names):
        yield from batch.to_pylist()
