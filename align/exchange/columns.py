"""The columns of TSV, CSV and Parquet, and texts about a row that several formats share."""

from __future__ import annotations

from align.exchange.characters import unicode_text
from align.exchange.markers import with_marker
from align.exchange.row_digests import row_digests
from align.exchange.rows import Row
from align.model import Alignment, likely
from align.text.ranges import ranges

COLUMNS = (
    "pair",
    "id",
    "key",
    "kind",
    "source",
    "target",
    "source_text",
    "target_text",
    "probability",
    "crosses",
    "verdict",
    "reviewer",
    "comment",
    "findings",
    "suggested_source",
    "suggested_target",
    "source_status",
    "target_status",
    "signature",
    "mark",
)


def column_values(row: Row) -> dict[str, str]:
    """Return the row as text by column; indices count from 0, findings are joined by " | "."""
    alignment, review = row.export.alignment, row.review
    values = {
        "pair": row.pair,
        "id": row.id,
        "key": row.key,
        "kind": row.bead.kind,
        "source": " ".join(map(str, row.bead.source)),
        "target": " ".join(map(str, row.bead.target)),
        "source_text": row.source,
        "target_text": row.target,
        "probability": f"{row.bead.probability:.4f}",
        "crosses": "yes" if row.bead.crosses else "",
        "verdict": verdict_text(row),
        "reviewer": review.reviewer,
        "comment": review.comment,
        "findings": " | ".join(finding_text(row)),
        "suggested_source": _suggested(review.source_text, review.source_texts),
        "suggested_target": _suggested(review.target_text, review.target_texts),
        "source_status": alignment.source.origin.status,
        "target_status": alignment.target.origin.status,
        "signature": alignment.signature,
        "mark": row_digests(row),
    }
    return {name: unicode_text(values[name]) for name in COLUMNS}


def verdict_text(row: Row) -> str:
    """Return the decision; "conflict: A accept, B reject" where reviewers disagree."""
    if not row.review.conflicting:
        return row.review.decision
    return "conflict: " + ", ".join(f"{name} {decision}" for name, decision in row.review.decisions)


def finding_text(row: Row) -> list[str]:
    """Return a line for each finding: "error date: … (93%)"."""
    return [
        f"{finding.severity} {finding.check}: {finding.message}"
        + (f" ({chance})" if (chance := likely(finding)) else "")
        for finding in row.findings
    ]


def apart_text(row: Row) -> str:
    """Return "source segments 10–13, 29", from 1, for a bead whose segments do not stand together; else ""."""
    return "; ".join(
        f"{side} segments {', '.join(runs)}"
        for side, indices in (("source", row.bead.source), ("target", row.bead.target))
        if len(runs := ranges(indices)) > 1
    )


def suggestions(row: Row) -> list[str]:
    """Return a line for each correction that the row does not show: "Tanaka suggests for en: …"."""
    alignment, review = row.export.alignment, row.review
    sides = (
        (alignment.source.lang, review.source_texts, row.source, row.marked[0]),
        (alignment.target.lang, review.target_texts, row.target, row.marked[1]),
    )
    return [
        f"{reviewer} suggests for {lang}: {text}"
        for lang, texts, shown, marked in sides
        for reviewer, text in texts
        if with_marker(text, marked) != shown
    ]


def _suggested(single: str | None, texts: tuple[tuple[str, str], ...]) -> str:
    """Return the correction; a line with its reviewer's name for each where they differ."""
    return single if single is not None else "\n".join(f"{reviewer}: {text}" for reviewer, text in texts)


def status_line(alignment: Alignment) -> str:
    """Return the status of both documents: "ja: rendering… · en: official", or empty."""
    sides = (alignment.source, alignment.target)
    return " · ".join(f"{side.lang}: {side.origin.status}" for side in sides if side.origin.status)
