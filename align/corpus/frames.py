"""Alignments -> Parquet bytes: the two tables of a partition, and their schema.

`pandas.read_parquet(OUT / "beads")` gives what `Alignment.to_frame()` does, without evidence, with `row` and `marks`.
SCHEMA_VERSION history
  1  first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from align.corpus.filters import FILTERS, Measures, Thresholds
from align.corpus.job import PairRow
from align.corpus.parquet import to_parquet
from align.corpus.tally import Tally, bin_of
from align.model import Alignment

SCHEMA_VERSION = 1

BEAD_COLUMNS = {
    "row": "int64",  # the pair's 0-based place in the input: unique, joins with `pairs`
    "pair": "string",  # the pair's id as the input gives it
    "id": "string",  # "PAIR:NUMBER", as every export names the bead
    "key": "string",  # content key: verdicts are tied to it
    "kind": "string",  # "1-1", "2-1", "1-0"
    "source": "list<int32>",  # segment indices
    "target": "list<int32>",
    "source_text": "string",  # "" for 0-n
    "target_text": "string",
    "probability": "double",  # calibrated, 0…1
    "crosses": "bool",
    "marks": "string",  # of its pair, comma-separated; "" for none
}
PAIR_COLUMNS = {
    "row": "int64",
    "pair": "string",
    "trouble": "string",  # why it could not be aligned; "" if it was
    "tries": "int32",  # how often it was tried
    "source_segments": "int32",
    "target_segments": "int32",
    "links": "int32",  # beads with two sides
    "source_only": "int32",  # null beads
    "target_only": "int32",
    "crossings": "int32",
    "source_coverage": "double",  # share of characters that lie in links
    "target_coverage": "double",
    "support": "double",  # the measures of the four filters
    "language": "double",
    "content": "double",
    "probability": "double",
    "marks": "string",
}


class PartitionTables:
    """Collects a partition's rows in their order, then gives both tables as bytes and the tally."""

    def __init__(self, thresholds: Thresholds) -> None:
        self._thresholds = thresholds
        self._beads: dict[str, list[Any]] = {name: [] for name in BEAD_COLUMNS}
        self._pairs: dict[str, list[Any]] = {name: [] for name in PAIR_COLUMNS}
        self.tally = Tally(marks=dict.fromkeys(FILTERS, 0))

    def add(self, row: PairRow, alignment: Alignment, measures: Measures, tries: int = 1) -> None:
        """Add an aligned pair."""
        marks = measures.marks(self._thresholds)
        counts = self._count(alignment)
        self._append_pair(
            row,
            trouble="",
            tries=tries,
            source_segments=len(alignment.source),
            target_segments=len(alignment.target),
            source_coverage=measures.source_coverage,
            target_coverage=measures.target_coverage,
            support=measures.support,
            language=measures.language,
            content=measures.content,
            probability=measures.probability,
            marks=",".join(marks),
            **counts,
        )
        self._append_beads(row, alignment, ",".join(marks))
        tally = self.tally
        tally.pairs += 1
        tally.tokens += row.tokens
        tally.marked += bool(marks)
        for mark in marks:
            tally.marks[mark] += 1
        tally.source_coverage[bin_of(measures.source_coverage)] += 1
        tally.target_coverage[bin_of(measures.target_coverage)] += 1

    def fail(self, row: PairRow, trouble: str, tries: int = 1) -> None:
        """Add a pair that could not be aligned, and why."""
        self._append_pair(row, trouble=trouble, tries=tries, marks="")
        self.tally.pairs += 1
        self.tally.tokens += row.tokens
        self.tally.failed += 1

    def beads(self, footer: Mapping[str, str]) -> bytes:
        """Return the table of beads."""
        return to_parquet(self._beads, BEAD_COLUMNS, footer)

    def pairs(self, footer: Mapping[str, str]) -> bytes:
        """Return the table of pairs; its footer holds the tally as well."""
        return to_parquet(self._pairs, PAIR_COLUMNS, {**footer, "tally": json.dumps(self.tally.to_dict())})

    def _count(self, alignment: Alignment) -> dict[str, int]:
        tally, beads = self.tally, alignment.beads
        counts = {
            "links": sum(not bead.is_null for bead in beads),
            "source_only": sum(not bead.target for bead in beads),
            "target_only": sum(not bead.source for bead in beads),
            "crossings": sum(bead.crosses for bead in beads),
        }
        for name, count in counts.items():
            setattr(tally, name, getattr(tally, name) + count)
        tally.beads += len(beads)
        for bead in beads:
            if not bead.is_null:
                tally.probability[bin_of(bead.probability)] += 1
        return counts

    def _append_pair(self, row: PairRow, **values: object) -> None:
        values |= {"row": row.number, "pair": row.id}
        for name, column in self._pairs.items():
            column.append(values.get(name))

    def _append_beads(self, row: PairRow, alignment: Alignment, marks: str) -> None:
        columns = self._beads
        for number, (bead, key) in enumerate(zip(alignment.beads, alignment.keys, strict=True), start=1):
            columns["row"].append(row.number)
            columns["pair"].append(row.id)
            columns["id"].append(f"{row.id}:{number}")
            columns["key"].append(key)
            columns["kind"].append(bead.kind)
            columns["source"].append(bead.source)
            columns["target"].append(bead.target)
            columns["source_text"].append(alignment.source_text(bead))
            columns["target_text"].append(alignment.target_text(bead))
            columns["probability"].append(round(bead.probability, 6))
            columns["crosses"].append(bead.crosses)
            columns["marks"].append(marks)
