"""TMX 1.4b, the translation memory that every CAT tool reads: one unit a bead, valid against tmx14.dtd.

Null alignments are no translations and stay out unless they are asked for. What the aligner and the reviewers said is
in `prop` elements, comments are notes. https://www.gala-global.org/tmx-14b
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from align import __version__
from align.exchange.columns import finding_text, verdict_text
from align.exchange.dates import basic
from align.exchange.rows import Export, ExportOptions, Row, rows
from align.exchange.xml import DECLARATION, leaf, start

SUFFIX = ".tmx"
MEDIA_TYPE = "application/x-tmx+xml"
WITH_NULLS = False


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write one memory of all pairs; its header is dated like the first pair, each unit like its own."""
    srclang = ""
    for place, export in enumerate(exports):
        if not place:
            srclang = export.alignment.source.lang
            stream.write(_head(srclang, export.alignment.created, options.level).encode())
        for row in rows(export, options, with_nulls=WITH_NULLS):
            stream.write(_unit(row, srclang).encode())
    if not srclang:
        stream.write(_head("*all*", "", options.level).encode())
    stream.write(b"</body>\n</tmx>\n")


def _head(srclang: str, created: str, level: str) -> str:
    header = {
        "creationtool": "align",
        "creationtoolversion": __version__,
        "segtype": level,
        "o-tmf": "align.json",
        "adminlang": "en",
        "srclang": srclang,
        "datatype": "plaintext",
        "creationdate": basic(created),
    }
    doctype = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    return f'{DECLARATION}{doctype}<tmx version="1.4">\n{leaf("header", "", header)}\n<body>\n'


def _unit(row: Row, srclang: str) -> str:
    alignment, stands = row.export.alignment, row.standing
    attributes = {
        "tuid": row.id,
        "creationdate": basic(alignment.created),
        "creationtool": "align",
        "changedate": basic(stands.at),
        "changeid": stands.reviewer,
        "srclang": alignment.source.lang if alignment.source.lang != srclang else "",
    }
    parts = [start("tu", attributes)]
    parts += [leaf("note", stands.comment)] if stands.comment else []
    parts += [leaf("prop", value, {"type": f"x-align-{name}"}) for name, value in _props(row) if value]
    for document, text in ((alignment.source, row.source), (alignment.target, row.target)):
        parts.append(f"{start('tuv', {'xml:lang': document.lang})}{leaf('seg', text)}</tuv>")
    return "\n".join([*parts, "</tu>\n"])


def _props(row: Row) -> Iterator[tuple[str, str]]:
    alignment = row.export.alignment
    yield "pair", row.pair
    yield "key", row.key
    yield "kind", row.bead.kind
    yield "probability", f"{row.bead.probability:.4f}"
    yield "crosses", "yes" if row.bead.crosses else ""
    yield "verdict", verdict_text(row)
    for finding in finding_text(row):
        yield "finding", finding
    yield "source-status", alignment.source.origin.status
    yield "target-status", alignment.target.origin.status
    yield "signature", alignment.signature
