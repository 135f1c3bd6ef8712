"""XLIFF 2.1: one file a pair, one unit a bead, the verdict as state, findings and comments as notes.

Valid against the core schema (2.1's core is 2.0's, in the same namespace); what only we know is in the metadata module.
https://docs.oasis-open.org/xliff/xliff-core/v2.1/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from align.errors import UsageError
from align.exchange.columns import finding_text, status_line, suggestions
from align.exchange.row_digests import mark
from align.exchange.rows import Export, ExportOptions, Row, rows
from align.exchange.states import state2
from align.exchange.xml import DECLARATION, leaf, start
from align.model import Alignment

SUFFIX = ".xlf"
MEDIA_TYPE = "application/xliff+xml"
NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"

_PRIORITIES = {"error": "1", "warning": "3", "hint": "7"}


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write all pairs that have a bead to show. Raises UsageError for none, and for pairs of different languages."""
    languages: tuple[str, str] | None = None
    names: set[str] = set()
    for export in exports:
        chosen = rows(export, options)
        first = next(chosen, None)
        if first is None:
            continue
        alignment = export.alignment
        if languages is None:
            languages = (alignment.source.lang, alignment.target.lang)
            stream.write(_head(*languages).encode())
        check_languages(alignment, languages)
        stream.write(_file_head(alignment, _name(alignment.id, names)).encode())
        stream.write(_unit(first).encode())
        for row in chosen:
            stream.write(_unit(row).encode())
        stream.write(b"</file>\n")
    if languages is None:
        cure = "loosen --reviewed or --min-probability"
        raise UsageError("no bead is left to export, and XLIFF cannot be empty", cure=cure)
    stream.write(b"</xliff>\n")


def check_languages(alignment: Alignment, languages: tuple[str, str]) -> None:
    """Raise UsageError if the pair is in other languages than the file's."""
    if (alignment.source.lang, alignment.target.lang) != languages:
        trouble = f"the pair is {alignment.source.lang}-{alignment.target.lang}, the file {'-'.join(languages)}"
        raise UsageError(trouble, place=alignment.id, cure="export each language pair to its own file")


def _head(source: str, target: str) -> str:
    attributes = {"xmlns": NAMESPACE, "xmlns:mda": METADATA, "version": "2.1", "srcLang": source, "trgLang": target}
    return DECLARATION + start("xliff", attributes) + "\n"


def _name(pair: str, taken: set[str]) -> str:
    """Return a file id in XML's alphabet, different from all `taken`."""
    name = base = re.sub(r"[^\w.-]", "_", pair, flags=re.ASCII) or "pair"
    number = 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name)
    return name


def _file_head(alignment: Alignment, name: str) -> str:
    facts = {
        "pair": alignment.id,
        "signature": alignment.signature,
        "created": alignment.created,
        "source-status": alignment.source.origin.status,
        "target-status": alignment.target.origin.status,
    }
    head = start("file", {"id": name, "original": alignment.id, "canResegment": "no"}) + "\n" + _metadata(facts)
    if status := status_line(alignment):
        head += f"<notes>{leaf('note', status, {'category': 'status'})}</notes>\n"
    return head


def _unit(row: Row) -> str:
    facts = {
        "key": row.key,
        "mark": mark(row),
        "kind": row.bead.kind,
        "probability": f"{row.bead.probability:.4f}",
        "crosses": "yes" if row.bead.crosses else "",
        "verdict": row.standing.decision,
        "reviewer": row.standing.reviewer,
    }
    notes = "".join(_notes(row))
    state, sub_state = state2(row.standing.decision, translated=not row.bead.is_null)
    target = leaf("target", row.target) if row.bead.target else ""
    return (
        f"{start('unit', {'id': f'b{row.number}', 'name': row.id})}\n{_metadata(facts)}"
        + (f"<notes>{notes}</notes>\n" if notes else "")
        + f"{start('segment', {'state': state, 'subState': sub_state})}{leaf('source', row.source)}{target}</segment>\n"
        + "</unit>\n"
    )


def _notes(row: Row) -> Iterator[str]:
    if row.standing.comment:
        yield leaf("note", row.standing.comment, {"category": "comment"})
    for finding, line in zip(row.findings, finding_text(row), strict=True):
        yield leaf("note", line, {"category": "finding", "priority": _PRIORITIES[finding.severity]})
    for line in suggestions(row):
        yield leaf("note", line, {"category": "suggestion"})


def _metadata(facts: dict[str, str]) -> str:
    lines = "".join(leaf("mda:meta", value, {"type": name}) for name, value in facts.items() if value)
    return f'<mda:metadata><mda:metaGroup category="align">{lines}</mda:metaGroup></mda:metadata>\n'
