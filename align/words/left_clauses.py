"""Clauses that nothing answers: what checks can tell of a sentence of which a part was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.text.clauses import clause_spans
from align.words.text_words import words_of

if TYPE_CHECKING:
    from align.model import Alignment, Bead, Document, Span

_LEAST_LEFT = 5.0
"""Unanswered words of a clause, less one and a half for each answered one, from which on it counts as left out."""
_LEAST_ELSEWHERE = 0.4
"""Least share of answered words in the rest of the bead: where nothing is answered, no clause stands out."""
_LEAST_REST = 3
_PRICE = 1.5


def unanswered_clauses(alignment: Alignment, bead: Bead, side: str = "source") -> list[Span]:
    """Return the clauses of one side of a bead that nothing answers, as spans of its joined text.

    `side` is "source" or "target". Light words do not count. Raises ValueError if the alignment holds no word links.
    """
    links = alignment.links(bead)
    source = side == "source"
    document: Document = alignment.source if source else alignment.target
    text = alignment.source_text(bead) if source else alignment.target_text(bead)
    if bead.is_null:
        return []
    held = [span for link in links.links for span in (link.source if source else link.target)]
    words = [word.span for word in words_of(text, document.lang) if not word.light]
    answered = [any(a < stop and start < b for a, b in held) for start, stop in words]
    found = []
    for first, last in _clauses(document, bead.source if source else bead.target, text):
        inside = [place for place, span in enumerate(words) if first <= span[0] < last]
        count = sum(answered[place] for place in inside)
        rest, rest_answered = len(words) - len(inside), sum(answered) - count
        if rest < _LEAST_REST or rest_answered < _LEAST_ELSEWHERE * rest:
            continue
        if len(inside) - count - _PRICE * count >= _LEAST_LEFT:
            found.append((first, last))
    return found


def _clauses(document: Document, segments: tuple[int, ...], text: str) -> list[Span]:
    """The clauses of all sentences of a bead, as spans of its joined text."""
    found: list[Span] = []
    start = 0
    for index in segments:
        segment = document.segments[index]
        start = text.index(segment.text, start)
        for first, stop in segment.sentences:
            begin = start + first
            found += [(begin + a, begin + b) for a, b in clause_spans(segment.text[first:stop], document.lang)]
        start += len(segment.text)
    return found
