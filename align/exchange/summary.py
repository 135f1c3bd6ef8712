"""The figures of one pair, for the formats that show them: how much there is, what is covered, what wants a look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from align.exchange.confidence import SURE
from align.exchange.rows import Row
from align.model import Alignment


@dataclass
class Summary:
    """Counts over the rows that were seen; `see` adds one, so that a writer can count while it streams."""

    alignment: Alignment
    beads: int = 0
    left_out: int = 0
    added: int = 0
    crossing: int = 0
    unsure: int = 0
    decided: int = 0
    conflicting: int = 0
    findings: int = 0
    covered: int = 0
    """Characters of the source that lie in beads with both sides."""

    def see(self, row: Row) -> None:
        """Count one row in."""
        bead = row.bead
        self.beads += 1
        self.left_out += not bead.target
        self.added += not bead.source
        self.crossing += bead.crosses
        self.unsure += bead.probability < SURE
        self.decided += bool(row.standing.decision)
        self.conflicting += row.standing.conflicting
        self.findings += len(row.findings)
        if not bead.is_null:
            self.covered += sum(len(self.alignment.source.segments[index].text) for index in bead.source)

    @property
    def coverage(self) -> float:
        """The share of the source, by characters, that has a counterpart; 0 for an empty source."""
        length = sum(len(text) for text in self.alignment.source.texts())
        return self.covered / length if length else 0.0


def summarise(alignment: Alignment, rows: Iterable[Row]) -> Summary:
    """Count all of `rows`."""
    summary = Summary(alignment)
    for row in rows:
        summary.see(row)
    return summary
