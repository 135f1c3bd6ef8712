"""The columns that the table formats (tsv, csv, jsonl, parquet) share: names, order and values."""

from __future__ import annotations

from align.exchange.characters import unicode_text
from align.exchange.rows import Row
from align.model import Alignment

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
)


def flat(row: Row) -> dict[str, str]:
    """Return the row as text, by column. Indices are 0-based, with spaces between; findings are joined by " | "."""
    alignment, stands = row.export.alignment, row.standing
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
        "reviewer": stands.reviewer,
        "comment": stands.comment,
        "findings": " | ".join(finding_text(row)),
        "suggested_source": stands.source_text or "",
        "suggested_target": stands.target_text or "",
        "source_status": alignment.source.origin.status,
        "target_status": alignment.target.origin.status,
        "signature": alignment.signature,
    }
    return {name: unicode_text(values[name]) for name in COLUMNS}


def verdict_text(row: Row) -> str:
    """Return the decision; "conflict: A accept, B reject" where reviewers disagree."""
    if not row.standing.conflicting:
        return row.standing.decision
    return "conflict: " + ", ".join(f"{name} {decision}" for name, decision in row.standing.decisions)


def finding_text(row: Row) -> list[str]:
    """Return the row's findings, one line each: "error dates: …"."""
    return [f"{finding.severity} {finding.check}: {finding.message}" for finding in row.findings]


def suggestions(row: Row) -> list[str]:
    """Corrections that reviewers suggest and the row does not show: "Tanaka suggests for en: …"."""
    alignment, stands = row.export.alignment, row.standing
    sides = (
        (alignment.source.lang, stands.source_text, row.source),
        (alignment.target.lang, stands.target_text, row.target),
    )
    return [
        f"{stands.reviewer} suggests for {lang}: {text}" for lang, text, shown in sides if text not in (None, shown)
    ]


def status_line(alignment: Alignment) -> str:
    """Return what the documents are: "ja: project rendering… · en: official"; empty where nobody said."""
    sides = (alignment.source, alignment.target)
    return " · ".join(f"{side.lang}: {side.origin.status}" for side in sides if side.origin.status)
