"""The sentences of one side of a bead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Document, Span
from align.text.joining import gap
from align.text.sentences import sentence_spans

_SHORTEST = 9
"""Columns of letters. A shorter piece of text is joined to its neighbour."""


@dataclass(frozen=True)
class BeadSentences:
    """The sentences of one side of a bead, with their places in its joined text."""

    spans: tuple[Span, ...]
    texts: tuple[str, ...]


def sentences_of(document: Document, indices: Sequence[int], text: str) -> BeadSentences:
    """Return the sentences of the segments `indices`, which make `text`.

    Segments not cut on reading are cut here.
    """
    between = len(gap(document.lang))
    spans: list[Span] = []
    start = 0
    for index in indices:
        segment = document.segments[index]
        cuts = segment.sentences if len(segment.sentences) > 1 else sentence_spans(segment.text, document.lang)
        spans.extend((start + first, start + last) for first, last in cuts)
        start += len(segment.text) + between
    spans = _without_fragments(text, spans)
    return BeadSentences(tuple(spans), tuple(text[first:last] for first, last in spans))


def _without_fragments(text: str, spans: list[Span]) -> list[Span]:
    """Join pieces such as "2.6.1." with the sentence before; the first piece with the next."""
    out: list[Span] = []
    for first, last in spans:
        if out and (_is_fragment(text[slice(*out[-1])]) or _is_fragment(text[first:last])):
            out[-1] = (out[-1][0], last)
        else:
            out.append((first, last))
    return out


def _is_fragment(text: str) -> bool:
    columns = 0
    for letter in text:
        columns += (1 + (letter > "\u2e7f")) * letter.isalpha()
        if columns >= _SHORTEST:
            return False
    return True
