"""The word links of an alignment by segment, for pages that draw segments; they stay true when beads are regrouped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from align.model import Alignment, BeadLinks, Document, Span
from align.text.joining import gap

Place = list[int | str]
"""[segment, start, stop, text]; start and stop count UTF-16 units of the segment's text, as browsers do."""


def word_places(alignment: Alignment) -> dict[str, Any]:
    """Return `links`, each [source places, target places, probability], and the unanswered words of both sides.

    {} where the alignment holds no word links.
    """
    if alignment.word_links is None:
        return {}
    links = []
    unanswered: tuple[list[Place], list[Place]] = [], []
    for key, bead in zip(alignment.keys, alignment.beads, strict=True):
        found = alignment.word_links.get(key, BeadLinks())
        for link in found.links:
            source = list(_places(alignment.source, bead.source, link.source))
            target = list(_places(alignment.target, bead.target, link.target))
            links.append([source, target, round(link.probability, 3)])
        unanswered[0].extend(_places(alignment.source, bead.source, found.source_only))
        unanswered[1].extend(_places(alignment.target, bead.target, found.target_only))
    return {"links": links, "source": unanswered[0], "target": unanswered[1]}


def _places(document: Document, segments: Sequence[int], spans: Sequence[Span]) -> Iterator[Place]:
    """The spans of a bead's joined text in its segments; one that crosses two segments is cut."""
    between = len(gap(document.lang))
    for start, stop in spans:
        begin = 0
        for index in segments:
            text = document.segments[index].text
            first, last = max(start - begin, 0), min(stop - begin, len(text))
            if first < last:
                yield [index, _units(text[:first]), _units(text[:last]), text[first:last]]
            begin += len(text) + between


def _units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)
