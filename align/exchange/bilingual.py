"""Bilingual tables and exchange files -> a 1-1 alignment: TSV, CSV, XLSX, TMX, XLIFF 1.2 and 2.

A row with one empty side becomes a null alignment; a row with both sides empty is left out. The row's id, or its
number where it has none, is kept in `Segment.origin`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from align.errors import FormatError, InputError, UsageError
from align.model import Alignment, Bead, Document, Origin, Segment
from align.text.language import primary

Row = tuple[str, str, str]
"""id, source, target."""

SUFFIXES = {".tsv": "tsv", ".tab": "tsv", ".txt": "tsv", ".csv": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx", ".tmx": "tmx",
            ".xlf": "xliff", ".xliff": "xliff", ".mxliff": "xliff", ".sdlxliff": "xliff"}  # fmt: skip
_KANA = re.compile(r"[ぁ-ゖァ-ヺ一-鿿]")
_SOURCE_NAMES = ("source text", "source_text", "source", "src", "original", "原文")
_TARGET_NAMES = ("target text", "target_text", "target", "tgt", "translation", "訳文", "翻訳")
_ID_NAMES = ("id", "key", "row id", "segment id", "no", "no.", "番号")
_LANGUAGE_NAMES = {
    "ja": ("ja", "jp", "jpn", "japanese", "日本語", "ja-jp"),
    "en": ("en", "eng", "english", "英語", "en-us", "en-gb"),
}
Element = Any
"""An element of lxml, which comes without types."""
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True)
class Columns:
    """Which columns hold what: a header's name, a letter ("B") or a number from 1; None = find out."""

    source: str | None = None
    target: str | None = None
    id: str | None = None


def read_bilingual(
    path: Path,
    *,
    source_lang: str = "ja",
    target_lang: str = "en",
    columns: Columns = Columns(),
    format: str | None = None,
) -> Alignment:
    """Read a bilingual file as one alignment of 1-1 beads. Raises InputError, FormatError, UsageError."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", place=str(path), cure="check the path") from error
    kind = format or SUFFIXES.get(path.suffix.lower(), "")
    readers = {"tsv": _tsv, "csv": _csv}
    if kind in readers or kind == "xlsx":
        langs = (source_lang, target_lang)
        grid = readers[kind](content, str(path)) if kind in readers else _sheet(content, str(path), langs)
        rows = list(_rows_of(grid, str(path), columns, langs))
    elif kind in ("tmx", "xliff"):
        read = _tmx if kind == "tmx" else _xliff
        rows = list(read(_xml(content, str(path)), str(path), (source_lang, target_lang)))
    else:
        cure = "give .tsv, .csv, .xlsx, .tmx or .xlf, or a NAME.align.json"
        raise InputError("no bilingual format has this suffix", place=str(path), cure=cure)
    alignment = from_rows(rows, source_lang, target_lang, id=path.name.split(".")[0], place=str(path))
    if not alignment.beads:
        raise FormatError("holds no row with text", place=str(path), cure="check the columns and languages")
    digest = hashlib.sha256(content).hexdigest()
    return Alignment(
        _with_sha(alignment.source, digest), _with_sha(alignment.target, digest), alignment.beads, f"bilingual:{kind}"
    )


def _with_sha(document: Document, digest: str) -> Document:
    return Document(document.id, document.lang, document.segments, document.title, digest, document.origin)


def from_rows(
    rows: Iterable[Row], source_lang: str = "ja", target_lang: str = "en", *, id: str = "table", place: str = ""
) -> Alignment:
    """Make a 1-1 alignment of (id, source, target) rows; text is put on one line and into NFC."""
    sources: list[Segment] = []
    targets: list[Segment] = []
    beads: list[Bead] = []
    for name, source, target in rows:
        left, right = _one_line(source), _one_line(target)
        if not left and not right:
            continue
        for text, segments in ((left, sources), (right, targets)):
            if text:
                segments.append(Segment(len(segments), text, "cell", origin=name))
        beads.append(Bead((len(sources) - 1,) if left else (), (len(targets) - 1,) if right else ()))
    origin = Origin(place=place)
    return Alignment(
        Document(id, source_lang, tuple(sources), origin=origin),
        Document(id, target_lang, tuple(targets), origin=origin),
        tuple(beads),
        "bilingual",
    )


def _one_line(text: str) -> str:
    return (
        " ".join(unicodedata.normalize("NFC", text).split("\n")).replace("\r", "").strip()
        if "\n" in text
        else (" ".join(unicodedata.normalize("NFC", text).splitlines()).strip())
    )


def row_id(alignment: Alignment, bead: Bead) -> str:
    """The id of the row that a bead of `from_rows` came from."""
    segment = alignment.source.segments[bead.source[0]] if bead.source else alignment.target.segments[bead.target[0]]
    return segment.origin


def _text(content: bytes, place: str) -> str:
    from align.read.encoding import decode

    return decode(content).text


def _tsv(content: bytes, place: str) -> list[list[str]]:
    text = _text(content, place).removeprefix("﻿")
    quoted = '"' in text and re.search(r'(?:^|\t)"[^"\t]*(?:""[^"\t]*)*"(?=\t|\r?\n|$)', text) is not None
    dialect: Any = csv.excel_tab
    if not quoted:
        return [line.split("\t") for line in text.split("\n") if line.strip()]
    return _delimited(text, place, dialect)


def _csv(content: bytes, place: str) -> list[list[str]]:
    text = _text(content, place).removeprefix("﻿")
    first = text.split("\n", 1)[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    return _delimited(text, place, csv.excel, delimiter)


def _delimited(text: str, place: str, dialect: type[csv.Dialect], delimiter: str | None = None) -> list[list[str]]:
    csv.field_size_limit(10_000_000)
    options: dict[str, Any] = {"delimiter": delimiter} if delimiter else {}
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), dialect, **options) if any(row)]
    except csv.Error as error:
        raise FormatError(f"not a table: {error}", place=place, cure="save it again as UTF-8 text") from error


def _rows_of(grid: list[list[str]], place: str, columns: Columns, langs: tuple[str, str]) -> Iterator[Row]:
    if not grid:
        raise FormatError("holds no rows", place=place, cure="give a table with a source and a target column")
    width = max(map(len, grid))
    header = [cell.strip().lower() for cell in grid[0]] + [""] * (width - len(grid[0]))
    source = _column(columns.source, header, _names("source", langs[0]), place)
    target = _column(columns.target, header, _names("target", langs[1]), place)
    headed = any(
        chosen is not None
        and header[chosen] in (*_names("source", langs[0]), *_names("target", langs[1]), (given or "").lower())
        for chosen, given in ((source, columns.source), (target, columns.target))
    )
    if source is None or target is None:
        source, target = _guess(grid[1:] if headed and len(grid) > 1 else grid, width, (source, target), place)
    identity = _column(columns.id, header, _ID_NAMES if headed else (), place)
    for number, row in enumerate(grid[1:] if headed else grid, start=1):
        cells = row + [""] * (width - len(row))
        name = cells[identity].strip() if identity is not None else ""
        yield name or str(number), cells[source], cells[target]


def _sheet(content: bytes, place: str, langs: tuple[str, str]) -> list[list[str]]:
    from align.exchange.workbook import sheet_with

    return sheet_with(content, place, [set(_names("source", langs[0])), set(_names("target", langs[1]))])


def _names(side: str, lang: str) -> tuple[str, ...]:
    base = _SOURCE_NAMES if side == "source" else _TARGET_NAMES
    return (*base, f"{side} ({lang.lower()})", *_LANGUAGE_NAMES.get(primary(lang), (lang.lower(),)))


def _column(wanted: str | None, header: Sequence[str], names: Sequence[str], place: str) -> int | None:
    if wanted is None:
        return next((header.index(name) for name in names if name in header), None)
    if wanted.lower() in header:
        return header.index(wanted.lower())
    if wanted.isdigit() and 1 <= int(wanted) <= len(header):
        return int(wanted) - 1
    if re.fullmatch("[A-Za-z]", wanted) and ord(wanted.upper()) - 65 < len(header):
        return ord(wanted.upper()) - 65
    cure = f"use one of {', '.join(filter(None, header)) or '1…' + str(len(header))}"
    raise UsageError(f"no column is called {wanted!r}", place=place, cure=cure)


def _guess(grid: list[list[str]], width: int, known: tuple[int | None, int | None], place: str) -> tuple[int, int]:
    """The column with most Japanese is the source, the widest other one the target."""
    sample = grid[:200]
    kana = [sum(len(_KANA.findall(row[i])) for row in sample if i < len(row)) for i in range(width)]
    size = [sum(len(row[i]) for row in sample if i < len(row)) for i in range(width)]
    source = known[0] if known[0] is not None else max(range(width), key=kana.__getitem__)
    others = [i for i in range(width) if i != source]
    if not others:
        raise FormatError("has one column", place=place, cure="give a table with a source and a target column")
    target = known[1] if known[1] is not None else max(others, key=lambda i: size[i] - 2 * kana[i])
    if source == target:
        raise UsageError("source and target are one column", place=place, cure="name both columns")
    return source, target


def _xml(content: bytes, place: str) -> Element:
    try:
        from lxml import etree
    except ImportError as error:
        raise InputError(
            "reading TMX and XLIFF needs lxml", place=place, cure="pip install 'taiyaku[office]'"
        ) from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"not XML: {error}", place=place, cure="export it again") from error


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _speaks(lang: str, wanted: str) -> bool:
    return primary(lang) == primary(wanted)


def _plain(element: Element) -> str:
    """The text without the codes of inline markup (bpt, ept, ph, it)."""
    if element is None:
        return ""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and _name(child) not in (
            "bpt",
            "ept",
            "ph",
            "it",
            "ut",
            "x",
            "bx",
            "ex",
            "sc",
            "ec",
            "note",
        ):
            parts.append(_plain(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _tmx(root: Element, place: str, langs: tuple[str, str]) -> Iterator[Row]:
    units = [element for element in root.iter() if _name(element) == "tu"]
    if not units:
        raise FormatError("holds no <tu>", place=place, cure="give a TMX 1.4 file")
    for number, unit in enumerate(units, start=1):
        texts = ["", ""]
        for variant in unit:
            if _name(variant) != "tuv":
                continue
            lang = variant.get(_XML_LANG) or variant.get("lang") or ""
            segment = next((child for child in variant if _name(child) == "seg"), None)
            for side in (0, 1):
                if _speaks(lang, langs[side]) and not texts[side]:
                    texts[side] = _plain(segment)
        yield unit.get("tuid") or str(number), texts[0], texts[1]


def _xliff(root: Element, place: str, langs: tuple[str, str]) -> Iterator[Row]:
    """1.2: trans-unit with source and target; 2.x: unit with segments."""
    number = 0
    for element in root.iter():
        if _name(element) == "trans-unit":
            number += 1
            texts = {_name(child): _plain(child) for child in element if _name(child) in ("source", "target")}
            yield element.get("id") or str(number), texts.get("source", ""), texts.get("target", "")
        elif _name(element) == "unit":
            segments = [child for child in element.iter() if _name(child) in ("segment", "ignorable")]
            for place_in_unit, segment in enumerate(segments, start=1):
                number += 1
                texts = {_name(child): _plain(child) for child in segment if _name(child) in ("source", "target")}
                if _name(segment) == "ignorable":
                    continue
                suffix = f".{place_in_unit}" if len(segments) > 1 else ""
                name = segment.get("id") or (element.get("id") or str(number)) + suffix
                yield name, texts.get("source", ""), texts.get("target", "")
    if not number:
        raise FormatError("holds no unit", place=place, cure="give an XLIFF 1.2 or 2 file")
