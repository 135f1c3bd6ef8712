"""XLIFF 1.2 for tools that know no later one: one file a pair, one trans-unit a bead; valid against the strict schema.

https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from align import __version__
from align.exchange.columns import finding_text, status_line, suggestions
from align.exchange.dates import stamp
from align.exchange.row_digests import mark
from align.exchange.rows import ACCEPTING, Export, ExportOptions, Row, rows
from align.exchange.states import state12
from align.exchange.xliff import check_languages
from align.exchange.xml import DECLARATION, leaf, start
from align.model import Alignment

SUFFIX = ".1.2.xlf"
"""Not the same as XLIFF 2.1's, so that both can be written side by side."""
MEDIA_TYPE = "application/x-xliff+xml"
NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"

_PRIORITIES = {"error": "1", "warning": "3", "hint": "7"}


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write all pairs. Raises UsageError for pairs of different languages."""
    languages: tuple[str, str] | None = None
    stream.write((DECLARATION + start("xliff", {"xmlns": NAMESPACE, "version": "1.2"}) + "\n").encode())
    for export in exports:
        alignment = export.alignment
        languages = languages or (alignment.source.lang, alignment.target.lang)
        check_languages(alignment, languages)
        stream.write(_file_head(alignment).encode())
        for row in rows(export, options):
            stream.write(_unit(row).encode())
        stream.write(b"</body>\n</file>\n")
    stream.write(b"</xliff>\n")


def _file_head(alignment: Alignment) -> str:
    attributes = {
        "original": alignment.id or "pair",
        "source-language": alignment.source.lang,
        "target-language": alignment.target.lang,
        "datatype": "plaintext",
        "tool-id": "align",
        "date": stamp(alignment.created),
    }
    tool = leaf("tool", "", {"tool-id": "align", "tool-name": "align", "tool-version": __version__})
    told = [status_line(alignment), alignment.signature and f"signature: {alignment.signature}"]
    notes = "".join(leaf("note", line) for line in told if line)
    return f"{start('file', attributes)}\n<header>{tool}{notes}</header>\n<body>\n"


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
    contexts = "".join(
        leaf("context", value, {"context-type": f"x-align-{name}"}) for name, value in facts.items() if value
    )
    decision = row.standing.decision
    approved = "yes" if decision in ACCEPTING else ""
    target = leaf("target", row.target, {"state": state12(decision)})
    return (
        f"{start('trans-unit', {'id': f'b{row.number}', 'resname': row.id, 'approved': approved})}"
        f"{leaf('source', row.source)}{target}\n"
        f'<context-group name="align-b{row.number}">{contexts}</context-group>\n{"".join(_notes(row))}</trans-unit>\n'
    )


def _notes(row: Row) -> Iterator[str]:
    if row.standing.comment:
        yield leaf("note", row.standing.comment, {"from": row.standing.reviewer}) + "\n"
    for finding, line in zip(row.findings, finding_text(row), strict=True):
        yield leaf("note", line, {"from": "align:finding", "priority": _PRIORITIES[finding.severity]}) + "\n"
    for line in suggestions(row):
        yield leaf("note", line, {"from": "align:suggestion"}) + "\n"
