"""The elements of a Word document -> blocks, in reading order, with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.errors import InputError
from align.read.blocks import MAX_BLOCKS, Block, LeftOut, letters
from align.read.docx.numbering import Numbering
from align.read.docx.package import child, local, number, value
from align.read.docx.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_REMOVED = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "rt", "comment", "pict"})
_BREAK = "\n"
_CM = 360_000
"""Word's units of length."""
_LARGEST_SIZE = 10**9
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(slots=True)
class _Text:
    """The text of a paragraph, its text boxes, and the notes that it refers to."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """(reason, text) of what the paragraph holds and does not show."""
    pages: int = 0
    """Pictures of the size of a page."""


class WordWalker:
    """Collects the blocks of a document."""

    def __init__(self, styles: Styles, numbering: Numbering, place: str) -> None:
        self.styles, self.numbering, self.place = styles, numbering, place
        self.blocks: list[Block] = []
        self.notes: list[tuple[str, str]] = []
        self.left_out: list[LeftOut] = []
        self.visible = 0
        """Characters of all paragraphs, as they are gathered."""
        self._dropped_cap = ""
        self._paragraphs = self._tables = 0
        self._pages: list[str] = []
        """Where pictures of the size of a page stand."""
        self._held = ""
        """The text of paragraphs whose end was deleted: it continues in the next paragraph."""

    def walk(self, parent: _Element, cell: str = "") -> None:
        """Read the paragraphs and tables below an element.

        `cell` names their table cell, if any.
        """
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

    def finish(self) -> None:
        """Add what still waited for the paragraph that it belongs to."""
        rest = (self._held + self._dropped_cap).strip()
        self._held = self._dropped_cap = ""
        if rest:
            self.blocks.append(Block(rest, origin=f"paragraph {self._paragraphs}"))

    def warnings(self) -> tuple[str, ...]:
        """One line if there are pictures of the size of a page, which may be scanned."""
        if not self._pages:
            return ()
        count = len(self._pages)
        what = "1 picture of the size of a page is" if count == 1 else f"{count} pictures of the size of a page are"
        return (f"{what} not read ({self._pages[0]}{' …' if count > 1 else ''}); scanned text needs text recognition",)

    def add_notes(self, roots: dict[str, _Element | None]) -> None:
        """Add the notes that the text refers to, numbered, after the text."""
        for count, (kind, name) in enumerate(self.notes, start=1):
            root = roots.get(kind)
            note = next((item for item in (root if root is not None else ()) if value(item, "id") == name), None)
            if note is None:
                continue
            lines = [line for paragraph in note if local(paragraph) == "p" for line in _lines(_text_of(paragraph))]
            if lines:
                self.visible += sum(map(letters, lines))
                self.blocks.append(Block(_joined(lines), "item", 1, f"{count}", f"{kind} {count}"))

    def _paragraph(self, element: _Element, cell: str) -> None:
        self._paragraphs += 1
        properties = child(element, "pPr")
        gathered = _text_of(element)
        self.notes += gathered.notes
        origin = cell or f"paragraph {self._paragraphs}"
        place = len(self.blocks)
        self.left_out += [LeftOut(text, reason, origin, place) for reason, text in gathered.left_out if text.strip()]
        self._pages += [origin] * gathered.pages
        own = "".join(gathered.pieces)
        self.visible += letters(own)
        if value(child(properties, "framePr"), "dropCap") in ("drop", "margin") and len(own.strip()) <= 3:
            self._dropped_cap += own.strip()
            return
        text = self._held + self._dropped_cap + own
        self._dropped_cap = ""
        if child(properties, "rPr", "del") is not None:
            self._held = text
            return
        self._held = ""
        style = value(child(properties, "pStyle"))
        lines = [line for line in text.split(_BREAK) if line.strip(" \u3000\t\u00a0")]
        breaks_section = child(properties, "sectPr") is not None
        marker, level = (None, 0) if not lines and breaks_section else self._numbered(properties, style)
        if lines:
            self._add(
                lines, self.styles.outline(properties, style, _joined(lines)), marker, level, (origin, bool(cell))
            )
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

    def _numbered(self, properties: _Element | None, style: str) -> tuple[str | None, int]:
        """The printed number of a paragraph, or None, and its depth, from 0."""
        listed = child(properties, "numPr")
        name, level = value(child(listed, "numId")), number(value(child(listed, "ilvl")), -1)
        for one in self.styles.chain(style):
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
    """The lines of a heading, item or cell as one text. A line break that was typed is a space."""
    bare = [line.strip(" \u3000\t") for line in lines]
    return "".join(line if number == 0 else _between(bare[number - 1], line) + line for number, line in enumerate(bare))


def _between(first: str, second: str) -> str:
    return "" if second[:1] in "、。，．,.)）」』" or first[-1:] in "、，（(「『" else " "


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
            if reason := _why_unseen(below):
                gathered.left_out.append((reason, _plain(below)))
            else:
                _gather(below, gathered)
        elif name in ("del", "moveFrom"):
            gathered.left_out.append(("deleted", _plain(below)))
        elif name == "rt":
            gathered.left_out.append(("furigana", _plain(below)))
        elif name == "AlternateContent":
            chosen = child(below, "Choice")
            _gather(chosen if chosen is not None else below, gathered)
        elif name == "pict":
            _gather(below, gathered)
        elif name == "drawing":
            _note_picture(below, gathered)
            _gather(below, gathered)
        elif name not in _REMOVED and name not in ("pPr", "rPr", "Fallback"):
            _gather(below, gathered)


def _note_picture(drawing: _Element, gathered: _Text) -> None:
    """Note a picture that is large enough to hold text, with the description that its author gave it."""
    sizes = next((below for below in drawing.iter() if local(below) == "extent"), None)
    width, height = number(value(sizes, "cx"), 0, _LARGEST_SIZE), number(value(sizes, "cy"), 0, _LARGEST_SIZE)
    if width < 5 * _CM or height < 2 * _CM or not any(local(below) == "blip" for below in drawing.iter()):
        return
    named = next((below for below in drawing.iter() if local(below) == "docPr"), None)
    gathered.left_out.append(("picture", value(named, "descr").strip() or "without description"))
    gathered.pages += width >= 12 * _CM and height >= 15 * _CM


def _why_unseen(run: _Element) -> str:
    """Why a run is no text: it is hidden or struck out; "" if it is text."""
    for name, reason in (("vanish", "hidden"), ("strike", "struck out"), ("dstrike", "struck out")):
        found = child(run, "rPr", name)
        if found is not None and value(found) not in ("0", "false", "off"):
            return reason
    return ""


def _plain(element: _Element) -> str:
    """All text below an element, deleted text too."""
    return "".join(below.text or "" for below in element.iter() if local(below) in ("t", "delText"))
