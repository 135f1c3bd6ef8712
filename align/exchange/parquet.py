"""Parquet: one bead a row, typed, for pandas, DuckDB and Spark; a row group for every 10,000 beads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from align.errors import AlignError
from align.exchange.columns import COLUMNS, flat
from align.exchange.rows import Export, ExportOptions, Row, rows

SUFFIX = ".parquet"
MEDIA_TYPE = "application/vnd.apache.parquet"

_BATCH = 10_000


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
    schema = pa.schema([(name, types.get(name, pa.string())) for name in COLUMNS])
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
    findings = [f"{finding.severity} {finding.check}: {finding.message}" for finding in row.findings]
    return flat(row) | {
        "source": row.bead.source,
        "target": row.bead.target,
        "probability": row.bead.probability,
        "crosses": row.bead.crosses,
        "findings": findings,
    }
