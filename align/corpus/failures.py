"""failures.parquet: every pair that could not be aligned, with the reason, in the input's order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from align.corpus.job import partition_file
from align.corpus.parquet import load_pyarrow, to_parquet
from align.corpus.storage import PAIRS, Storage

NAME = "failures.parquet"

FAILURE_COLUMNS = {
    "row": "int64",
    "pair": "string",
    "reason": "string",
    "tries": "int32",
}


def failures(storage: Storage, partitions: Iterable[int]) -> bytes:
    """Return the table, from the partitions that hold a failure."""
    _, parquet = load_pyarrow()
    columns: dict[str, list[Any]] = {name: [] for name in FAILURE_COLUMNS}
    for index in partitions:
        with storage.open(f"{PAIRS}/{partition_file(index)}") as stream:
            table = parquet.read_table(stream, columns=["row", "pair", "trouble", "tries"])
        for row in table.to_pylist():
            if row["trouble"]:
                columns["reason"].append(row.pop("trouble"))
                for name, value in row.items():
                    columns[name].append(value)
    return to_parquet(columns, FAILURE_COLUMNS, {})
