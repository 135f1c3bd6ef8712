"""The word links of a row as records of plain values, for JSON Lines and Parquet."""

from __future__ import annotations

from typing import Any

from align.exchange.rows import Row
from align.model import BeadLinks, Span


def links_of(row: Row) -> BeadLinks:
    """The links of the row; none where a reviewer's correction stands in place of a text: their spans count in it."""
    alignment = row.export.alignment
    if alignment.word_links is None or row.is_corrected("source") or row.is_corrected("target"):
        return BeadLinks()
    return alignment.word_links.get(row.key, BeadLinks())


def word_links(row: Row) -> dict[str, Any]:
    """Return the columns of links; a link holds the words of both sides, their spans and its probability."""
    found = links_of(row)
    return {
        "links": [
            {
                "source": [row.source[start:stop] for start, stop in row.spans("source", link.source)],
                "target": [row.target[start:stop] for start, stop in row.spans("target", link.target)],
                "source_spans": _lists(row.spans("source", link.source)),
                "target_spans": _lists(row.spans("target", link.target)),
                "probability": link.probability,
            }
            for link in found.links
        ],
        "source_unanswered": _lists(row.spans("source", found.source_only)),
        "target_unanswered": _lists(row.spans("target", found.target_only)),
    }


def _lists(spans: list[Span]) -> list[list[int]]:
    return [[start, stop] for start, stop in spans]
