"""Looking up beside a bead: terms, renderings and similar sentences of the pairs under review."""

from __future__ import annotations

from starlette.requests import Request
from starlette.routing import Route

from align.page import as_json
from align.page.handlers import answered, found_pair, pairs_of
from align.review.lookup import LikeRow, glossary_uses, passages_with, similar, texts_of, word_uses

LONGEST = 200
"""Characters of a text that is looked up."""


def lookup_routes() -> list[Route]:
    """The route."""
    return [Route("/api/lookup/{pair:path}", answered(lookup))]


def lookup(request: Request) -> as_json.Json:
    """What is known about a bead, or with `q` the beads that hold a text.

    Pairs whose words were linked are counted.
    """
    pairs, state = pairs_of(request).opened(), found_pair(request).state
    if text := request.query_params.get("q", "")[:LONGEST].strip():
        return {"found": [_passage_json(one) for one in passages_with(pairs, text)]}
    key = request.query_params.get("bead", "")
    with state.lock:
        source, target = texts_of(state, key)
    terms = glossary_uses(pairs_of(request).hooks.terms(), source, target)
    return {
        "terms": [[one.source, one.allowed, one.kept] for one in terms],
        "words": [
            [one.word, one.here, one.differs, [[each.text, each.count, each.place] for each in one.elsewhere]]
            for one in word_uses(pairs, state.id, key)
        ],
        "similar": [_passage_json(one) for one in similar(pairs, state.id, key)] if source else [],
        "read": sum(bool(found.findings.renderings.beads) for found in pairs),
        "pairs": len(pairs_of(request).files),
    }


def _passage_json(found: LikeRow) -> as_json.Json:
    return {"place": found.place, "source": found.source, "target": found.target, "share": round(found.share, 2)}
