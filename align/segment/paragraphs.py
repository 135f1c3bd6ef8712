"""Blocks -> paragraphs: wrapped lines joined, broken paragraphs rejoined, markers split off.

All formats share this logic. A line of plain text, a `<p>` and a paragraph of a PDF arrive
undecided (kind ""). What a format declares (heading, item, cell, caption) stays as declared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.read.blocks import Block
from align.segment.markers import WEAK, Marker, by_iroha, parse_marker, split_marker
from align.text.endings import ends_clause
from align.text.joining import join_all, words
from align.text.language import primary
from align.text.letters import is_japanese
from align.text.width import columns

_WIDEST_WRAP = 130
_NARROWEST_WRAP = 20
_HANGING = 4
"""Columns. Punctuation may hang over the edge; a line that is wider still was not wrapped."""
_MOST_OVER = 0.5
"""Lines that are wider than the width, for each line that ends at it, in a text that was wrapped."""
_LEAST_FULL = 0.5
"""The share of the breaks inside a clause that stand at the width, in a text that was wrapped."""

_NEAR = 80
"""Paragraphs. The siblings of a marker stand this near."""
_NEAR_ARTICLE = 20
"""Paragraphs. The number of an article stands this near before that of its second paragraph."""
_TIGHT = re.compile(r"[-－‐–—](?=[^\s0-9０-９\-－‐–—])")
"""A hyphen without a space after it: a bullet where the neighbours begin with one, too."""

_FUNCTION_WORDS = frozenset(
    """a about against among an and are as at be between by for from has have her his in including into is its nor of on
    or over that the their through to toward towards under upon was were which while who whose will with within without
    would""".split()
)
_CONTINUES = re.compile(r"[、。，．」』）)〕】,.;:!?！？々ー]")
_PARTICLE_END = re.compile(
    r"(?:[をはがにへやも]|(?<!も)の|(?<!こ)と|(?<!ま)で|から|及び|並びに|または|又は|かつ|および|ならびに)\Z"
)
_PARTICLE_START = re.compile(
    r"(?:を|が(?!ん)|は、|に(?:おいて|ついて|より|関)|へ|の(?=[\u4e00-\u9fff])|と(?:し|い|の))"
)


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
    tight: bool = False
    """True if it begins with a hyphen that is a bullet."""
    listed: bool = False
    """True if the format made the marker."""


def paragraphs(blocks: Sequence[Block], lang: str) -> list[Paragraph]:
    """The paragraphs of a document in reading order, before headings and depths are decided."""
    drafts = [_draft(block) for block in blocks]
    _keep_markers_with_siblings(drafts, blocks)
    page = page_width(drafts)
    vocabulary = (
        frozenset(words(" ".join(draft.text for draft in drafts))) if page or primary(lang) == "en" else frozenset()
    )
    joined: list[Paragraph] = []
    parts: list[list[str]] = []
    for draft in drafts:
        before = joined[-1] if joined else None
        title = len(joined) == 1 and len(parts[0]) == 1 and _is_title(joined[0], draft)
        if before is not None and not title and (_goes_on(before, draft, page) or is_broken(before, draft)):
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
    text, marker, listed = block.text, None, False
    if block.kind in ("", "item", "heading", "paragraph"):
        marker, text = split_marker(block.text)
    if block.marker and (marker is None or marker.kind in _in_text(block.marker)):
        marker, text, listed = parse_marker(block.marker), block.text, True
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
        listed=listed,
    )


def _in_text(declared: str) -> tuple[str, ...]:
    """The kinds of numbers that are words of the text where the format has a marker.

    "第1条" behind a bullet is a marker; behind a number it is a word.
    """
    return ("1", "ア") if parse_marker(declared).kind == "bullet" else ("1", "ア", "chapter")


def _keep_markers_with_siblings(drafts: Sequence[Paragraph], blocks: Sequence[Block]) -> None:
    """Give a weak marker back to its text where no sibling is near; make a tight hyphen a bullet where one is."""
    for draft, counted in zip(drafts, by_iroha([draft.marker for draft in drafts]), strict=True):
        draft.marker = counted
    for at, (draft, block) in enumerate(zip(drafts, blocks, strict=True)):
        marker = draft.marker
        if marker is None:
            near = [*drafts[max(0, at - 1) : at], *drafts[at + 1 : at + 2]]
            tight = _TIGHT.match(draft.text) if draft.kind == "" else None
            if tight and any(other.kind == "" and _starts_like(other, tight.group()) for other in near):
                draft.tight = True
        elif (
            marker.kind in WEAK
            and not draft.declared
            and not _begins_a_list(draft, block)
            and not _has_sibling(drafts, at, marker)
        ):
            draft.text, draft.marker, draft.length = block.text, None, columns(block.text)
    for draft in drafts:
        if draft.tight:
            draft.marker, draft.text = parse_marker(draft.text[0]), draft.text[1:]


def _begins_a_list(draft: Paragraph, block: Block) -> bool:
    """True for a title such as "１　総論": a first number, a wide space, and no end of a sentence."""
    marker = draft.marker
    if marker is None or marker.ordinal != 1 or marker.kind not in ("1", "一", "I"):
        return False
    return "\u3000" in block.text[: len(marker.text) + 2] and not ends_clause(draft.text) and bool(draft.gap)


def _starts_like(draft: Paragraph, sign: str) -> bool:
    return draft.marker is None and draft.text.startswith(sign) and _TIGHT.match(draft.text) is not None


def _has_sibling(drafts: Sequence[Paragraph], at: int, marker: Marker) -> bool:
    """True if the number before it precedes it nearby, or the next one follows."""
    before, after = drafts[max(0, at - _NEAR) : at], drafts[at + 1 : at + 1 + _NEAR]
    if (
        marker.kind == "1"
        and marker.ordinal == 2
        and any(_is_article(other.marker) for other in before[-_NEAR_ARTICLE:])
    ):
        return True
    return _any_number(before, marker, -1) or _any_number(after, marker, 1)


def _is_article(marker: Marker | None) -> bool:
    """True for 第一条: the first paragraph of an article has no number, the second has."""
    return marker is not None and marker.kind == "chapter" and "条" in marker.text


def _any_number(drafts: Sequence[Paragraph], marker: Marker, step: int) -> bool:
    number = marker.ordinal + step
    return any(
        other.marker is not None and other.marker.kind == marker.kind and other.marker.ordinal == number
        for other in drafts
    )


def page_width(drafts: Sequence[Paragraph]) -> int:
    """The columns at which the text was wrapped; 0 if it was not wrapped or no line shows it.

    It is the width at which most lines that end inside a clause are full: their next word would not
    have fitted. A few longer lines (addresses, tables) do not count.
    """
    followed = [
        (line, after)
        for line, after in pairwise(drafts)
        if not line.declared and not after.declared and after.gap == 0 and after.marker is None
    ]
    breaks = Counter(
        (line.width, line.width + _needed(after)) for line, after in followed if not ends_clause(line.text)
    )
    all_widths = Counter(line.width for line in drafts if not line.declared)
    widths = Counter(line.width for line, _ in followed if _NARROWEST_WRAP <= line.width <= _WIDEST_WRAP)
    best, most = 0, 0
    for width in sorted(widths):
        full = sum(
            count for (reached, wanted), count in breaks.items() if reached <= width + _HANGING and wanted > width
        )
        over = sum(count for reached, count in all_widths.items() if reached > width + _HANGING)
        if full >= most and over <= _MOST_OVER * full:
            best, most = width, full
    return best if most >= 2 and most >= _LEAST_FULL * breaks.total() else 0


def _needed(after: Paragraph) -> int:
    """The columns that the first word of a line takes; Japanese may move up to three signs down."""
    return 6 if is_japanese(after.text[0]) else 1 + columns(after.text.split(" ", 1)[0])


def _fits(line: Paragraph, after: Paragraph, page: int) -> bool:
    """True if the first word of the next line would have fitted: the line break was meant."""
    return line.width + _needed(after) <= page


def _goes_on(before: Paragraph, line: Paragraph, page: int) -> bool:
    """True if the layout says that the line continues the one before it."""
    if before.declared or line.declared or line.gap or line.marker is not None:
        return False
    if page and before.width <= page + _HANGING and not _fits(before, line, page):
        return line.indent <= before.indent or before.marker is not None or (before.indent == 0 and line.indent < 2)
    hanging = before.marker is not None and line.indent > before.indent
    return hanging and line.text[0].islower() and not ends_clause(before.text)


def _is_title(first: Paragraph, line: Paragraph) -> bool:
    """True if a Japanese first line stands alone and has neither comma nor topic; a broken sentence would have both."""
    return line.gap > 0 and is_japanese(first.text[-1]) and not re.search("[、，は]", first.text + line.text[0])


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
