"""What a unit says of its bead beside the texts, the same in both versions of XLIFF."""

from __future__ import annotations

from collections.abc import Iterator

from align.errors import UsageError
from align.exchange.columns import apart_text, finding_text, suggestions
from align.exchange.row_digests import row_digests
from align.exchange.rows import Row
from align.model import Alignment

COMMENT, FINDING, SUGGESTION, STATUS = "comment", "finding", "suggestion", "status"
"""Kinds of notes that we write."""
_PRIORITIES = {"error": "1", "warning": "3", "hint": "7"}
"""Severity -> priority, 1 the highest of 10."""


def unit_facts(row: Row) -> dict[str, str]:
    """Return what a merge needs to know of the bead, and its figures; empty values are left out."""
    facts = {
        "key": row.key,
        "mark": row_digests(row),
        "kind": row.bead.kind,
        "probability": f"{row.bead.probability:.4f}",
        "crosses": "yes" if row.bead.crosses else "",
        "apart": apart_text(row),
        "verdict": row.review.decision,
        "reviewer": row.review.reviewer,
    }
    return {name: value for name, value in facts.items() if value}


def unit_notes(row: Row) -> Iterator[tuple[str, str, str]]:
    """Yield kind, text and priority of each note; only findings have a priority."""
    if row.review.comment:
        yield COMMENT, row.review.comment, ""
    for finding, line in zip(row.findings, finding_text(row), strict=True):
        yield FINDING, line, _PRIORITIES[finding.severity]
    for line in suggestions(row):
        yield SUGGESTION, line, ""


def check_languages(alignment: Alignment, languages: tuple[str, str]) -> None:
    """Raise UsageError if the languages of the pair are not those of the file."""
    if (alignment.source.lang, alignment.target.lang) != languages:
        trouble = f"the pair is {alignment.source.lang}-{alignment.target.lang}, the file {'-'.join(languages)}"
        raise UsageError(trouble, place=alignment.id, cure="export each language pair to its own file")
