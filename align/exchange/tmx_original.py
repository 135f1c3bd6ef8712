"""A TMX that was read and is written again: everything in it stays, and what was decided is added.

Attributes, language codes, inline tags, notes, properties, further languages and one-sided units
stay as they are. Only a text that a correction takes the place of is written anew, and our own
properties of an earlier export.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from align.containers import local_name, parse_xml
from align.exchange.again import FileRow, UnitsAgain
from align.exchange.characters import xml_text
from align.exchange.dates import tmx_time
from align.exchange.grids import one_line
from align.exchange.inline import plain_text
from align.exchange.row_digests import cell_digest
from align.exchange.rows import Export, ExportOptions, Row
from align.exchange.stated_languages import language_key
from align.exchange.tmx_units import PROP, XML_LANG, language_of, props_of, rows_of_unit, units_of
from align.exchange.xml import DECLARATION, open_tag

if TYPE_CHECKING:
    from lxml.etree import _Element

_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*>")
_HEAD = 4096
"""Bytes at the start of a file in which its document type stands."""


def head_of(original: bytes, place: str) -> str:
    """Return the file up to its first unit: declaration, document type, root and header."""
    from lxml import etree

    root = parse_xml(original, place, cure="export it again")
    found = _DOCTYPE.search(original[:_HEAD])
    doctype = found[0].decode("ascii", "replace") + "\n" if found else ""
    attributes = {str(name): str(value) for name, value in root.attrib.items() if "}" not in str(name)}
    header = next((child for child in root if local_name(child) == "header"), None)
    written = "" if header is None else etree.tostring(header, encoding="unicode", with_tail=False) + "\n"
    return f"{DECLARATION}{doctype}{open_tag('tmx', attributes)}\n{written}<body>\n"


def units_again(export: Export, options: ExportOptions, fresh: Callable[[Row], str]) -> Iterator[str]:
    """Yield the units of `export.original`, in its order, as `options` select them.

    `fresh` writes a bead that reviewers made of several units, or of a part of one. A unit that
    made no bead is kept unless only accepted beads are asked for.
    """
    from lxml import etree

    alignment = export.alignment
    langs = language_key(alignment.source.lang), language_key(alignment.target.lang)
    again = UnitsAgain(export, options)
    for unit in units_of(export.original, alignment.id):
        found = again.next(rows_of_unit(unit, langs))
        if found.beads:
            _add(unit, found.beads, langs)
        if found.stays:
            yield etree.tostring(unit, encoding="unicode", with_tail=False) + "\n"
        yield from map(fresh, found.new)


def _add(unit: _Element, here: Sequence[tuple[Row, FileRow]], langs: tuple[str, str]) -> None:
    """Put what is known of the beads into the unit: properties, comments, corrections, the language codes asked for."""
    for child in [child for child in unit if (child.get("type") or "").startswith(PROP)]:
        unit.remove(child)
    first = here[0][0]
    notes = [cell_digest(plain_text(note)) for note in unit.iter() if local_name(note) == "note"]
    props = [*props_of(first), ("langs", " ".join(langs)), ("notes", " ".join(notes))]
    new: list[tuple[str, dict[str, str], str]] = [
        ("note", {}, row.review.comment) for row, _ in here if row.review.comment
    ]
    new = [one for one in new if cell_digest(one[2]) not in notes]
    new += [("prop", {"type": f"{PROP}{name}"}, value) for name, value in props if value]
    variants = [child for child in unit if local_name(child) == "tuv"]
    for name, attributes, text in new:
        made = unit.makeelement(variants[0].tag.removesuffix("tuv") + name, attributes)
        made.text, made.tail = xml_text(text), "\n"
        variants[0].addprevious(made)
    for row, of_file in here:
        _correct(row, of_file, variants, langs)
    _code(first, variants, langs)
    if first.review.at:
        unit.set("changedate", tmx_time(first.review.at))
        unit.set("changeid", xml_text(first.review.reviewer))


def _correct(row: Row, of_file: FileRow, variants: list[_Element], langs: tuple[str, str]) -> None:
    """Write each text of the bead that is another one than that of the file; a missing variant is made."""
    alignment = row.export.alignment
    sides = zip(langs, (row.source, row.target), of_file.texts, (alignment.source, alignment.target), strict=True)
    for lang, text, before, document in sides:
        if text == one_line(before):
            continue
        segments = [
            segment
            for variant in variants
            if language_key(language_of(variant)) == lang
            for segment in variant
            if local_name(segment) == "seg" and (plain_text(segment) == before or not before)
        ]
        if not segments:
            like = variants[-1]
            made = like.makeelement(like.tag, {XML_LANG: document.lang})
            segments = [made.makeelement(like.tag.removesuffix("tuv") + "seg")]
            made.append(segments[0])
            made.tail = "\n"
            like.addnext(made)
            variants.append(made)
        for segment in segments:
            for child in list(segment):
                segment.remove(child)
            segment.text = xml_text(text)


def _code(row: Row, variants: list[_Element], langs: tuple[str, str]) -> None:
    """Write the language codes that the export asks for; those of the file stay if it asks for none."""
    alignment = row.export.alignment
    for lang, code in zip(langs, (alignment.source.lang, alignment.target.lang), strict=True):
        for variant in variants:
            if code != lang and language_key(language_of(variant)) == lang:
                variant.attrib.pop("lang", "")
                variant.set(XML_LANG, code)
