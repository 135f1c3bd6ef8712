"""Markdown -> blocks, from the tokens of markdown-it."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from align.errors import AlignError, InputError
from align.read.blocks import MAX_BLOCKS, Block, LeftOut, RawDocument, letters
from align.read.encoding import decode
from align.read.markdown_dialects import plain_lines, without_ids
from align.read.mojibake import mojibake
from align.read.text import check_text
from align.text.joining import join_all

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.{0,20000}?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^title:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_MOST_BRACKETS = 400
"""Above this many brackets in one paragraph, links are not parsed: it would take quadratic time."""
_HARD = "\n"
_RUBY = re.compile(r"<r[tp][ >][^<]{0,200}</r[tp]>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_SILENT = re.compile(r"(?s)<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>")
_LINE_END = re.compile(r"(?i)<br\s*/?>|</(?:p|div|li|h[1-6]|tr|td|th|dt|dd|summary)>")
_SHOWN = frozenset({"text", "code_inline"})
_SURROGATE = re.compile("[\ud800-\udfff]")


def read(content: bytes, place: str, declared: str = "") -> RawDocument:
    """Read a Markdown file. Raises InputError."""
    try:
        from markdown_it import MarkdownIt
    except ImportError as error:
        raise AlignError(
            "reading Markdown needs markdown-it-py", place=place, cure="pip install markdown-it-py"
        ) from error
    decoded = decode(content, declared)
    check_text(decoded.text, place)
    warnings = list(decoded.warnings)
    if mix_up := mojibake(decoded.text):
        warnings.append(f"looks garbled ({mix_up}); give the file in its original encoding")
    text, title, skipped = _SURROGATE.sub("\ufffd", decoded.text), "", 0
    if front := _FRONT_MATTER.match(text):
        found = _TITLE.search(front.group(1))
        title = found.group(1) if found else ""
        skipped = text.count("\n", 0, front.end())
        text = text[front.end() :]
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    if max(part.count("[") for part in _BLANK.split(text)) > _MOST_BRACKETS:
        parser.disable(["link", "image"])
    text, numbers, left = plain_lines(text)
    builder = _BlockBuilder(place, [skipped + number for number in numbers])
    builder.left_out += left
    blocks = builder.build(parser.parse(text))
    return RawDocument(
        tuple(blocks),
        "markdown",
        decoded.encoding,
        title=title,
        warnings=tuple(warnings),
        left_out=tuple(builder.left_out),
        visible=builder.visible,
    )


class _BlockBuilder:
    """Turns tokens into blocks."""

    def __init__(self, place: str, numbers: list[int]) -> None:
        self.place, self.numbers = place, numbers
        self.blocks: list[Block] = []
        self.left_out: list[LeftOut] = []
        self.visible = 0
        """Characters of all tokens that show text."""
        self._lists = 0
        self._kind, self._level = "", 0
        self._marker = ""

    def build(self, tokens: list[Token]) -> list[Block]:
        for token in tokens:
            self._take(token)
            if len(self.blocks) > MAX_BLOCKS:
                raise InputError(
                    f"more than {MAX_BLOCKS:,} blocks", place=self.place, cure="give one document per file"
                )
        return self.blocks

    def _take(self, token: Token) -> None:
        name = token.type
        if name in ("bullet_list_open", "ordered_list_open"):
            self._lists += 1
        elif name in ("bullet_list_close", "ordered_list_close"):
            self._lists -= 1
        elif name == "list_item_open":
            self._marker = f"{token.info}{token.markup}" if token.info else "•"
        elif name == "list_item_close":
            self._marker = ""
        elif name == "heading_open":
            self._kind, self._level = "heading", int(token.tag[1:])
        elif name in ("td_open", "th_open"):
            self._kind = "cell"
        elif name in ("heading_close", "td_close", "th_close"):
            self._kind, self._level = "", 0
        elif name == "inline":
            children = token.children or []
            self.visible += sum(letters(child.content) for child in children if child.type in _SHOWN)
            text, ids = without_ids(_shown(children))
            for one in ids:
                self.visible -= letters(one)
                self.left_out.append(LeftOut(one, "instruction", self._origin(token)))
            self._add(text, token)
        elif name in ("fence", "code_block"):
            self.visible += letters(token.content)
            self.left_out.append(LeftOut(token.content.strip("\n"), "code", self._origin(token)))
        elif name == "html_block":
            self._html(token)

    def _html(self, token: Token) -> None:
        """Add the text of a block of HTML; comments, scripts and furigana are left out."""
        text = _SILENT.sub("", token.content)
        text = _TAG.sub("", _LINE_END.sub("\n", _RUBY.sub("", text)))
        self.visible += letters(text)
        for comment in _SILENT.findall(token.content):
            self.left_out.append(LeftOut(comment, "hidden", self._origin(token)))
        self._add(unescape(text), token)

    def _origin(self, token: Token) -> str:
        line = token.map[0] if token.map else 0
        return f"line {self.numbers[min(line, len(self.numbers) - 1)]}"

    def _add(self, text: str, token: Token) -> None:
        """Add one block for a heading, item or cell, and one for each line of a paragraph."""
        lines = [line.strip() for line in text.split(_HARD) if line.strip(" \u3000\t")]
        if not lines:
            return
        origin = self._origin(token)
        if self._kind or self._marker:
            joined = join_all(lines)
            kind = self._kind or "item"
            level = self._lists if kind == "item" else self._level
            self.blocks.append(Block(joined, kind, level, self._marker, origin))
            self._marker = ""
            return
        kind = "paragraph" if self._lists else ""
        for place, line in enumerate(lines):
            bare = line.lstrip("\u3000")
            self.blocks.append(Block(bare, kind, 0, "", origin, 0 if place else 1, 2 * (len(line) - len(bare))))


def _shown(tokens: list[Token]) -> str:
    """The text of an inline token. Only a hard break ends a line."""
    out: list[str] = []
    silent = False
    for token in tokens:
        if token.type == "html_inline":
            tag = token.content.lower()
            silent = tag.startswith(("<rt", "<rp")) or (silent and not tag.startswith(("</rt", "</rp")))
            if tag.startswith("<br"):
                out.append(_HARD)
        elif silent:
            continue
        elif token.type in ("text", "code_inline"):
            out.append(token.content)
        elif token.type == "hardbreak":
            out.append(_HARD)
        elif token.type == "softbreak":
            out.append("\0")
    lines = []
    for line in "".join(out).split(_HARD):
        lines.append(join_all(line.split("\0")))
    return _HARD.join(lines)
