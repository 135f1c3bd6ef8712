"""Parquet: one bead a row with typed columns, for pandas, DuckDB and Spark."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any, BinaryIO

from align.errors import AlignError
from align.exchange.columns import COLUMNS, column_values, finding_text
from align.exchange.link_columns import word_links
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
    fields = [*((name, types.get(name, pa.string())) for name in COLUMNS), ("support", support)]
    linked = False
    with ExitStack() as stack:
        table: Any = None
        batch: list[dict[str, Any]] = []
        for export in exports:
            if table is None:
                linked = export.alignment.word_links is not None
                schema = pa.schema([*fields, *(_link_fields(pa) if linked else [])])
                table = stack.enter_context(pq.ParquetWriter(stream, schema, compression="zstd"))
            for row in rows(export, options):
                batch.append(_record(row) | (word_links(row) if linked else {}))
                if len(batch) == _BATCH:
                    table.write_table(pa.Table.from_pylist(batch, schema=schema))
                    batch.clear()
        if table is None:
            schema = pa.schema(fields)
            table = stack.enter_context(pq.ParquetWriter(stream, schema, compression="zstd"))
        if batch:
            table.write_table(pa.Table.from_pylist(batch, schema=schema))


def _link_fields(pa: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 - pyarrow has no types
    """The columns of word links; they are there if the first pair has links."""
    texts, spans = pa.list_(pa.string()), pa.list_(pa.list_(pa.int32()))
    link = [("source", texts), ("target", texts), ("source_spans", spans), ("target_spans", spans)]
    return [
        ("links", pa.list_(pa.struct([*link, ("probability", pa.float64())]))),
        ("source_unanswered", spans),
        ("target_unanswered", spans),
    ]


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
