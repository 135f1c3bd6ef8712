"""Words back to spans of the text."""

from __future__ import annotations

from collections.abc import Sequence

from align.text.spans import Span
from align.words.word import Word


def spans_of(words: Sequence[Word], numbers: Sequence[int], offset: int = 0) -> tuple[Span, ...]:
    """Return the spans of words by number; words that stand directly beside each other make one span."""
    spans: list[Span] = []
    last = -2
    for number in sorted(numbers):
        start, end = words[number].span[0] + offset, words[number].span[1] + offset
        if number == last + 1 and words[number].joined:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        last = number
    return tuple(spans)
