"""The units of a TMX: how they are read, and what of a bead is written as their properties."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from align.containers import local_name, parse_xml
from align.errors import FormatError
from align.exchange.columns import apart_text, finding_text, suggestions, verdict_text
from align.exchange.inline import plain_text
from align.exchange.row_digests import row_digests
from align.exchange.rows import Row
from align.exchange.stated_languages import language_key

if TYPE_CHECKING:
    from lxml.etree import _Element

PROP = "x-align-"
"""Begins the type of each property that we write."""
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def props_of(row: Row) -> Iterator[tuple[str, str]]:
    """Yield name and value of each property of a bead; empty values are not written."""
    alignment = row.export.alignment
    yield "pair", row.pair
    yield "key", row.key
    yield "kind", row.bead.kind
    yield "probability", f"{row.bead.probability:.4f}"
    yield "crosses", "yes" if row.bead.crosses else ""
    yield "apart", apart_text(row)
    yield "verdict", verdict_text(row)
    yield "mark", row_digests(row)
    for line in suggestions(row):
        yield "suggestion", line
    for finding in finding_text(row):
        yield "finding", finding
    yield "source-status", alignment.source.origin.status
    yield "target-status", alignment.target.origin.status
    yield "signature", alignment.signature


def units_of(content: bytes, place: str) -> list[_Element]:
    """Return the units of a TMX. Raises FormatError for a file without any."""
    root = parse_xml(content, place, cure="export it again")
    units = [unit for unit in root.iter() if local_name(unit) == "tu"]
    if not units:
        raise FormatError("holds no <tu>", place=place, cure="give a TMX 1.4 file")
    return units


def texts_of(unit: _Element, lang: str) -> list[str]:
    """Return the different texts of a unit in one language, in order."""
    found = []
    for variant in unit:
        if local_name(variant) == "tuv" and language_key(language_of(variant)) == language_key(lang):
            segment = next((child for child in variant if local_name(child) == "seg"), None)
            found.append(plain_text(segment))
    return list(dict.fromkeys(filter(str.strip, found)))


def rows_of_unit(unit: _Element, langs: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the source and the target text of a unit, and again for each further variant of a language in it."""
    sources, targets = (texts_of(unit, lang) for lang in langs)
    for place in range(max(len(sources), len(targets))):
        source, target = (side[min(place, len(side) - 1)] if side else "" for side in (sources, targets))
        yield source, target


def language_of(variant: _Element) -> str:
    """Return the language that a variant states; empty if it states none."""
    return variant.get(XML_LANG) or variant.get("lang") or ""
