"""Which stretch of the other text answers the sentence at a place of a bead."""

from __future__ import annotations

from align.check.view import BeadView
from align.model import Span

_AROUND = 0.08
"""Where the sentences are not as many on both sides, the answer lies as far on, give or take this share of the text."""


def counterpart(view: BeadView, place: int, *, of_source: bool) -> tuple[Span, Span]:
    """Return the sentence at a place of the source or target, and the stretch of the other text that answers it.

    Sentences of the same number answer each other; where one side has more, those that stand as far
    on do.
    """
    sides = view.source_sentences.spans, view.target_sentences.spans
    own, other = sides if of_source else sides[::-1]
    whole = (0, len(view.source)), (0, len(view.target))
    if not own or not other:
        return whole if of_source else whole[::-1]
    number = max((n for n, span in enumerate(own) if span[0] <= place), default=0)
    if len(own) == len(other):
        return own[number], other[number]
    if len(own) == 1 or len(other) == 1:
        return own[number], (other[0][0], other[-1][1])
    ends = own[-1][1], other[-1][1]
    first, last = own[number][0] / ends[0] - _AROUND, own[number][1] / ends[0] + _AROUND
    some = [span for span in other if span[0] / ends[1] < last and first < span[1] / ends[1]]
    return (own[number], (some[0][0], some[-1][1])) if some else (own[number], (other[0][0], other[-1][1]))
