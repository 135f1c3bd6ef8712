"""The elements of a page -> blocks, in reading order, without recursion."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.errors import InputError
from align.read.blocks import MAX_BLOCKS, OTHER_FILE, Block, LeftOut
from align.read.html.content import BOILERPLATE, Sizes, is_crumbs, seen_text, why_left_out
from align.read.html.elements import inside, is_code, is_note, printed, whole_number
from align.text.joining import join_all
from align.text.letters import JAPANESE
from align.text.raised import raised

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table
    tbody td tfoot th thead tr ul""".split()
)
_LISTS = frozenset({"ul", "ol", "dl", "dir", "menu"})
_CAPTIONS = frozenset({"caption", "figcaption"})
_INSIDE_CELL = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "div", "blockquote", "section"}
)
_BREAK = "\n"
_WHITE = re.compile(r"[ \t\r\n\f]+")
_JA_BREAK = re.compile(rf"(?<={JAPANESE})[ \t]*[\r\n\f][ \t\r\n\f]*(?={JAPANESE})")
_WITHOUT_TEXT = ("img", "wbr", "embed")
_LOCAL = re.compile(r"(?![a-z]+:|//|#)(?!\S*_files/)\S*(?:\.x?html?|\.php|\.aspx?|\.jsp|/)(?:[?#]|\Z)", re.IGNORECASE)
"""The address of a page of the same site; what a browser keeps beside a saved page is advertisement."""
_LONGEST_PATH = 7
_HEADER_LINKS = frozenset({"¶", "#", "§", "🔗", "∞", "Link", "Permalink"})
_NOTE_SIGN = re.compile(r"[\[［(（]?[0-9]{1,3}[\]］)）.]?|[*＊†‡※]{1,3}[0-9]{0,3}")
"""What a note begins with, where it stands in an element of its own."""


@dataclass(slots=True)
class _Frame:
    """An open element: kind and level of its text, and how many children of each name it had."""

    node: LexborNode
    kind: str = ""
    level: int = 0
    marker: str = ""
    step: str = ""
    depth: int = 0
    """The number of open lists."""
    ordinal: int = 0
    """The number of the next item of this ordered list."""
    link: bool = False
    raised: bool = False
    """True inside a superscript."""
    keeps_lines: bool = False
    seen: Counter[str] = field(default_factory=Counter)


class HtmlWalker:
    """Collects the blocks of one content element."""

    def __init__(self, root: LexborNode, sizes: Sizes, marked: bool, place: str) -> None:
        self.root, self.sizes, self.marked, self.place = root, sizes, marked, place
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self._stack = [_Frame(root, step=root.tag or "body")]
        self._pieces: list[str] = []
        self._linked = 0
        self._fresh_item = ""
        self._note = ""

    def walk(self) -> list[Block]:
        """The blocks of the content, in reading order."""
        node = self.root.child
        while node is not None or len(self._stack) > 1:
            if node is None:
                node = self._leave().next
                continue
            entered = self._enter(node)
            child = node.child if entered else None
            if entered and child is not None:
                node = child
            elif entered:
                node = self._leave().next
            else:
                node = node.next
        self._flush()
        if self._note:
            self.blocks.append(Block(self._note, "paragraph", 0, "", self._path()))
        return self.blocks

    def _enter(self, node: LexborNode) -> bool:
        """Read a text or open an element; False if there is nothing below to walk."""
        if node.is_text_node:
            self._text(node.text_content or "")
            return False
        tag = node.tag or ""
        if tag == "br":
            self._pieces.append(_BREAK)
            return False
        if not node.is_element_node or tag in _WITHOUT_TEXT:
            self._note_other(node.attributes, tag)
            return False
        parent = self._stack[-1]
        if reason := self._why_not(node, tag, parent):
            if tag in _BLOCKS:
                self._flush()
            self._leave_out(seen_text(node), reason)
            parent.ordinal += tag == "li" and parent.ordinal > 0
            return False
        parent.seen[tag] += 1
        step = f"{tag}[{parent.seen[tag]}]" if parent.seen[tag] > 1 else tag
        frame = _Frame(
            node, parent.kind, parent.level, "", step, parent.depth, 0, parent.link, parent.raised, parent.keeps_lines
        )
        if tag in _BLOCKS:
            self._flush()
            self._open_block(tag, frame, parent)
        elif tag == "a":
            frame.link = True
        elif tag == "sup":
            frame.raised = True
        self._stack.append(frame)
        return True

    def _note_other(self, attributes: dict[str, str | None], tag: str) -> None:
        """Note the description of a picture, and the page that a frame shows."""
        if tag == "img":
            self._leave_out(" ".join((attributes.get("alt") or "").split()), "alternative text")
        elif tag == "embed" and _LOCAL.match(source := (attributes.get("src") or "").strip()):
            self._leave_out(source, OTHER_FILE)

    def _why_not(self, node: LexborNode, tag: str, parent: _Frame) -> str:
        """Why an element is not read, "" if it is."""
        if tag == "a" and parent.kind == "heading" and seen_text(node) in _HEADER_LINKS:
            return "header link"
        if tag == "pre" and is_code(node):
            return "code"
        return why_left_out(node, self.root, self.sizes, self.marked)

    def _leave_out(self, text: str, reason: str) -> None:
        if text:
            self.left_out.append(LeftOut(text, reason, self._path(), len(self.blocks)))

    def _open_block(self, tag: str, frame: _Frame, parent: _Frame) -> None:
        attributes = frame.node.attributes
        if tag[0] == "h" and tag[1:].isdigit():
            frame.kind, frame.level = "heading", int(tag[1:])
        elif attributes.get("role") == "heading":
            frame.kind, frame.level = "heading", whole_number(attributes.get("aria-level"), 2)
        elif tag in _LISTS:
            frame.kind, frame.level, frame.depth = "", 0, parent.depth + 1
            frame.ordinal = whole_number(attributes.get("start"), 1) if tag == "ol" else 0
        elif tag == "li":
            self._open_item(frame, parent)
        elif tag == "dt":
            frame.kind, frame.level = "item", max(1, parent.depth)
        elif tag == "dd":
            frame.kind, frame.level = "paragraph", 0
        elif tag in _CAPTIONS:
            frame.kind, frame.level = "caption", 0
        elif tag in ("td", "th"):
            frame.kind, frame.level = ("", 0) if self._is_layout(frame.node) else ("cell", 0)
        elif tag == "pre":
            frame.keeps_lines = True

    def _open_item(self, frame: _Frame, parent: _Frame) -> None:
        frame.kind, frame.level = "item", max(1, parent.depth)
        frame.marker = "•"
        if parent.ordinal:
            number = whole_number(frame.node.attributes.get("value"), parent.ordinal)
            parent.ordinal = number + 1
            frame.marker = printed(number, parent.node.attributes.get("type") or "1")
        self._fresh_item = frame.marker

    def _is_layout(self, cell: LexborNode) -> bool:
        """True for a cell that only serves layout: it holds several blocks or half of the page."""
        return len(inside(cell, _INSIDE_CELL, 3)) > 1 or self.sizes.share(cell, self.root) > 0.5

    def _leave(self) -> LexborNode:
        """Close the innermost element and return it."""
        node = self._stack[-1].node
        if node.tag in _BLOCKS:
            self._flush()
        self._stack.pop()
        return node

    def _text(self, text: str) -> None:
        frame = self._stack[-1]
        if frame.keeps_lines:
            self._pieces.append(text)
            return
        text = _WHITE.sub(" ", _JA_BREAK.sub("", text)) if "\n" in text or "  " in text or "\t" in text else text
        if frame.raised and (number := raised(text.strip())) != text.strip():
            text = number
        if text:
            self._pieces.append(text)
            if frame.link:
                self._linked += len(text.strip())

    def _flush(self) -> None:
        """Turn the text since the last block into blocks."""
        if not self._pieces:
            return
        text, linked = "".join(self._pieces), self._linked
        self._pieces, self._linked = [], 0
        frame = self._stack[-1]
        text = text.strip("\n") if frame.keeps_lines else text.strip(" \n\u00a0")
        if not text.strip():
            return
        if frame.kind not in ("heading", "cell") and (BOILERPLATE.fullmatch(text) or is_crumbs(text, linked)):
            self._leave_out(" ".join(text.split()), "menu")
            return
        if _NOTE_SIGN.fullmatch(text) and any(is_note(frame.node) for frame in self._stack):
            self._note = text
            return
        for number, part in enumerate(re.split(r"\n[ \u3000\u00a0]*\n\s*", text)):
            self._add(frame, [line.strip(" \u00a0") for line in part.split("\n")], number)
        if len(self.blocks) > MAX_BLOCKS:
            raise InputError(
                f"more than {MAX_BLOCKS:,} paragraphs", place=self.place, cure="give one document per file"
            )

    def _add(self, frame: _Frame, lines: list[str], number: int) -> None:
        """Add one block for a heading, item or cell, and one for each line of a paragraph."""
        lines = [line for line in lines if line.strip("\u3000 ")]
        origin = self._path()
        if self._note and lines:
            sign, self._note = self._note, ""
            if frame.kind in ("", "paragraph"):
                self.blocks.append(Block(join_all(lines), "item", 1, sign, origin))
                return
            self.blocks.append(Block(sign, "paragraph", 0, "", origin))
        if frame.kind and frame.kind != "paragraph":
            text = join_all(lines)
            item = frame.kind == "item"
            if not item or self._fresh_item or frame.node.tag == "dt":
                marker = self._fresh_item if item and frame.node.tag != "dt" else ""
                self.blocks.append(Block(text, frame.kind, frame.level, marker, origin))
                self._fresh_item = ""
            else:
                self.blocks.append(Block(text, "paragraph", 0, "", origin))
            return
        for place, line in enumerate(lines):
            wide = len(line) - len(line.lstrip("\u3000"))
            gap = 0 if place else 1
            self.blocks.append(Block(line.lstrip("\u3000"), frame.kind, 0, "", origin, gap, 2 * wide))

    def _path(self) -> str:
        steps = [frame.step for frame in self._stack if frame.node.tag in _BLOCKS]
        return " > ".join(["…", *steps[-_LONGEST_PATH:]] if len(steps) > _LONGEST_PATH else steps)
