"""Headers, footers and page numbers: lines apart at an edge of the page that other pages have, too."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median

from align.read.pdf.lines import Line

_PAGE_NUMBER = re.compile(
    r"[-–—‐－〔(（\[]*\s*(?:[Pp]\.?\s*|[Pp]age\s+|第)?[0-9０-９]{1,4}(?:\s*(?:/|of|／)\s*[0-9０-９]{1,4})?\s*(?:頁|ページ)?\s*[-–—‐－〕)）\]]*"
)
_BROWSER_LINE = re.compile(r"(?:https?|file)://\S+\s+\d+/\d+|\d{1,4}/\d{1,2}/\d{1,4}, .*")
_DIGITS = re.compile(r"[0-9０-９]+|\b[ivxlc]+\b")
_NUMBER = re.compile(r"[0-9０-９]{1,4}")
_EDGE = 0.12
"""The share of a page's height, at top and bottom, in which headers and footers stand."""
_SLOT = 6
"""Points. Lines at heights that differ less stand at the same place of their pages."""
_MOST_PAGES = 0.6
"""The share of the pages that have a line at one place, if running titles stand there."""


def without_running_lines(lines: list[Line], heights: dict[int, float]) -> list[Line]:
    """The lines without headers, footers and page numbers.

    `heights` maps pages to heights in points.

    Those stand apart at an edge of the page, and either occur on other pages at the same height, or
    hold the number of the page, or stand where most pages have a title that changes by chapter.
    """
    if not lines:
        return []
    apart = _edge_lines(lines, heights)
    edges = [line for line in lines if (line.page, line.number) in apart]
    pages_of: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in edges:
        pages_of[_signature(line)].add(line.page)
    slots = _title_slots(edges, len(heights), median(line.size for line in lines))
    numbers = _numbered(edges, len(heights))
    kept: list[Line] = []
    for line in lines:
        if (line.page, line.number) in apart:
            pages = pages_of[_signature(line)]
            near = {line.page + step for step in (-2, -1, 1, 2)} & pages
            again = len(pages) >= max(2, 0.4 * len(heights)) or (len(pages) > 2 and near)
            title = _slot(line) in slots or (_slot(line), _offset(line)) in numbers
            if again or title or _is_page_number(line, len(heights)):
                continue
        kept.append(line)
    return kept


def _edge_lines(lines: list[Line], heights: dict[int, float]) -> set[tuple[int, int]]:
    """The lines that stand apart at the top or bottom of their page, as (page, number).

    Up to three lines at an edge, with white space between them and the text. A ruled cell is text.
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
                if line.cell or line.turned or not _at_edge(line, heights[page]) or len(outer) > 2:
                    break
                outer.append(line)
                if inner is None or abs(line.base - inner.base) > 1.7 * max(line.size, inner.size):
                    found |= {(page, one.number) for one in outer}
                    break
    return found


def _title_slots(edges: Sequence[Line], pages: int, usual: float) -> set[int]:
    """The places of running titles: most pages have a line there, and most of these lines occur twice or more."""
    by_slot: dict[int, list[Line]] = defaultdict(list)
    for line in edges:
        by_slot[_slot(line)].append(line)
    found: set[int] = set()
    for slot, group in by_slot.items():
        counts = Counter(_DIGITS.sub("#", line.text) for line in group)
        again = sum(count for count in counts.values() if count > 1)
        many = len({line.page for line in group}) >= max(4, _MOST_PAGES * pages)
        if many and again >= _MOST_PAGES * len(group) and all(line.size <= 1.1 * usual for line in group):
            found.add(slot)
    return found


def _numbered(edges: Sequence[Line], pages: int) -> set[tuple[int, int]]:
    """Places whose lines end or begin with the number of their page, with what the number adds to the page's place."""
    counts: dict[tuple[int, int], set[int]] = defaultdict(set)
    for line in edges:
        if (offset := _offset(line)) is not None:
            counts[_slot(line), offset].add(line.page)
    return {key for key, found in counts.items() if len(found) >= max(3, 0.4 * pages)}


def _offset(line: Line) -> int | None:
    """The number at the end or start of a line, less the place of its page; None without one."""
    numbers = list(_NUMBER.finditer(line.text))
    for found in (numbers[-1:], numbers[:1]):
        if found and (found[0].end() == len(line.text) or found[0].start() == 0):
            return int(found[0].group()) - line.page
    return None


def _slot(line: Line) -> int:
    return round(line.base / _SLOT)


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
    return _DIGITS.sub("#", line.text.lower()).replace(" ", ""), _slot(line)
