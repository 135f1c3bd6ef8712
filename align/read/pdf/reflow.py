"""The lines of all pages -> blocks: without headers, footers and page numbers, paragraphs joined."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from align.read.blocks import Block
from align.read.pdf.lines import Line
from align.read.pdf.notes import begins_note, note_lines, note_sign
from align.text.endings import ends_clause
from align.text.joining import join_all, words
from align.text.letters import is_japanese

_MARKER = re.compile(
    r"""[・･•‣◦●◎■□◆◇▪▫※＊✓✔➢➤►▶▷★☆\uf020-\uf0ff] | [○〇](?![○〇]) | [-–—*]\s | [①-⑳❶-❿⑴-⒇]
      | [(（](?:[0-9０-９]{1,3}|[a-zA-Zア-ン]|[ivx]{2,4}|[一二三四五六七八九十]{1,3})[)）]
      | [0-9０-９]{1,2}[.)．）](?![0-9０-９]) | [0-9０-９]{1,2}[\s　]+(?=[A-Z\u3041-\u9fff])
      | [(（]注 | [(（]以上[)）] | [a-zA-Z][.)]\s | [ア-ン][\s　.)．）]
      | \[[0-9]{1,3}\]\s
      | 第[0-9０-９一二三四五六七八九十]+[章節条項]?""",
    re.VERBOSE,
)
_KANA_WORD = re.compile("[ァ-ヺー][ァ-ヺー]|[ぁ-ゖァ-ヺー一-鿿][ぁ-ゖー]")
_NEAR_EDGE = 4.3
"""Characters. A line that is shorter by less may have been broken to keep signs together."""
_WEAK_MARKER = re.compile(r"[ア-ン][\s　.)．）]|[0-9０-９]{1,2}[\s　]|[a-zA-Z][.)]\s")
_STRONG_END = re.compile(r"[。！？!?：:][」』）)]*\Z")
_BOUND = re.compile(r"[、。，．」』）〕】々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ・：；？！]{0,3}")
"""Characters that do not begin a line in Japanese print. They take the one before them along."""

_LEADER = re.compile(r"[ 　]*(?:[.．・…‥·][ 　]?){5,}(?=[ 　]*[0-9０-９ivxlc]{1,5}[ 　]*\Z)")
"""The dots between an entry of a table of contents and its page."""
_RAGGED = 0.5
"""The least share of full lines in a column of prose. Where fewer are full, the end of a sentence ends a paragraph."""


@dataclass(frozen=True, slots=True)
class _Print:
    """What a whole document tells about its lines."""

    body: float
    """The font size of the text."""
    leading: dict[float, float]
    """The usual distance between lines, by font size."""
    indents: bool
    """True if paragraphs begin with an indent, as usual in Japanese print."""
    ragged: frozenset[tuple[int, int]]
    """The columns, as (page, band), whose lines mostly end before the edge."""


def blocks_of(lines: list[Line]) -> list[Block]:
    """The blocks of a document without its headers and footers.

    Footnotes follow the last paragraph of their page.
    """
    if not lines:
        return []
    body = _body_size(lines)
    for line in lines:
        if _is_large(line, body):
            line.cells = ()
    notes = note_lines(lines, body)
    text = [line for line in lines if (line.page, line.number) not in notes]
    printed = _Print(body, _leadings(lines), _starts_indented(text, body), _ragged(text))
    vocabulary = frozenset(words(" ".join(line.text for line in lines)))
    groups: list[list[Line]] = []
    waiting: list[list[Line]] = []
    current: list[Line] = []
    for line in lines:
        if (line.page, line.number) in notes:
            if waiting and not begins_note(line) and line.page == waiting[-1][-1].page:
                waiting[-1].append(line)
            else:
                waiting.append([line])
        elif current and _joins(current, line, printed):
            current.append(line)
        else:
            if waiting and waiting[0][0].page < line.page and not _may_go_on(current, line, printed):
                groups, waiting = groups + waiting, []
            current = [line]
            groups.append(current)
    groups += waiting
    sizes = sorted({_rounded(group[0].size) for group in groups if _is_large(group[0], body)}, reverse=True)
    blocks: list[Block] = []
    for group in groups:
        joined = without_leaders(join_all((line.text for line in group), vocabulary))
        blocks += _blocks(group, joined, sizes if _is_large(group[0], body) else [], notes)
    return blocks


def _may_go_on(group: list[Line], line: Line, printed: _Print) -> bool:
    """True if the words may be those of a sentence that a page break divides: then no note comes between them."""
    if not group or ends_clause(group[-1].text) or _is_large(group[0], printed.body) or _is_large(line, printed.body):
        return False
    tabular = group[0].cells or line.cells or group[0].cell or line.cell
    return group[-1].page == line.page - 1 and not _MARKER.match(line.text) and not tabular


def without_leaders(text: str) -> str:
    """A line of a table of contents without its row of dots."""
    return _LEADER.sub(" ", text)


def _body_size(lines: Sequence[Line]) -> float:
    """The font size that covers most of the paper: small notes may have more characters than the text."""
    weights: dict[float, float] = defaultdict(float)
    for line in lines:
        weights[_rounded(line.size)] += max(0.0, line.right - line.left) * line.size
    return max(weights, key=lambda size: (weights[size], -size))


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _leadings(lines: Sequence[Line]) -> dict[float, float]:
    """The usual distance between lines, by font size."""
    steps: dict[float, list[float]] = defaultdict(list)
    for before, line in pairwise(lines):
        step = before.base - line.base
        if (
            before.page == line.page
            and before.band == line.band
            and 0.8 * line.size < step < 3 * line.size
            and before.is_full
        ):
            steps[_rounded(line.size)].append(step)
    return {size: median(sorted(values)[: max(1, len(values) * 3 // 4)]) for size, values in steps.items()}


def _ragged(lines: Sequence[Line]) -> frozenset[tuple[int, int]]:
    """The columns in which few lines that another one follows are full."""
    full: dict[tuple[int, int], list[bool]] = defaultdict(list)
    for before, line in pairwise(lines):
        if _same_flow(before, line) and not before.cells:
            full[before.page, before.band].append(_fills(before, line))
    return frozenset(key for key, found in full.items() if sum(found) < _RAGGED * len(found))


def _starts_indented(lines: Sequence[Line], body: float) -> bool:
    """True if paragraphs begin with an indent, as usual in Japanese print."""
    after_end = [
        line
        for before, line in pairwise(lines)
        if ends_clause(before.text) and _same_flow(before, line) and not _MARKER.match(line.text)
    ]
    indented = sum(0.6 * body < line.left - line.column[0] < 2.6 * body for line in after_end)
    return len(after_end) > 2 and indented > 0.4 * len(after_end)


def _same_flow(before: Line, line: Line) -> bool:
    return before.page == line.page and before.band == line.band


def _is_large(line: Line, body: float) -> bool:
    return _rounded(line.size) >= 1.15 * body and len(line.text) < 200


def _joins(group: list[Line], line: Line, printed: _Print) -> bool:
    """True if the line continues the paragraph."""
    before, first = group[-1], group[0]
    if _LEADER.search(before.text) or _overruns(before) or (_overruns(line) and ends_clause(before.text)):
        return False
    if before.cells or line.cells or before.cell != line.cell or before.turned != line.turned:
        return False
    if _begins_item(before, line):
        return False
    if line.cell:
        return _same_flow(before, line) and not ends_clause(before.text) and _fills(before, line)
    if not 0.87 < line.size / before.size < 1.15:
        return False
    usual = printed.leading.get(_rounded(line.size), 1.7 * line.size)
    step = before.base - line.base
    large = _is_large(line, printed.body)
    if _same_flow(before, line):
        if not 0 < step < 1.25 * usual + 0.5:
            return False
        if large:
            wide = before.right - before.left > 0.5 * (line.column[1] - line.column[0])
            return not _STRONG_END.search(before.text) and (wide or _fills(before, line))
        if ends_clause(before.text) and (line.page, line.band) in printed.ragged:
            return False
        reach = before.right - before.column[0] > 0.6 * (before.column[1] - before.column[0])
        runs_on = reach and line.text[0].islower() and not ends_clause(before.text)
        runs_on = runs_on or _divides_a_word(before, line)
        indented = _is_indented(first, before, line, printed.indents) and not (runs_on and before.is_full)
        return (runs_on or _fills(before, line)) and not indented
    if large or not _fills(before, line):
        return False
    if ends_clause(before.text):
        outdented = line.left - line.column[0] < 0.5 * line.size
        return outdented and (printed.indents or before.right > before.column[1] - 0.8 * before.size)
    return True


def _overruns(line: Line) -> bool:
    """True if the line reaches past its column, as an address does: it was not wrapped."""
    return line.right > line.column[1] + 2 * line.size


def _begins_item(before: Line, line: Line) -> bool:
    """True if the line begins with a marker.

    A letter, kana or number after a full, open line is a word's rest.
    """
    if not _MARKER.match(line.text):
        return False
    if any(before.text.count(a) > before.text.count(b) and line.text[:4].find(b) > 0 for a, b in ("()", "（）")):
        return False
    rest = before.is_full or _divides_a_word(before, line)
    return not (_WEAK_MARKER.match(line.text) and rest and not ends_clause(before.text))


def _divides_a_word(before: Line, line: Line) -> bool:
    """True if kana go on within a word, behind a line that ends near the edge: a line break that nobody meant."""
    near = before.right + _NEAR_EDGE * before.size > before.column[1]
    return near and bool(_KANA_WORD.match(before.text[-1] + line.text[0]))


def _fills(before: Line, line: Line) -> bool:
    """True if the first word of the line would not have fitted on the line before it."""
    if is_japanese(line.text[0]):
        down = _BOUND.match(line.text, 1)
        bound = len(down.group()) if down else 0
        return before.right + (1.7 + bound) * before.size > before.column[1]
    if before.is_full:
        return True
    word = line.text.split(" ", 1)[0]
    per_char = (line.right - line.left) / max(1, len(line.text))
    return before.right + (len(word) + 1) * per_char > before.column[1] - before.size


def _is_indented(first: Line, before: Line, line: Line, indents: bool) -> bool:
    """True if the indent of the line begins a new paragraph."""
    step = line.left - before.left
    if step > 0.6 * line.size:
        hanging = _MARKER.match(first.text) is not None and before is first
        return not hanging
    if step < -0.6 * line.size and before is not first:
        return True
    if step < -0.6 * line.size and ends_clause(before.text):
        return not indents
    return False


def _blocks(group: list[Line], text: str, sizes: list[float], notes: set[tuple[int, int]]) -> list[Block]:
    """The blocks of one paragraph or row.

    `sizes` are those of the headings if the group is set large.
    """
    first = group[0]
    origin = f"page {first.page}, line {first.number}"
    if first.cells:
        return [Block(cell, "cell", origin=origin) for cell in first.cells]
    if first.cell:
        return [Block(text, "cell", origin=origin)]
    if (first.page, first.number) in notes:
        sign, rest = note_sign(text)
        return [Block(rest, "item", 1, sign, origin)]
    if sizes and not (len(text) > 120 or ends_clause(text)):
        return [Block(text, "heading", min(6, sizes.index(_rounded(first.size)) + 1), origin=origin)]
    indent = round((first.left - first.column[0]) / max(1.0, first.size) * 2)
    return [Block(text, origin=origin, indent=max(0, indent))]
