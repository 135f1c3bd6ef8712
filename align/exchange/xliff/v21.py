"""XLIFF 2.1: one file a pair, one unit a bead; verdicts are states, comments are notes.

Valid in the core schema of 2.0, which 2.1 keeps with its namespace. What has no element goes into
the metadata module. https://docs.oasis-open.org/xliff/xliff-core/v2.1/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from align.errors import UsageError
from align.exchange.columns import status_line
from align.exchange.rows import Export, ExportOptions, Row, rows
from align.exchange.xliff.annotations import STATUS, check_languages, unit_facts, unit_notes
from align.exchange.xliff.original import Dialect, files_again, head_and_foot
from align.exchange.xliff.states import state2
from align.exchange.xml import DECLARATION, element, open_tag
from align.model import Alignment

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write all pairs with at least one selected bead.

    Raises UsageError if no pair has one, and for pairs of different languages.
    """
    write_version("2.1", exports, stream, options)


def write_version(version: str, exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write XLIFF 2.0 or 2.1: what we use of them differs in the stated version only."""
    languages: tuple[str, str] | None = None
    names: set[str] = set()
    foot = "</xliff>\n"
    for export in exports:
        texts = files_again(export, options, DIALECT) if export.original else _file(export, options, names)
        first = next(texts, None)
        if first is None:
            continue
        alignment = export.alignment
        if languages is None:
            languages = (alignment.source.lang, alignment.target.lang)
            head = _head(version, *languages)
            if export.original:
                stated = "2.0" if version == "2.0" else ""
                head, foot = head_and_foot(export, DIALECT, stated)
            stream.write(head.encode())
        check_languages(alignment, languages)
        stream.write(first.encode())
        stream.writelines(text.encode() for text in texts)
    if languages is None:
        cure = "loosen --reviewed or --min-probability"
        raise UsageError("no bead is left to export, and XLIFF cannot be empty", cure=cure)
    stream.write(foot.encode())


def _file(export: Export, options: ExportOptions, names: set[str]) -> Iterator[str]:
    """Yield a pair piece by piece; nothing if no bead of it is selected.

    `names` are those of earlier files.
    """
    beads = rows(export, options)
    first = next(beads, None)
    if first is None:
        return
    yield _file_head(export.alignment, _name(export.alignment.id, names))
    yield _unit(first)
    yield from map(_unit, beads)
    yield "</file>\n"


def _head(version: str, source: str, target: str) -> str:
    attributes = {"xmlns": NAMESPACE, "xmlns:mda": METADATA, "version": version, "srcLang": source, "trgLang": target}
    return DECLARATION + open_tag("xliff", attributes) + "\n"


def _name(pair: str, taken: set[str]) -> str:
    """Return an XML name for a pair that is not in `taken`, and add it there."""
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
    head = open_tag("file", {"id": name, "original": alignment.id, "canResegment": "no"}) + "\n" + _metadata(facts)
    if status := status_line(alignment):
        head += f"<notes>{element('note', status, {'category': STATUS})}</notes>\n"
    return head


def _unit(row: Row) -> str:
    notes = "".join(
        element("note", text, {"category": kind, "priority": priority}) for kind, text, priority in unit_notes(row)
    )
    state, sub_state = state2(row.review.decision, translated=not row.bead.is_null)
    target = element("target", row.target) if row.bead.target or row.target else ""
    source = element("source", row.source)
    return (
        f"{open_tag('unit', {'id': f'b{row.number}', 'name': row.id})}\n{_metadata(unit_facts(row))}"
        + (f"<notes>{notes}</notes>\n" if notes else "")
        + f"{open_tag('segment', {'state': state, 'subState': sub_state})}{source}{target}</segment>\n</unit>\n"
    )


def _metadata(facts: dict[str, str]) -> str:
    lines = "".join(element("mda:meta", value, {"type": name}) for name, value in facts.items() if value)
    return f'<mda:metadata><mda:metaGroup category="align">{lines}</mda:metaGroup></mda:metadata>\n'


DIALECT = Dialect(2, {None: NAMESPACE, "mda": METADATA}, _unit)
