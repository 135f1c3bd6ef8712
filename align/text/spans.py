"""Half-open spans in code points."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]
"""(start, stop); `text[start:stop]` is what the span covers."""


def spans_between(text: str, cuts: Iterable[int]) -> tuple[Span, ...]:
    """The parts of `text` between ascending cut points, without surrounding white space.

    Blank parts are left out.
    """
    spans: list[Span] = []
    start = 0
    for stop in (*cuts, len(text)):
        part = text[start:stop]
        left = len(part) - len(part.lstrip())
        if left < len(part):
            spans.append((start + left, start + len(part.rstrip())))
        start = max(start, stop)
    return tuple(spans)
