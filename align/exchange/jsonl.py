"""JSON Lines: one bead an object, with its evidence, findings and all verdicts; and other people's pairs, read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, BinaryIO

from align.errors import FormatError
from align.exchange.characters import unicode_text
from align.exchange.grids import BilingualRow, Columns
from align.exchange.link_columns import word_links
from align.exchange.rows import Export, ExportOptions, Row, rows
from align.model import Finding

_PAIRS = (("source_text", "target_text"), ("source", "target"), ("src", "tgt"), ("original", "translation"))
"""Keys under which source and target stand, beside the tags of the languages and those that the user names."""


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
        "findings": [_finding(row, finding) for finding in row.findings],
        "source_lang": alignment.source.lang,
        "target_lang": alignment.target.lang,
        "source_status": alignment.source.origin.status,
        "target_status": alignment.target.origin.status,
        "signature": alignment.signature,
    }
    if alignment.word_links is not None:
        record |= word_links(row)
    return record


def _finding(row: Row, finding: Finding) -> dict[str, Any]:
    """Return a finding whose spans count in the texts of the record; in a reviewer's text it has none."""
    spans = {f"{side}_spans": row.spans(side, getattr(finding, f"{side}_spans")) for side in ("source", "target")}
    return asdict(finding) | spans


def read_bilingual(content: bytes, place: str, langs: tuple[str, str], columns: Columns) -> Iterator[BilingualRow]:
    """Yield the texts of each object: under the keys that the user names, usual ones, or the tags of the languages.

    {"translation": {"ja": …, "en": …}} is read, too. Raises FormatError, naming the line.
    """
    named = ((columns.source, columns.target),) if columns.source and columns.target else ()
    keys = (*named, *_PAIRS, langs)
    for number, line in enumerate(content.decode("utf-8-sig", "replace").split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{place}:line {number}"
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise FormatError("not JSON", place=where, cure="give one JSON object a line") from error
        if isinstance(record, dict) and isinstance(record.get("translation"), dict):
            record = record | record["translation"]
        texts = _texts(record, keys)
        if texts is None:
            cure = (
                f'give {{"{langs[0]}": …, "{langs[1]}": …}}, or name the keys with --source-column and --target-column'
            )
            raise FormatError("holds no source and target text", place=where, cure=cure)
        kind = str(record.get("kind", "")) if "source_text" in record else ""
        yield BilingualRow(str(record.get(columns.id or "id", "")), *texts, kind)


def _texts(record: object, keys: Iterable[tuple[str | None, str | None]]) -> tuple[str, str] | None:
    """The texts under the first pair of keys that the record has; None without one."""
    if not isinstance(record, dict):
        return None
    for source, target in keys:
        if source in record and target in record:
            texts = record[source], record[target]
            if all(text is None or isinstance(text, str) for text in texts):
                return texts[0] or "", texts[1] or ""
    return None
