"""The score cards: a page, and a file."""

from __future__ import annotations

import io

from starlette.requests import Request
from starlette.responses import HTMLResponse

from align.page.handlers import pairs_of, viewer_of
from align.page.screens import render
from align.review.mqm import CATEGORIES, SEVERITIES
from align.review.scorecard import Scorecard, scorecard, write_scorecards


def cards_of(request: Request) -> list[Scorecard]:
    """The score cards of all pairs, or of `?pair=`."""
    open_pairs, wanted = pairs_of(request), request.query_params.get("pair") or None
    cards = []
    for found in open_pairs.all():
        if wanted in (None, found.state.id):
            found.state.refresh(open_pairs.store)
            with found.state.lock:
                cards.append(scorecard(found.state, open_pairs.hooks.weights, viewer_of(request)))
    return cards


def score(request: Request) -> HTMLResponse:
    """The page."""
    values = {
        "cards": cards_of(request),
        "pair": request.query_params.get("pair", ""),
        "weights": {name: f"{value:g}" for name, value in pairs_of(request).hooks.weights.items()},
        "categories": list(CATEGORIES),
        "severities": SEVERITIES,
    }
    return HTMLResponse(render("score.html", request, **values))


def score_tsv(request: Request) -> bytes:
    """The file, TSV in UTF-8."""
    stream = io.StringIO()
    write_scorecards(cards_of(request), stream)
    return stream.getvalue().encode("utf-8")
