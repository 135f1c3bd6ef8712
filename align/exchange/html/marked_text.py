"""A bead's text as markup: the spans of findings, and the words that are linked or unanswered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.exchange.characters import attribute, escape
from align.exchange.link_columns import links_of
from align.exchange.rows import Row
from align.model import Finding, Span

WordMark = tuple[Span, str]
"""Where a word stands in the joined text, and the attributes of its element."""


@dataclass(frozen=True)
class MarkedText:
    """What is marked in one side of a bead, each list in order and without overlap."""

    findings: Sequence[tuple[Span, Finding]]
    words: Sequence[WordMark]

    def of(self, text: str, offset: int) -> str:
        """Return `text` escaped, with its marks; it begins at `offset` of the joined text."""
        pieces, done = [], 0
        for (start, stop), finding in self.findings:
            first, last = max(start - offset, done), min(stop - offset, len(text))
            if first >= last:
                continue
            pieces.append(self._with_words(text, done, first, offset))
            inner = self._with_words(text, first, last, offset)
            pieces.append(f'<mark class="{finding.severity}" title="{attribute(finding.message)}">{inner}</mark>')
            done = last
        return "".join([*pieces, self._with_words(text, done, len(text), offset)])

    def _with_words(self, text: str, begin: int, end: int, offset: int) -> str:
        """Return text[begin:end] escaped; a word that crosses its edge is marked on both sides of it."""
        pieces, done = [], begin
        for (start, stop), attributes in self.words:
            first, last = max(start - offset, done), min(stop - offset, end)
            if first < last:
                pieces.append(f"{escape(text[done:first])}<span {attributes}>{escape(text[first:last])}</span>")
                done = last
        return "".join([*pieces, escape(text[done:end])])


def word_marks(row: Row, side: str) -> list[WordMark]:
    """Return the linked and the unanswered words of one side of a bead; a word of two links carries both numbers."""
    found = links_of(row)
    numbers: dict[Span, list[int]] = {}
    likely: dict[Span, float] = {}
    for number, link in enumerate(found.links):
        for span in getattr(link, side):
            numbers.setdefault(span, []).append(number)
            likely[span] = max(likely.get(span, 0.0), link.probability)
    marks = [
        (span, f'class="w" data-l="{" ".join(map(str, some))}" data-q="{likely[span]:.2f}"')
        for span, some in numbers.items()
    ]
    marks += [(span, 'class="u"') for span in getattr(found, f"{side}_only")]
    return sorted(marks)
