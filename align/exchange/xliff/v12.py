"""XLIFF 1.2, valid in the strict schema: one file a pair, one trans-unit a bead.

https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from align import __version__
from align.exchange.columns import status_line
from align.exchange.dates import xml_time
from align.exchange.rows import ACCEPTING, Export, ExportOptions, Row, rows
from align.exchange.xliff.annotations import COMMENT, check_languages, unit_facts, unit_notes
from align.exchange.xliff.original import Dialect, files_again, head_and_foot
from align.exchange.xliff.states import state12
from align.exchange.xml import DECLARATION, element, open_tag
from align.model import Alignment

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write all pairs. Raises UsageError for pairs of different languages."""
    languages: tuple[str, str] | None = None
    foot = "</xliff>\n"
    for export in exports:
        alignment = export.alignment
        again = export.original
        if languages is None:
            head = DECLARATION + open_tag("xliff", {"xmlns": NAMESPACE, "version": "1.2"}) + "\n"
            if again:
                head, foot = head_and_foot(export, DIALECT)
            stream.write(head.encode())
            languages = (alignment.source.lang, alignment.target.lang)
        check_languages(alignment, languages)
        if again:
            stream.writelines(text.encode() for text in files_again(export, options, DIALECT))
            continue
        stream.write(_file_head(alignment).encode())
        for row in rows(export, options):
            stream.write(_unit(row).encode())
        stream.write(b"</body>\n</file>\n")
    if languages is None:
        stream.write((DECLARATION + open_tag("xliff", {"xmlns": NAMESPACE, "version": "1.2"}) + "\n").encode())
    stream.write(foot.encode())


def _file_head(alignment: Alignment) -> str:
    attributes = {
        "original": alignment.id or "pair",
        "source-language": alignment.source.lang,
        "target-language": alignment.target.lang,
        "datatype": "plaintext",
        "tool-id": "align",
        "date": xml_time(alignment.created),
    }
    tool = element("tool", "", {"tool-id": "align", "tool-name": "align", "tool-version": __version__})
    lines = [status_line(alignment), alignment.signature and f"signature: {alignment.signature}"]
    notes = "".join(element("note", line, {"from": "align:status"}) for line in lines if line)
    return f"{open_tag('file', attributes)}\n<header>{tool}{notes}</header>\n<body>\n"


def _unit(row: Row) -> str:
    contexts = "".join(
        element("context", value, {"context-type": f"x-align-{name}"}) for name, value in unit_facts(row).items()
    )
    decision = row.review.decision
    approved = "yes" if decision in ACCEPTING else ""
    target = element("target", row.target, {"state": state12(decision)})
    return (
        f"{open_tag('trans-unit', {'id': f'b{row.number}', 'resname': row.id, 'approved': approved})}"
        f"{element('source', row.source)}{target}\n"
        f'<context-group name="align-b{row.number}">{contexts}</context-group>\n{"".join(_notes(row))}</trans-unit>\n'
    )


def _notes(row: Row) -> Iterator[str]:
    for kind, text, priority in unit_notes(row):
        author = row.review.reviewer if kind == COMMENT else f"align:{kind}"
        yield element("note", text, {"from": author, "priority": priority}) + "\n"


DIALECT = Dialect(1, {None: NAMESPACE}, _unit)
