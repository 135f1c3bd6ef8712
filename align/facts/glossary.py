"""The user's glossary: CSV, TSV or XLSX with source, target and forbidden terms, or TBX.

    source,target,forbidden
    防衛力整備計画,Defense Buildup Program|DBP,Defense Improvement Plan

Cells are separated by a tab, ";" or ","; the encoding is found. "|" separates variants. A row needs
a source, and an allowed or a forbidden target. In TBX, a target term is forbidden if its
`administrativeStatus` is deprecated or superseded.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from align.containers import Archive
from align.errors import FormatError, InputError
from align.facts.inflection import forms_of
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
        """Matches every allowed variant, in any case and form; None if there is none."""
        return _pattern(self.allowed)

    @cached_property
    def forbidden_pattern(self) -> re.Pattern[str] | None:
        """Matches every forbidden variant, in any case and form; None if there is none."""
        return _pattern(self.forbidden)


def _pattern(variants: tuple[str, ...]) -> re.Pattern[str] | None:
    if not variants:
        return None
    forms = "|".join(sorted((_flexible(variant) for variant in variants), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)


def _flexible(variant: str) -> str:
    """A regular expression for a variant: space or hyphen between words, each in any form (children, is, developed)."""
    words = [word for word in re.split(r"[\s-]+", variant.strip()) if word]
    forms = ["|".join(re.escape(form) for form in sorted(forms_of(word), key=len, reverse=True)) for word in words]
    return r"[\s-]+".join(f"(?:{form})" for form in forms)


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
    if content.startswith(b"PK"):
        return _table(_first_sheet(content, str(path)), str(path))
    decoded = decode(content)
    if "\ufffd" in decoded.text or "\0" in decoded.text:
        raise FormatError("not text in a known encoding", place=str(path), cure="save the glossary as UTF-8")
    return _table(_cells(decoded.text), str(path))


def _first_sheet(content: bytes, place: str) -> list[list[str]]:
    """Return the rows of a workbook's first sheet.

    Raises FormatError, InputError without openpyxl.
    """
    cure = "save the glossary as XLSX or CSV"
    try:
        import openpyxl
    except ImportError as error:
        raise InputError("reading XLSX needs openpyxl", place=place, cure="pip install 'taiyaku[office]'") from error
    Archive(content, place, kind="workbook", cure=cure).check()
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        try:
            rows = book.worksheets[0].iter_rows(values_only=True)
            return [["" if cell is None else str(cell) for cell in row] for row in rows]
        finally:
            book.close()
    except Exception as error:  # openpyxl raises many kinds of errors for damaged parts
        raise FormatError(f"not a workbook ({type(error).__name__})", place=place, cure=cure) from error


def _cells(text: str) -> list[list[str]]:
    head = text.split("\n", 1)[0]
    delimiter = "\t" if "\t" in head else ";" if head.count(";") > head.count(",") else ","
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def _table(grid: Iterable[Sequence[str]], place: str) -> tuple[Term, ...]:
    rows = [row for row in grid if any(cell.strip() for cell in row)]
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
