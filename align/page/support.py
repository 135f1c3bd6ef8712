"""What a pair's sentences rest on and which words answer each other, for the page."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.routing import Route

from align.exchange.word_places import word_places
from align.model import Document, Segment
from align.page.handlers import answered, found_pair

DIGITS = 3
"""Decimal places of a probability."""


def support_routes() -> list[Route]:
    """The routes of the map and of the word links; each answers {} where these were never computed."""
    return [Route("/api/support/{pair:path}", answered(support_json)), Route("/api/words/{pair:path}", answered(words))]


def words(request: Request) -> dict[str, Any]:
    """The word links by segment."""
    return word_places(found_pair(request).state.base)


def support_json(request: Request) -> dict[str, Any]:
    """Sentences of both sides, links, and the probability of each sentence to have none; {} if never computed.

    `source` and `target` hold for each segment its sentences as [start, stop] in UTF-16 units, as
    browsers count. A link is [source segment, sentence, target segment, sentence, probability].
    Regrouping beads changes none of it.
    """
    alignment = found_pair(request).state.base
    found = alignment.support
    if found is None:
        return {}
    return {
        "source": _sentences(alignment.source),
        "target": _sentences(alignment.target),
        "links": [[*link.source, *link.target, round(link.probability, DIGITS)] for link in found.links],
        "unused": [[round(value, DIGITS) for value in row] for row in found.unused],
        "unsupported": [[round(value, DIGITS) for value in row] for row in found.unsupported],
    }


def _sentences(document: Document) -> list[list[tuple[int, int]]]:
    return [_spans(segment) for segment in document.segments]


def _spans(segment: Segment) -> list[tuple[int, int]]:
    return [(_units(segment.text[:start]), _units(segment.text[:stop])) for start, stop in segment.sentences]


def _units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)
