"""Columns -> the bytes of a Parquet file, and the library that reads and writes such files."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from align.errors import AlignError


def to_parquet(columns: Mapping[str, list[Any]], types: Mapping[str, str], footer: Mapping[str, str]) -> bytes:
    """Return a Parquet file; the same columns and footer give the same bytes.

    `types` says what each column holds: "int64", "string", "double", "bool", "list<int32>".
    `footer` is the key-value metadata of the file.
    """
    pyarrow, parquet = load_pyarrow()
    fields = [pyarrow.field(name, _arrow_type(pyarrow, kind)) for name, kind in types.items()]
    schema = pyarrow.schema(fields, metadata=dict(footer))
    stream = io.BytesIO()
    try:
        table = pyarrow.Table.from_pydict(dict(columns), schema=schema)
    except UnicodeEncodeError:  # a lone surrogate, which JSON may hold and UTF-8 may not
        mended = {name: [_mended(cell) for cell in cells] for name, cells in columns.items()}
        table = pyarrow.Table.from_pydict(mended, schema=schema)
    parquet.write_table(table, stream, compression="zstd")
    return stream.getvalue()


def load_pyarrow() -> tuple[Any, Any]:
    """Return the modules pyarrow and pyarrow.parquet. Raises AlignError where they are missing."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise AlignError(
            "`align corpus` writes Parquet and needs pyarrow", cure="pip install 'taiyaku[dask]'"
        ) from error
    return pyarrow, pyarrow.parquet


def _mended(cell: Any) -> Any:  # noqa: ANN401
    return cell.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if isinstance(cell, str) else cell


def _arrow_type(pyarrow: Any, kind: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    if kind.startswith("list<"):
        return pyarrow.list_(getattr(pyarrow, kind[5:-1])())
    names = {"double": "float64", "bool": "bool_"}
    return getattr(pyarrow, names.get(kind, kind))()
