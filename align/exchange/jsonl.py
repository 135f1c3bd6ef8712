"""JSON Lines: one bead an object, with its evidence, findings and all verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, BinaryIO

from align.exchange.characters import unicode_text
from align.exchange.link_columns import word_links
from align.exchange.rows import Export, ExportOptions, Row, rows


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write one object a line."""
    for export in exports:
        for row in rows(export, options):
            stream.write(unicode_text(json.dumps(_record(row), ensure_ascii=False)).encode() + b"\n")


def _record(row: Row) -> dict[str, Any]:
    alignment, bead, review = row.export.alignment, row.bead, row.review
    record = {
        "pair": row.pair,
        "id": row.id,
        "key": row.key,
        "kind": bead.kind,
        "source": bead.source,
        "target": bead.target,
        "source_text": row.source,
        "target_text": row.target,
        "probability": round(bead.probability, 6),
        "crosses": bead.crosses,
        "locked": bead.locked,
        "support": [
            {"target": link.target, "source": link.source, "probability": round(link.probability, 4)}
            for link in row.support
        ],
        "evidence": [asdict(item) for item in bead.evidence],
        "verdict": review.decision,
        "conflict": review.conflicting,
        "reviewer": review.reviewer,
        "comment": review.comment,
        "verdicts": [asdict(verdict) for verdict in row.export.verdicts.get(row.key, ())],
        "findings": [asdict(finding) for finding in row.findings],
        "source_lang": alignment.source.lang,
        "target_lang": alignment.target.lang,
        "source_status": alignment.source.origin.status,
        "target_status": alignment.target.origin.status,
        "signature": alignment.signature,
    }
    if alignment.word_links is not None:
        record |= word_links(row)
    return record
