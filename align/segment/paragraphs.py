"""Blocks -> paragraphs: wrapped lines joined, broken paragraphs rejoined, markers split off.

All formats share this logic. A line of plain text, a `<p>` and a paragraph of a PDF arrive
undecided (kind ""). What a format declares (heading, item, cell, caption) stays as declared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.read.blocks import Block
from align.segment.markers import Marker, parse_marker, split_marker
from align.text.endings import ends_clause
from align.text.joining import join_all, words
from align.text.language import primary
from align.text.letters import is_japanese
from align.text.width import columns

_WIDEST_WRAP = 130
"""Columns. A text with longer lines is not wrapped at a page's width."""

_FUNCTION_WORDS = frozenset(
    """a about against among an and are as at be between by for from has have her his in including into is its nor of on
    or over that the their through to toward towards under upon was were which while who whose will with within without
    would""".split()
)
_CONTINUES = re.compile(r"[、。，．」』）)〕】,.;:!?！？々ー]")
_PARTICLE_END = re.compile(
    r"(?:[をはがにへやも]|(?<!も)の|(?<!こ)と|(?<!ま)で|から|及び|並びに|または|又は|かつ|および|ならびに)\Z"
)
_PARTICLE_START = re.compile(r"(?:を|が|は、|に(?:おいて|ついて|より|関)|へ|の(?=[\u4e00-\u9fff])|と(?:し|い|の))")


@dataclass(slots=True)
class Paragraph:
    """A paragraph while its text, kind and level are being decided."""

    text: str
    kind: str
    level: int
    marker: Marker | None
    origin: str
    gap: int
    indent: int
    declared: bool
    """True if the format gave its kind."""
    width: int = 0
    """Columns of its last line, with the indent."""
    length: int = 0
    """Columns of all its lines."""


def paragraphs(blocks: Sequence[Block], lang: str) -> list[Paragraph]:
    """The paragraphs of a document in reading order, before headings and depths are decided."""
    drafts = [_draft(block) for block in blocks]
    page = page_width(drafts)
    vocabulary = (
        frozenset(words(" ".join(draft.text for draft in drafts))) if page or primary(lang) == "en" else frozenset()
    )
    joined: list[Paragraph] = []
    parts: list[list[str]] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        if before is not None and (_goes_on(before, draft, page) or is_broken(before, draft)):
            parts[-1].append(draft.text)
            before.text = draft.text  # until all lines are joined, only the end is needed
            before.width = draft.width
            before.length += draft.length
            continue
        joined.append(draft)
        parts.append([draft.text])
    for draft, lines in zip(joined, parts, strict=True):
        draft.text = join_all(lines, vocabulary)
    return joined


def _draft(block: Block) -> Paragraph:
    text, marker = block.text, None
    if block.kind in ("", "item", "heading", "paragraph"):
        marker, text = split_marker(block.text)
    if block.marker and (marker is None or marker.kind in ("1", "ア")):
        marker, text = parse_marker(block.marker), block.text
    wide = columns(block.text)
    return Paragraph(
        text,
        block.kind,
        block.level,
        marker,
        block.origin,
        block.gap,
        block.indent,
        bool(block.kind),
        block.indent + wide,
        columns(text),
    )


def page_width(drafts: Sequence[Paragraph]) -> int:
    """The columns at which the text was wrapped; 0 if it was not wrapped or no line shows it."""
    lines = [draft for draft in drafts if not draft.declared]
    widest = max((line.width for line in lines), default=0)
    if widest > _WIDEST_WRAP or widest < 20:
        return 0
    followed = [
        (line, after)
        for line, after in pairwise(drafts)
        if not line.declared and not after.declared and after.gap == 0 and after.marker is None
    ]
    full = [line for line, after in followed if not ends_clause(line.text) and not _fits(line, after, widest)]
    open_ends = [line for line, _ in followed if not ends_clause(line.text)]
    return widest if len(full) >= 2 and len(full) >= 0.5 * len(open_ends) else 0


def _fits(line: Paragraph, after: Paragraph, page: int) -> bool:
    """True if the first word of the next line would have fitted: the line break was meant."""
    if is_japanese(after.text[0]):
        return line.width + 6 <= page
    return line.width + 1 + columns(after.text.split(" ", 1)[0]) <= page


def _goes_on(before: Paragraph, line: Paragraph, page: int) -> bool:
    """True if the layout says that the line continues the one before it."""
    if before.declared or line.declared or line.gap or line.marker is not None:
        return False
    if page and not _fits(before, line, page):
        return line.indent <= before.indent or before.marker is not None or (before.indent == 0 and line.indent < 2)
    hanging = before.marker is not None and line.indent > before.indent
    return hanging and line.text[0].islower() and not ends_clause(before.text)


def is_broken(before: Paragraph, line: Paragraph) -> bool:
    """True if the words say that a page break or a converter split one sentence into these two.

    Never true before a list marker, a heading, a cell or a caption, nor across a blank line after a
    list item.
    """
    if before.kind not in ("", "paragraph") or line.kind not in ("", "paragraph") or line.marker is not None:
        return False
    if before.marker is not None and line.gap:
        return False
    end, start = before.text, line.text
    if ends_clause(end):
        return False
    if is_japanese(end[-1]) or is_japanese(start[0]):
        if _CONTINUES.match(start):
            return True
        if end.endswith(("、", "，")):
            return before.length >= 20
        if before.length >= 40 and (_PARTICLE_START.match(start) or _PARTICLE_END.search(end)):
            return True
        return False
    if start[0] in ",.;:!?)":
        return True
    last = re.sub(r"[^a-z]", "", end.rsplit(" ", 1)[-1].lower())
    if before.length >= 30 and (end.endswith(",") or (last in _FUNCTION_WORDS and not end.endswith((")", "”", '"')))):
        return True
    return before.length >= 40 and start[0].islower() and len(end.split()) >= 5
