"""The user's glossary: CSV or TSV with source, target and forbidden terms, or TBX.

    source,target,forbidden
    防衛力整備計画,Defense Buildup Program|DBP,Defense Improvement Plan

"|" separates variants. A row needs a source, and an allowed or a forbidden target. In TBX, a target
term is forbidden if its `administrativeStatus` is deprecated or superseded.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from align.errors import FormatError, InputError
from align.read.encoding import decode
from align.text.language import primary

if TYPE_CHECKING:
    from lxml.etree import _Element

_SOURCE = ("source", "ja", "japanese", "原文", "日本語", "term")
_TARGET = ("target", "en", "english", "訳文", "英語", "translation")
_FORBIDDEN = ("forbidden", "not", "deprecated", "禁止", "不可")
_FORBIDDEN_STATUS = ("deprecated", "superseded", "forbidden", "obsolete")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Term:
    """One entry of the glossary."""

    source: tuple[str, ...]
    allowed: tuple[str, ...]
    forbidden: tuple[str, ...] = ()

    @cached_property
    def allowed_pattern(self) -> re.Pattern[str] | None:
        """Matches every allowed variant, in any case, singular or plural; None if there is none."""
        return _pattern(self.allowed)

    @cached_property
    def forbidden_pattern(self) -> re.Pattern[str] | None:
        """Matches every forbidden variant, in any case, singular or plural; None if there is none."""
        return _pattern(self.forbidden)


def _pattern(variants: tuple[str, ...]) -> re.Pattern[str] | None:
    if not variants:
        return None
    forms = "|".join(sorted((_flexible(variant) for variant in variants), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)


def _flexible(variant: str) -> str:
    """A regular expression for a variant: space or hyphen between words, plural or not."""
    words = [re.escape(word) for word in re.split(r"[\s-]+", variant.strip()) if word]
    last = words[-1]
    words[-1] = last[:-1] + "(?:y|ies)" if last.endswith("y") else last + "(?:s|es)?"
    return r"[\s-]+".join(words)


def load_glossary(path: Path) -> tuple[Term, ...]:
    """Read a glossary. Raises InputError if it cannot be read, FormatError if it is malformed."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            error.strerror or "cannot be read", place=str(path), cure="check the glossary's path"
        ) from error
    if path.suffix.lower() in (".tbx", ".xml"):
        return _tbx(content, str(path))
    return _table(decode(content).text.removeprefix("\ufeff"), str(path))


def _table(text: str, place: str) -> tuple[Term, ...]:
    delimiter = "\t" if "\t" in text.split("\n", 1)[0] else ","
    rows = [
        row
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        if any(cell.strip() for cell in row)
    ]
    if not rows:
        raise FormatError("holds no term", place=place, cure="write source,target,forbidden on its first line")
    header = [cell.strip().lower() for cell in rows[0]]
    columns = [
        next((header.index(name) for name in names if name in header), None) for names in (_SOURCE, _TARGET, _FORBIDDEN)
    ]
    if columns[0] is None:
        columns, body = [0, 1, 2], rows
    else:
        body = rows[1:]
    terms = []
    for number, row in enumerate(body, start=len(rows) - len(body) + 1):
        cells = [row[column] if column is not None and column < len(row) else "" for column in columns]
        source, allowed, forbidden = (tuple(part.strip() for part in cell.split("|") if part.strip()) for cell in cells)
        if not source or not (allowed or forbidden):
            raise FormatError(
                "a term needs a source, and a target or a forbidden form",
                place=f"{place}:{number}",
                cure="fill the row",
            )
        terms.append(Term(source, allowed, forbidden))
    return tuple(terms)


def _tbx(content: bytes, place: str) -> tuple[Term, ...]:
    try:
        from lxml import etree
    except ImportError as error:
        raise InputError("reading TBX needs lxml", place=place, cure="pip install 'taiyaku[office]'") from error
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise FormatError(f"not XML: {error}", place=place, cure="export the glossary again") from error
    terms = []
    for entry in root.iter():
        if _name(entry) in ("termEntry", "conceptEntry"):
            sides: dict[str, list[str]] = {"ja": [], "en": [], "no": []}
            for group in entry.iter():
                if _name(group) in ("langSet", "langSec"):
                    lang = primary(group.get(_XML_LANG) or group.get("lang") or "")
                    _terms_of(group, lang, sides)
            if sides["ja"] and (sides["en"] or sides["no"]):
                terms.append(Term(tuple(sides["ja"]), tuple(sides["en"]), tuple(sides["no"])))
    if not terms:
        raise FormatError("holds no term in Japanese and English", place=place, cure="check the languages (xml:lang)")
    return tuple(terms)


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _terms_of(group: _Element, lang: str, sides: dict[str, list[str]]) -> None:
    for section in group.iter():
        if _name(section) not in ("tig", "ntig", "termSec"):
            continue
        word = next((part.text or "" for part in section.iter() if _name(part) == "term"), "").strip()
        notes = " ".join(
            (part.text or "").lower() for part in section.iter() if _name(part) in ("termNote", "administrativeStatus")
        )
        if word and lang in sides:
            forbidden = any(status in notes for status in _FORBIDDEN_STATUS)
            sides["no" if forbidden and lang == "en" else lang].append(word)
