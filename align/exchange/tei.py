"""TEI P5: both texts as paragraphs, beads as links in a linkGrp.

No link names an unaligned paragraph.

https://tei-c.org/release/doc/tei-p5-doc/en/html/SA.html#SAAL
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO

from align.exchange.columns import status_line
from align.exchange.rows import Export, ExportOptions, Row, rows
from align.exchange.xml import DECLARATION, element, open_tag
from align.model import Alignment, Document

NAMESPACE = "http://www.tei-c.org/ns/1.0"


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write a corpus with one TEI text a pair. Texts are always whole; `options` selects links."""
    stream.write((DECLARATION + open_tag("teiCorpus", {"xmlns": NAMESPACE}) + "\n").encode())
    stream.write(_header("Aligned texts", [], "").encode())
    for place, export in enumerate(exports, start=1):
        for piece in _pair(export, options, f"p{place}"):
            stream.write(piece.encode())
    stream.write(b"</teiCorpus>\n")


def _pair(export: Export, options: ExportOptions, name: str) -> Iterator[str]:
    alignment = export.alignment
    yield open_tag("TEI", {"xml:id": name, "n": alignment.id}) + "\n" + _header(*_about(alignment))
    yield "<text>\n<group>\n"
    yield from _side(alignment.source, f"{name}s")
    yield from _side(alignment.target, f"{name}t")
    yield '</group>\n</text>\n<standOff>\n<linkGrp type="alignment">\n'
    comments = []
    for row in rows(export, replace(options, with_nulls=False)):
        yield _link(row, name)
        if row.review.comment:
            comments.append(_comment(row, name))
    yield "</linkGrp>\n"
    if comments:
        yield f"<listAnnotation>\n{''.join(comments)}</listAnnotation>\n"
    yield "</standOff>\n</TEI>\n"


def _about(alignment: Alignment) -> tuple[str, list[str], str]:
    title = " / ".join(filter(None, (alignment.source.title, alignment.target.title))) or alignment.id
    sources = [
        " · ".join(filter(None, (side.lang, side.title, side.origin.place, side.origin.licence)))
        for side in (alignment.source, alignment.target)
    ]
    lines = [status_line(alignment), alignment.signature and f"signature: {alignment.signature}"]
    return title, sources, " · ".join(filter(None, lines))


def _header(title: str, sources: list[str], note: str) -> str:
    described = "".join(element("p", line) for line in sources) or element("p", "as described in each text")
    return (
        f"<teiHeader><fileDesc><titleStmt>{element('title', title)}</titleStmt>"
        f"<publicationStmt>{element('p', note or 'written by align')}</publicationStmt>"
        f"<sourceDesc>{described}</sourceDesc></fileDesc></teiHeader>\n"
    )


def _side(document: Document, name: str) -> Iterator[str]:
    yield open_tag("text", {"xml:id": name, "xml:lang": document.lang}) + "<body>\n"
    for segment in document.segments:
        attributes = {"xml:id": f"{name}{segment.index}", "n": segment.marker, "type": segment.kind}
        yield element("ab", segment.text, attributes) + "\n"
    if not document.segments:
        yield "<ab/>\n"
    yield "</body></text>\n"


def _link(row: Row, name: str) -> str:
    targets = [f"#{name}s{index}" for index in row.bead.source] + [f"#{name}t{index}" for index in row.bead.target]
    attributes = {
        "xml:id": f"{name}l{row.number}" if row.review.comment else "",
        "n": row.id,
        "type": row.bead.kind,
        "target": " ".join(targets),
        "cert": f"{row.bead.probability:.4f}",
        "subtype": "conflict" if row.review.conflicting else row.review.decision,
    }
    return element("link", "", attributes) + "\n"


def _comment(row: Row, name: str) -> str:
    """Return the comment on a bead, which points at its link."""
    note = element("note", row.review.comment, {"n": row.review.reviewer})
    head = open_tag("annotation", {"target": f"#{name}l{row.number}", "motivation": "commenting"})
    return f"{head}{note}</annotation>\n"
