"""Parquet: one bead a row with typed columns, for pandas, DuckDB and Spark."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from align.errors import AlignError
from align.exchange.columns import COLUMNS, column_values, finding_text
from align.exchange.rows import Export, ExportOptions, Row, rows
from align.model import Place

_BATCH = 10_000
"""Beads a row group: the most that are in memory."""


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write all pairs. Raises AlignError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise AlignError("Parquet needs pyarrow", cure="pip install 'taiyaku[parquet]'") from error
    types = {
        "source": pa.list_(pa.int32()),
        "target": pa.list_(pa.int32()),
        "probability": pa.float64(),
        "crosses": pa.bool_(),
        "findings": pa.list_(pa.string()),
    }
    place = pa.struct([("segment", pa.int32()), ("sentence", pa.int32())])
    support = pa.list_(pa.struct([("target", place), ("source", place), ("probability", pa.float64())]))
    schema = pa.schema([*((name, types.get(name, pa.string())) for name in COLUMNS), ("support", support)])
    with pq.ParquetWriter(stream, schema, compression="zstd") as table:
        batch: list[dict[str, Any]] = []
        for export in exports:
            for row in rows(export, options):
                batch.append(_record(row))
                if len(batch) == _BATCH:
                    table.write_table(pa.Table.from_pylist(batch, schema=schema))
                    batch.clear()
        if batch:
            table.write_table(pa.Table.from_pylist(batch, schema=schema))


def _record(row: Row) -> dict[str, Any]:
    return column_values(row) | {
        "source": row.bead.source,
        "target": row.bead.target,
        "probability": row.bead.probability,
        "crosses": row.bead.crosses,
        "findings": finding_text(row),
        "support": [
            {"target": _place(link.target), "source": _place(link.source), "probability": link.probability}
            for link in row.support
        ],
    }


def _place(place: Place) -> dict[str, int]:
    return {"segment": place[0], "sentence": place[1]}
