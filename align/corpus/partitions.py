"""Cut a stream of rows into partitions of about equal tokens; the same input is always cut in the same way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from align.corpus.job import PairRow, Partition, Slice
from align.corpus.sources import Sourced
from align.corpus.table_records import is_packed

_WORTH_READING = 4
"""A worker reads its rows from Parquet itself if they are at least a quarter of what it must decode."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The largest size of a partition. A pair that is larger is a partition of its own."""

    tokens: int = 50_000
    pairs: int = 1_000


def cut(rows: Iterable[Sourced], limits: Cut, workers_see: Callable[[str], bool]) -> Iterator[Partition]:
    """Cut rows into partitions; no partition spans two tables.

    Where `workers_see(url)` is true, workers read the rows of that table themselves; elsewhere rows
    are sent to them.
    """
    held: list[Sourced] = []
    tokens = index = 0
    for item in rows:
        full = tokens + item.row.tokens > limits.tokens or len(held) >= limits.pairs
        if held and (full or item.table != held[-1].table):
            yield _partition(index, held, workers_see)
            held, tokens, index = [], 0, index + 1
        held.append(item)
        tokens += item.row.tokens
    if held:
        yield _partition(index, held, workers_see)


def _partition(index: int, held: list[Sourced], workers_see: Callable[[str], bool]) -> Partition:
    part = _slice(held, workers_see)
    return Partition(
        index=index,
        first=held[0].row.number,
        pairs=len(held),
        tokens=sum(item.row.tokens for item in held),
        digest=digest(item.row for item in held),
        share=held[-1].share,
        rows=() if part else tuple(item.row for item in held),
        slice=part,
    )


def _slice(held: list[Sourced], workers_see: Callable[[str], bool]) -> Slice | None:
    table, first, last = held[0].table, held[0].record, held[-1].record
    if table is None or first is None or last is None or table.is_path:
        return None
    if table.kind == "csv" or is_packed(table.url):  # no places to go to
        return None
    if first.group_rows > _WORTH_READING * len(held) or not workers_see(table.url):
        return None
    return Slice(table, first.start, last.stop)


def digest(rows: Iterable[PairRow]) -> str:
    """Return 32 hexadecimal digits over all fields of the rows that the output depends on."""
    total = hashlib.blake2b(digest_size=16)
    for row in rows:
        parts = (str(row.number), row.id, row.source, row.target, row.version, row.trouble)
        total.update("\x1f".join(parts).encode("utf-8", "surrogatepass") + b"\x1e")
    return total.hexdigest()
