"""TMX 1.4b, for every CAT tool: one unit a bead, valid against tmx14.dtd.

What the aligner found is in `prop` elements, as are verdicts; comments are notes.
https://www.gala-global.org/tmx-14b
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from align import __version__
from align.containers import local_name, parse_xml
from align.exchange.dates import tmx_time
from align.exchange.grids import BilingualRow, Columns
from align.exchange.inline import plain_text
from align.exchange.reviewed import Reviewed, ReviewedRow
from align.exchange.row_digests import cell_digest, parse_digests
from align.exchange.rows import Export, ExportOptions, Row, rows
from align.exchange.stated_languages import language_key
from align.exchange.tmx_original import head_of, units_again
from align.exchange.tmx_units import PROP, language_of, props_of, rows_of_unit, texts_of, units_of
from align.exchange.xml import DECLARATION, element, open_tag

if TYPE_CHECKING:
    from lxml.etree import _Element


def write(exports: Iterable[Export], stream: BinaryIO, options: ExportOptions) -> None:
    """Write one memory of all pairs.

    The header has the date of the first pair, a unit that of its own. A pair that was read from a
    TMX is written with all that its file holds.
    """
    srclang = ""
    for place, export in enumerate(exports):
        alignment = export.alignment
        if not place:
            srclang = alignment.source.lang
            if export.original:
                stream.write(head_of(export.original, alignment.id).encode())
            else:
                stream.write(_head(srclang, alignment.created, options.level).encode())
        if export.original:
            for unit in units_again(export, options, partial(_unit, srclang=srclang)):
                stream.write(unit.encode())
            continue
        for row in rows(export, options):
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
        "creationdate": tmx_time(created),
    }
    doctype = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
    return f'{DECLARATION}{doctype}<tmx version="1.4">\n{element("header", "", header)}\n<body>\n'


def _unit(row: Row, srclang: str) -> str:
    alignment, review = row.export.alignment, row.review
    attributes = {
        "tuid": row.id,
        "creationdate": tmx_time(alignment.created),
        "creationtool": "align",
        "changedate": tmx_time(review.at),
        "changeid": review.reviewer,
        "srclang": alignment.source.lang if alignment.source.lang != srclang else "",
    }
    parts = [open_tag("tu", attributes)]
    parts += [element("note", review.comment)] if review.comment else []
    parts += [element("prop", value, {"type": f"{PROP}{name}"}) for name, value in props_of(row) if value]
    for document, text in ((alignment.source, row.source), (alignment.target, row.target)):
        parts.append(f"{open_tag('tuv', {'xml:lang': document.lang})}{element('seg', text)}</tuv>")
    return "\n".join([*parts, "</tu>\n"])


def read_bilingual(content: bytes, place: str, langs: tuple[str, str], columns: Columns) -> Iterator[BilingualRow]:
    """Yield a row for each unit, and one more for each further variant of a language in it.

    Raises FormatError for a file without units.
    """
    for number, unit in enumerate(units_of(content, place), start=1):
        for source, target in rows_of_unit(unit, langs):
            yield BilingualRow(unit.get("tuid") or str(number), source, target)


def stated_languages(content: bytes, place: str) -> tuple[str, str]:
    """Return the source language of the header, and the other one if each unit has the same two languages."""
    root = parse_xml(content, place, cure="export it again")
    header = next((element for element in root.iter() if local_name(element) == "header"), None)
    source = header.get("srclang", "") if header is not None else ""
    if source.lower() in ("", "*all*"):
        return "", ""
    spoken = {language_key(language_of(variant)) for variant in root.iter() if local_name(variant) == "tuv"}
    others = spoken - {language_key(source), ""}
    return source, others.pop() if len(others) == 1 else ""


def units_passed_over(content: bytes, place: str, langs: tuple[str, str]) -> int:
    """Return the number of units without a text in either language."""
    return sum(1 for unit in units_of(content, place) if not any(texts_of(unit, lang) for lang in langs))


def read_reviewed(content: bytes, place: str) -> Reviewed:
    """Return a row for each unit: the source language's text, and the first text in another language.

    Raises FormatError for other files.
    """
    source = stated_languages(content, place)[0] or "ja"
    units = enumerate(units_of(content, place), start=1)
    return Reviewed(tuple(_reviewed_row(unit, source, number) for number, unit in units))


def _reviewed_row(unit: _Element, source: str, number: int) -> ReviewedRow:
    props = {child.get("type", ""): child.text or "" for child in unit if local_name(child) == "prop"}
    facts = {name.removeprefix(PROP): text for name, text in props.items() if name.startswith(PROP)}
    own = language_key(unit.get("srclang") or source)
    others = [language_key(language_of(one)) for one in unit if local_name(one) == "tuv"]
    other = next((lang for lang in others if lang != own), "")
    if len(stated := facts.get("langs", "").split()) == 2:
        own, other = stated
    sources, targets = texts_of(unit, own), texts_of(unit, other)
    notes = [plain_text(note).strip() for note in unit.iter() if local_name(note) == "note"]
    of_file = facts.get("notes", "").split()
    exported = parse_digests(facts.get("mark", "")).get("comment")
    comment = next((note for note in notes if cell_digest(note) == exported), "")
    verdict = facts.get("verdict")
    return ReviewedRow(
        place=f"unit {unit.get('tuid') or number}",
        id=unit.get("tuid", ""),
        key=facts.get("key", ""),
        digests=facts.get("mark", ""),
        verdict=None if verdict is None or verdict.startswith("conflict: ") else verdict,
        comment=comment if exported and comment else None,
        source=sources[0] if sources else None,
        target=targets[0] if targets else None,
        remarks=tuple(("", note) for note in notes if note and note != comment and cell_digest(note) not in of_file),
    )
