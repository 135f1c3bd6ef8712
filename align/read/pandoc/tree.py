"""pandoc's tree -> blocks, and the characters that it holds."""

from __future__ import annotations

import re
from dataclasses import replace

from align.errors import InputError
from align.read.blocks import MAX_BLOCKS, OTHER_FILE, Block, LeftOut, letters
from align.read.pandoc.includes import Includes
from align.text.joining import join_all
from align.text.numerals import roman_numeral
from align.text.raised import raised

_BREAK = "\n"
_SILENT = frozenset(
    """toctree index rst-class highlight contents currentmodule module py:module py:currentmodule automodule autoclass
    autofunction sectionauthor codeauthor meta tabularcolumns literalinclude only-index default-domain""".split()
)
"""Directives of RST and Sphinx that name what is to be made, and say nothing to a reader."""
_WITH_CONDITION = frozenset({"only", "ifconfig"})
_TARGET = re.compile(r"(?s)(.*\S)\s*<[^<>]*>\Z")
_SHOWN_META = (("title", "heading"), ("subtitle", "paragraph"), ("author", "paragraph"), ("abstract", "paragraph"))
"""What of the metadata is printed above the text, and its kind."""


class TreeReader:
    """Collects the blocks of a tree, and what it leaves out with the reason."""

    def __init__(self, place: str, includes: Includes | None = None) -> None:
        self.place, self.includes = place, includes or Includes()
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self._count = 0
        self._notes: list[list[dict[str, object]]] = []

    def read(self, nodes: object, meta: object = None) -> None:
        """Read the title, the summary and other texts of `meta` that a reader sees, the blocks, and the notes."""
        for name, kind in _SHOWN_META:
            self._meta(_dict(meta or {}).get(name), kind)
        self._blocks(nodes, "", 0)
        number = 0
        while number < len(self._notes):
            number += 1
            first = len(self.blocks)
            self._blocks(self._notes[number - 1], "paragraph", 0)
            if first < len(self.blocks):
                self.blocks[first] = replace(self.blocks[first], marker=str(number), origin=f"note {number}")

    def _meta(self, node: object, kind: str) -> None:
        """Read one text of the metadata, or each of a list."""
        if node is None:
            return
        name, inside = _dict(node)["t"], _dict(node).get("c")
        if name == "MetaList":
            for one in _list(inside):
                self._meta(one, kind)
        elif name == "MetaBlocks":
            self._blocks(inside, kind, 0)
        elif name == "MetaInlines":
            self._count += 1
            self._add(self._text(inside), kind, int(kind == "heading"), "")

    def _blocks(self, nodes: object, kind: str, depth: int, marker: str = "") -> None:
        """Read blocks.

        `kind` is that of their texts, `depth` the open lists, `marker` that of the first.
        """
        for node in _list(nodes):
            self._block(_dict(node), kind, depth, marker)
            marker = ""

    def _block(self, node: dict[str, object], kind: str, depth: int, marker: str) -> None:
        name, inside = str(node["t"]), node.get("c")
        self._count += 1
        if name in ("Para", "Plain"):
            if asked := self._asked_file(inside):
                self._leave_out(asked, OTHER_FILE)
            else:
                self._add(self._text(inside), "item" if marker else kind, depth if marker else 0, marker)
        elif name == "Header":
            level, _, text = _list(inside)
            self._add(self._text(text), "heading", int(str(level)), "")
        elif name in ("BulletList", "OrderedList"):
            self._items(name, inside, depth + 1)
        elif name == "DefinitionList":
            for term, meanings in map(_list, _list(inside)):
                self._add(self._text(term), "item", depth + 1, "")
                for meaning in _list(meanings):
                    self._blocks(meaning, "paragraph", depth + 1)
        elif name == "Table":
            self._table(_list(inside))
        elif name == "Div":
            self._division(_list(inside), kind, depth, marker)
        elif name == "Figure":
            parts = _list(inside)
            self._blocks(_list(parts[1])[1], "caption", depth)
            self._blocks(parts[-1], kind, depth, marker)
        elif name == "LineBlock":
            for line in _list(inside):
                self._add(self._text(line), kind, 0, "")
        elif name == "BlockQuote":
            self._blocks(inside, kind, depth, marker)
        elif name in ("CodeBlock", "RawBlock"):
            self._leave_out(str(_list(inside)[1]), "code" if name == "CodeBlock" else "hidden")

    def _asked_file(self, inside: object) -> str:
        nodes = _list(inside)
        return self.includes.name_of(str(_dict(nodes[0]).get("c"))) if len(nodes) == 1 else ""

    def _division(self, parts: list[object], kind: str, depth: int, marker: str) -> None:
        """Read a division. A directive that shows no text of its own is left out."""
        names = set(map(str, _list(_list(parts[0])[1])))
        inside = _list(parts[1])
        if names & _SILENT:
            self._leave_out(_text_below(inside), "instruction")
            return
        if names & _WITH_CONDITION or (inside and _is_label(_dict(inside[0]), names)):
            self._leave_out(_text_below(inside[:1]), "instruction")
            inside = inside[1:]
        self._blocks(inside, kind, depth, marker)

    def _leave_out(self, text: str, reason: str) -> None:
        if text:
            self.left_out.append(LeftOut(text, reason, f"block {self._count}", len(self.blocks)))

    def _items(self, name: str, inside: object, depth: int) -> None:
        items, start, style = _list(inside), 1, "Decimal"
        if name == "OrderedList":
            attributes, items = _list(items[0]), _list(items[1])
            start, style = int(str(attributes[0])), str(_dict(attributes[1])["t"])
        for number, item in enumerate(items, start=start):
            marker = "•" if name == "BulletList" else _printed(number, style)
            self._blocks(item, "paragraph", depth, marker)

    def _table(self, parts: list[object]) -> None:
        """Read a table: its caption, then its cells row by row."""
        self._blocks(_list(parts[1])[1], "caption", 0)
        rows: list[object] = list(_list(_list(parts[3])[1]))
        for body in map(_list, _list(parts[4])):
            rows += [*_list(body[2]), *_list(body[3])]
        rows += _list(_list(parts[5])[1])
        for row in map(_list, rows):
            for cell in map(_list, _list(row[1])):
                self._blocks(cell[4], "cell", 0)

    def _add(self, text: str, kind: str, level: int, marker: str) -> None:
        """Add one block for a heading, item or cell, and one for each line of a paragraph."""
        lines = [line.strip() for line in text.split(_BREAK) if line.strip(" \u3000")]
        origin = f"block {self._count}"
        if kind in ("", "paragraph"):
            self.blocks += [Block(line, kind, 0, "", origin, 0 if at else 1) for at, line in enumerate(lines)]
        elif lines:
            self.blocks.append(Block(join_all(lines), kind, level, marker, origin))
        if len(self.blocks) > MAX_BLOCKS:
            raise InputError(f"more than {MAX_BLOCKS:,} blocks", place=self.place, cure="give one document per file")

    def _text(self, nodes: object) -> str:
        """The text of inline nodes. Notes are kept for the end; a hard break is a line break."""
        out: list[str] = []
        for node in map(_dict, _list(nodes)):
            name, inside = str(node["t"]), node.get("c")
            if name == "Str":
                out.append(str(inside))
            elif name in ("Space", "SoftBreak"):
                out.append(" " if name == "Space" else "\0")
            elif name == "LineBreak":
                out.append(_BREAK)
            elif name in ("Code", "Math"):
                text = str(_list(inside)[1])
                out.append(_role_text(text) if name == "Code" and _is_role(inside) else text)
            elif name == "Note":
                self._notes.append([_dict(block) for block in _list(inside)])
            elif name == "Strikeout":
                self._leave_out(self._text(inside), "struck out")
            elif name in ("Superscript", "Subscript"):
                text = self._text(inside)
                out.append(raised(text) if name == "Superscript" else text)
            elif name == "Quoted":
                open_sign, close_sign = "‘’" if _dict(_list(inside)[0])["t"] == "SingleQuote" else "“”"
                out.append(open_sign + self._text(_list(inside)[1]) + close_sign)
            elif name in ("Emph", "Strong", "Underline", "SmallCaps"):
                out.append(self._text(inside))
            elif name in ("Link", "Span", "Cite"):
                out.append(self._text(_list(inside)[1]))
        return _BREAK.join(join_all(line.split("\0")) for line in "".join(out).split(_BREAK))


def title_of(tree: dict[str, object]) -> str:
    """The title in the metadata, "" if there is none."""
    title = _dict(tree.get("meta", {})).get("title")
    return TreeReader("")._text(_dict(title).get("c", [])) if _dict(title or {}).get("t") == "MetaInlines" else ""


def shown_characters(meta: object) -> int:
    """The characters without white space of the metadata that are read as text."""
    shown = [_dict(meta).get(name) for name, _ in _SHOWN_META]
    return sum(visible_characters(_dict(node).get("c")) for node in shown if node is not None)


def visible_characters(node: object) -> int:
    """The characters without white space that the tree holds, raw markup aside."""
    if isinstance(node, list):
        return sum(map(visible_characters, node))
    if not isinstance(node, dict):
        return 0
    name, inside = node.get("t"), node.get("c")
    if name == "Str":
        return letters(str(inside))
    if name in ("Code", "CodeBlock", "Math"):
        return letters(str(_list(inside)[1]))
    if name in ("RawInline", "RawBlock", "Image", "Strikeout"):
        return 0
    return visible_characters(inside)


def _is_label(node: dict[str, object], names: set[str]) -> bool:
    """True for the title that pandoc gives to a note and that says what its class says: "Warning"."""
    return node["t"] == "Div" and _text_below(node).lower() in names


def _text_below(node: object) -> str:
    """All words below a node, with a space between two blocks."""
    if isinstance(node, list):
        return "".join(map(_text_below, node)).strip()
    if not isinstance(node, dict):
        return ""
    name, inside = node.get("t"), node.get("c")
    if name == "Str":
        return str(inside)
    if name in ("Space", "SoftBreak", "LineBreak"):
        return " "
    return f"{_text_below(inside)} " if name in ("Para", "Plain", "Header") else _text_below(inside)


def _is_role(inside: object) -> bool:
    return "interpreted-text" in _list(_list(_list(inside)[0])[1])


def _role_text(text: str) -> str:
    """What a role of RST shows: its title without the target, the last part of a name that begins with "~".

    >>> _role_text("使い方 <usage>"), _role_text("~os.path.join")
    ('使い方', 'join')
    """
    if found := _TARGET.fullmatch(text):
        return found.group(1)
    return text.rpartition(".")[2] if text.startswith("~") else text


def _printed(number: int, style: str) -> str:
    if style in ("LowerAlpha", "UpperAlpha") and 1 <= number <= 26:
        return f"{chr(ord('a' if style == 'LowerAlpha' else 'A') + number - 1)}."
    if style in ("LowerRoman", "UpperRoman") and 1 <= number < 4000:
        roman = roman_numeral(number)
        return f"{roman if style == 'UpperRoman' else roman.lower()}."
    return f"{number}."


def _list(node: object) -> list[object]:
    if not isinstance(node, list):
        raise TypeError("no list")
    return node


def _dict(node: object) -> dict[str, object]:
    if not isinstance(node, dict):
        raise TypeError("no object")
    return node
