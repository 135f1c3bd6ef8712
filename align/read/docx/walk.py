"""The elements of a Word document -> blocks, in reading order, with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.errors import InputError
from align.read.blocks import MAX_BLOCKS, Block
from align.read.docx.numbering import Numbering
from align.read.docx.package import child, local, number, value
from align.text.joining import join_all

if TYPE_CHECKING:
    from lxml.etree import _Element

_REMOVED = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "comment", "pict"})
_BREAK = "\n"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Style:
    """What the walk needs to know of a paragraph style."""

    name: str = ""
    based_on: str = ""
    outline: int = -1
    list_name: str = ""
    list_level: int = -1


def read_styles(root: _Element | None) -> dict[str, Style]:
    """The paragraph styles of styles.xml, by id."""
    styles: dict[str, Style] = {}
    for element in root if root is not None else ():
        if local(element) != "style":
            continue
        properties = child(element, "pPr")
        listed = child(properties, "numPr")
        styles[value(element, "styleId")] = Style(
            value(child(element, "name")).lower(),
            value(child(element, "basedOn")),
            number(value(child(properties, "outlineLvl")), -1),
            value(child(listed, "numId")),
            number(value(child(listed, "ilvl")), -1),
        )
    return styles


@dataclass(slots=True)
class _Text:
    """The text of a paragraph, its text boxes, and the notes that it refers to."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


class WordWalker:
    """Collects the blocks of a document."""

    def __init__(self, styles: dict[str, Style], numbering: Numbering, place: str) -> None:
        self.styles, self.numbering, self.place = styles, numbering, place
        self.blocks: list[Block] = []
        self.notes: list[tuple[str, str]] = []
        self._paragraphs = self._tables = 0
        self._held = ""
        """The text of paragraphs whose end was deleted: it continues in the next paragraph."""

    def walk(self, parent: _Element, cell: str = "") -> None:
        """Read the paragraphs and tables below an element. `cell` names their table cell, if any."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element, cell)
            elif name == "tbl":
                self._table(element)
            elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice"):
                self.walk(element, cell)
            if len(self.blocks) > MAX_BLOCKS:
                raise InputError(
                    f"more than {MAX_BLOCKS:,} paragraphs", place=self.place, cure="give one document per file"
                )

    def add_notes(self, roots: dict[str, _Element | None]) -> None:
        """Add the notes that the text refers to, numbered, after the text."""
        for count, (kind, name) in enumerate(self.notes, start=1):
            root = roots.get(kind)
            note = next((item for item in (root if root is not None else ()) if value(item, "id") == name), None)
            if note is None:
                continue
            lines = [line for paragraph in note if local(paragraph) == "p" for line in _lines(_text_of(paragraph))]
            if lines:
                self.blocks.append(Block(_joined(lines), "paragraph", 0, f"{count}", f"{kind} {count}"))

    def _paragraph(self, element: _Element, cell: str) -> None:
        self._paragraphs += 1
        properties = child(element, "pPr")
        gathered = _text_of(element)
        self.notes += gathered.notes
        text = self._held + "".join(gathered.pieces)
        if child(properties, "rPr", "del") is not None:
            self._held = text
            return
        self._held = ""
        origin = cell or f"paragraph {self._paragraphs}"
        style = value(child(properties, "pStyle"))
        marker, level = self._numbered(properties, style)
        lines = [line for line in text.split(_BREAK) if line.strip(" \u3000\t\u00a0")]
        if lines:
            self._add(lines, self._outline(properties, style), marker, level, (origin, bool(cell)))
        for box in gathered.boxes:
            self.walk(box)

    def _add(self, lines: list[str], outline: int, marker: str | None, level: int, at: tuple[str, bool]) -> None:
        origin, in_cell = at
        if in_cell:
            self.blocks.append(Block(_joined(lines), "cell", 0, marker or "", origin))
        elif outline >= 0:
            self.blocks.append(Block(_joined(lines), "heading", outline + 1, marker or "", origin))
        elif marker:
            self.blocks.append(Block(_joined(lines), "item", level + 1, marker, origin))
        else:
            for place, line in enumerate(lines):
                bare = line.lstrip(" \u3000\t\u00a0")
                indent = sum(2 if char == "\u3000" else 1 for char in line[: len(line) - len(bare)])
                self.blocks.append(Block(bare, origin=origin, gap=0 if place else 1, indent=indent))

    def _table(self, element: _Element) -> None:
        self._tables += 1
        table = self._tables
        rows = [row for row in _below(element, "tr")]
        cells = [[cell for cell in _below(row, "tc")] for row in rows]
        boxed = sum(map(len, cells)) == 1
        for row_number, row in enumerate(cells, start=1):
            for cell_number, cell in enumerate(row, start=1):
                merged = child(cell, "tcPr", "vMerge")
                if merged is not None and value(merged) != "restart":
                    continue
                self.walk(cell, "" if boxed else f"table {table}, row {row_number}, cell {cell_number}")

    def _chain(self, style: str) -> Iterator[Style]:
        """A style, and the styles that it is based on."""
        for _ in range(12):
            found = self.styles.get(style)
            if found is None:
                return
            yield found
            style = found.based_on

    def _outline(self, properties: _Element | None, style: str) -> int:
        """The level of a heading, from 0; -1 for any other paragraph."""
        own = child(properties, "outlineLvl")
        if own is not None:
            level = number(value(own), 9)
            return level if level < 9 else -1
        for one in self._chain(style):
            if one.name in ("title", "subtitle", "表題", "副題"):
                return 0 if one.name in ("title", "表題") else 1
            if one.name.startswith(("heading ", "見出し ")):
                return number(one.name.rsplit(" ", 1)[1], 1) - 1
            if 0 <= one.outline < 9:
                return one.outline
        return -1

    def _numbered(self, properties: _Element | None, style: str) -> tuple[str | None, int]:
        """The printed number of a paragraph, or None, and its depth, from 0."""
        listed = child(properties, "numPr")
        name, level = value(child(listed, "numId")), number(value(child(listed, "ilvl")), -1)
        for one in self._chain(style):
            name = name or one.list_name
            level = level if level >= 0 else one.list_level
        if not name or name == "0":
            return None, 0
        level = max(0, level)
        return self.numbering.next(name, level), level


def _below(element: _Element, name: str) -> Iterator[_Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for below in element:
        if local(below) == name:
            yield below
        elif local(below) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _below(below, name)


def _text_of(paragraph: _Element) -> _Text:
    gathered = _Text()
    _gather(paragraph, gathered)
    return gathered


def _lines(text: _Text) -> list[str]:
    return [line for line in "".join(text.pieces).split(_BREAK) if line.strip()]


def _joined(lines: list[str]) -> str:
    return join_all(line.strip(" \u3000\t") for line in lines)


def _gather(element: _Element, gathered: _Text) -> None:
    """Add the text of an element. It nests at most 256 deep: the parser refuses more."""
    for below in element:
        name = local(below)
        if name == "t":
            gathered.pieces.append(below.text or "")
        elif name in ("tab", "ptab"):
            gathered.pieces.append("\t" if element.tag != f"{_WORD}tabs" else "")
        elif name in ("br", "cr"):
            gathered.pieces.append(_BREAK if value(below, "type") in ("", "textWrapping") else " ")
        elif name == "noBreakHyphen":
            gathered.pieces.append("-")
        elif name in ("footnoteReference", "endnoteReference"):
            gathered.notes.append((name.removesuffix("Reference"), value(below, "id")))
        elif name == "txbxContent":
            gathered.boxes.append(below)
        elif name == "r":
            if not _is_hidden(below):
                _gather(below, gathered)
        elif name == "AlternateContent":
            chosen = child(below, "Choice")
            _gather(chosen if chosen is not None else below, gathered)
        elif name == "pict":
            _gather(below, gathered)
        elif name not in _REMOVED and name not in ("pPr", "rPr", "Fallback"):
            _gather(below, gathered)


def _is_hidden(run: _Element) -> bool:
    hidden = child(run, "rPr", "vanish")
    return hidden is not None and value(hidden) not in ("0", "false", "off")
