"""The lines of all pages -> blocks: without headers, footers and page numbers, paragraphs joined."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from align.read.blocks import Block
from align.read.pdf.layout import Line
from align.text.endings import ends_clause
from align.text.joining import join_all, words
from align.text.letters import is_japanese

_PAGE_NUMBER = re.compile(
    r"[-–—‐－〔(（\[]*\s*(?:[Pp]\.?\s*|[Pp]age\s+|第)?[0-9０-９]{1,4}(?:\s*(?:/|of|／)\s*[0-9０-９]{1,4})?\s*(?:頁|ページ)?\s*[-–—‐－〕)）\]]*"
)
_BROWSER_LINE = re.compile(r"(?:https?|file)://\S+\s+\d+/\d+|\d{1,4}/\d{1,2}/\d{1,4}, .*")
_DIGITS = re.compile(r"[0-9０-９]+|\b[ivxlc]+\b")
_MARKER = re.compile(
    r"""[・･•‣◦●◎■□◆◇▪▫※＊] | [○〇](?![○〇]) | [-–—*]\s | [①-⑳❶-❿⑴-⒇]
      | [(（](?:[0-9０-９]{1,3}|[a-zA-Zア-ン]|[ivx]{2,4}|[一二三四五六七八九十]{1,3})[)）]
      | [0-9０-９]{1,2}[.)．）](?![0-9０-９]) | [0-9０-９]{1,2}[\s　]+(?=[A-Z\u3041-\u9fff])
      | [(（]注 | [(（]以上[)）] | [a-zA-Z][.)]\s | [ア-ン][\s　.)．）]
      | 第[0-9０-９一二三四五六七八九十]+[章節条項]?""",
    re.VERBOSE,
)
_WEAK_MARKER = re.compile(r"[ア-ン][\s　.)．）]|[0-9０-９]{1,2}[\s　]|[a-zA-Z][.)]\s")
_STRONG_END = re.compile(r"[。！？!?：:][」』）)]*\Z")
_BOUND = re.compile(r"[、。，．」』）〕】々ーぁぃぅぇぉっゃゅょァィゥェォッャュョ・：；？！]{0,3}")
"""Characters that do not begin a line in Japanese print. They take the one before them along."""

_LEADER = re.compile(r"[ 　]*(?:[.．・…‥·][ 　]?){5,}(?=[ 　]*[0-9０-９ivxlc]{1,5}[ 　]*\Z)")
"""The dots between an entry of a table of contents and its page."""
_EDGE = 0.12
"""The share of a page's height, at top and bottom, in which headers and footers stand."""


def blocks_of(lines: list[Line]) -> list[Block]:
    """The blocks of a document without its headers and footers."""
    if not lines:
        return []
    body = _body_size(lines)
    for line in lines:
        if _is_large(line, body):
            line.cells = ()
    leading = _leadings(lines)
    indents = _starts_indented(lines, body)
    vocabulary = frozenset(words(" ".join(line.text for line in lines)))
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _joins(groups[-1], line, leading, indents, body):
            groups[-1].append(line)
        else:
            groups.append([line])
    sizes = sorted({_rounded(group[0].size) for group in groups if _is_large(group[0], body)}, reverse=True)
    blocks: list[Block] = []
    for group in groups:
        blocks += _blocks(group, body, sizes, vocabulary)
    return blocks


def without_running_lines(lines: list[Line], heights: dict[int, float]) -> list[Line]:
    """The lines without headers, footers and page numbers. `heights` maps pages to heights in points.

    Those stand apart at an edge of the page, and occur on other pages at the same height.
    """
    apart = _edge_lines(lines, heights)
    pages_of: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in lines:
        if (line.page, line.number) in apart:
            pages_of[_signature(line)].add(line.page)
    kept: list[Line] = []
    for line in lines:
        if (line.page, line.number) in apart:
            pages = pages_of[_signature(line)]
            near = {line.page + step for step in (-2, -1, 1, 2)} & pages
            again = len(pages) >= max(2, 0.4 * len(heights)) or (len(pages) > 2 and near)
            if again or _is_page_number(line, len(heights)):
                continue
        kept.append(line)
    return kept


def _edge_lines(lines: list[Line], heights: dict[int, float]) -> set[tuple[int, int]]:
    """The lines that stand apart at the top or bottom of their page, as (page, number).

    Up to three lines at an edge, with white space between them and the text.
    """
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    found: set[tuple[int, int]] = set()
    for page, group in by_page.items():
        ordered = sorted(group, key=lambda line: -line.base)
        for rest in (ordered, ordered[::-1]):
            outer: list[Line] = []
            for line, inner in zip(rest, [*rest[1:], None], strict=True):
                if not _at_edge(line, heights[page]) or len(outer) > 2:
                    break
                outer.append(line)
                if inner is None or abs(line.base - inner.base) > 1.7 * max(line.size, inner.size):
                    found |= {(page, one.number) for one in outer}
                    break
    return found


def without_leaders(text: str) -> str:
    """A line of a table of contents without its row of dots."""
    return _LEADER.sub(" ", text)


def _at_edge(line: Line, height: float) -> bool:
    return not _EDGE * height < line.base < (1 - _EDGE) * height


def _is_page_number(line: Line, pages: int) -> bool:
    text = line.text.strip()
    if _BROWSER_LINE.fullmatch(text):
        return True
    if not _PAGE_NUMBER.fullmatch(text):
        return False
    number = int(re.findall(r"[0-9０-９]+", text)[0])
    return not text.isdigit() or number <= max(pages, line.page) + 2000


def _signature(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text.lower()).replace(" ", ""), round(line.base / 6)


def _body_size(lines: Sequence[Line]) -> float:
    weights: Counter[float] = Counter()
    for line in lines:
        weights[_rounded(line.size)] += len(line.text)
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


def _joins(group: list[Line], line: Line, leading: dict[float, float], indents: bool, body: float) -> bool:
    """True if the line continues the paragraph."""
    before, first = group[-1], group[0]
    if _LEADER.search(before.text) or _overruns(before) or (_overruns(line) and ends_clause(before.text)):
        return False
    if before.cells or line.cells or _begins_item(before, line):
        return False
    if not 0.87 < line.size / before.size < 1.15:
        return False
    usual = leading.get(_rounded(line.size), 1.7 * line.size)
    step = before.base - line.base
    large = _is_large(line, body)
    if _same_flow(before, line):
        if not 0 < step < 1.25 * usual + 0.5:
            return False
        if large:
            wide = before.right - before.left > 0.5 * (line.column[1] - line.column[0])
            return not _STRONG_END.search(before.text) and (wide or _fills(before, line))
        reach = before.right - before.column[0] > 0.6 * (before.column[1] - before.column[0])
        runs_on = reach and line.text[0].islower() and not ends_clause(before.text)
        return (runs_on or _fills(before, line)) and not _is_indented(first, before, line, indents)
    if large or not _fills(before, line):
        return False
    if ends_clause(before.text):
        outdented = line.left - line.column[0] < 0.5 * line.size
        return outdented and (indents or before.right > before.column[1] - 0.8 * before.size)
    return True


def _overruns(line: Line) -> bool:
    """True if the line reaches past its column, as an address does: it was not wrapped."""
    return line.right > line.column[1] + 2 * line.size


def _begins_item(before: Line, line: Line) -> bool:
    """True if the line begins with a marker. A letter, kana or number after a full, open line is a word's rest."""
    if not _MARKER.match(line.text):
        return False
    return not (_WEAK_MARKER.match(line.text) and before.is_full and not ends_clause(before.text))


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


def _blocks(group: list[Line], body: float, sizes: list[float], vocabulary: frozenset[str]) -> list[Block]:
    first = group[0]
    origin = f"page {first.page}, line {first.number}"
    if first.cells:
        return [Block(cell, "cell", origin=origin) for cell in first.cells]
    text = without_leaders(join_all((line.text for line in group), vocabulary))
    if _is_large(first, body) and not (len(text) > 120 or ends_clause(text)):
        return [Block(text, "heading", min(6, sizes.index(_rounded(first.size)) + 1), origin=origin)]
    indent = round((first.left - first.column[0]) / max(1.0, first.size) * 2)
    return [Block(text, origin=origin, indent=max(0, indent))]
