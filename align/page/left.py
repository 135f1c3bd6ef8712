"""What is left to do: the beads that may be accepted together, and the pair to go on with."""

from __future__ import annotations

from starlette.requests import Request
from starlette.routing import Route

from align.history.plans import eligible
from align.history.progress import progress
from align.history.requests import RequestError, number_of
from align.page import as_json
from align.page.handlers import answered, found_pair, pairs_of, viewer_of
from align.page.languages import language_of, told
from align.review.open_pairs import title_of


def left_routes() -> list[Route]:
    """The routes."""
    return [
        Route("/api/eligible/{pair:path}", answered(threshold)),
        Route("/api/next/{pair:path}", answered(following)),
    ]


def threshold(request: Request) -> as_json.Json:
    """How many beads have at least a probability and would be accepted together.

    Beads with findings are left out.
    """
    found = found_pair(request)
    try:
        above = number_of(float(request.query_params.get("above", "")), "above")
    except ValueError as error:
        raise RequestError("above must be a number of 0…1") from error
    by_bead, everything = found.findings.known(wait=0.5)
    with found.state.lock:
        keys = eligible(found.state, above, frozenset(by_bead), viewer_of(request))
    return {
        "count": len(keys),
        "keys": keys,
        "doubted": sorted(by_bead),
        "all": everything,
        "trouble": told(language_of(request), found.findings.trouble) if found.findings.trouble else "",
    }


def following(request: Request) -> as_json.Json:
    """The pair to go on with: of the others that have undecided beads, the one with the most expected errors; or {}."""
    open_pairs = pairs_of(request)
    best: tuple[float, as_json.Json] = (-1.0, {})
    for found in open_pairs.all():
        if found.state.id == request.path_params["pair"]:
            continue
        found.state.refresh(open_pairs.store)
        with found.state.lock:
            made = progress(found.state, viewer_of(request))
        if made.decided < made.beads and made.expected_errors > best[0]:
            row = {"pair": found.state.id, "title": title_of(found.state), "undecided": made.beads - made.decided}
            best = made.expected_errors, row
    return best[1]
