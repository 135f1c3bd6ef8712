"""Counts over the beads of one pair, for the formats that show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from align.exchange.rows import Row
from align.model import Alignment


@dataclass
class PairCounts:
    """Counts over rows. `add` counts one row, so a writer can count while it streams."""

    alignment: Alignment
    beads: int = 0
    left_out: int = 0
    added: int = 0
    crossing: int = 0
    doubtful: int = 0
    """Beads that a person should look at."""
    decided: int = 0
    conflicting: int = 0
    findings: int = 0
    covered: int = 0
    """Characters of the source in beads with both sides."""

    def add(self, row: Row) -> None:
        """Count one row."""
        bead = row.bead
        self.beads += 1
        self.left_out += not bead.target
        self.added += not bead.source
        self.crossing += bead.crosses
        self.doubtful += bead.is_doubtful
        self.decided += bool(row.review.decision)
        self.conflicting += row.review.conflicting
        self.findings += len(row.findings)
        if not bead.is_null:
            self.covered += sum(len(self.alignment.source.segments[index].text) for index in bead.source)

    @property
    def coverage(self) -> float:
        """Share of the source's characters in beads with both sides; 0 for an empty source."""
        length = sum(len(text) for text in self.alignment.source.texts())
        return self.covered / length if length else 0.0


def count_rows(alignment: Alignment, rows: Iterable[Row]) -> PairCounts:
    """Count all of `rows`."""
    counts = PairCounts(alignment)
    for row in rows:
        counts.add(row)
    return counts
