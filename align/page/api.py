"""The page's requests, answered as JSON."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from align.errors import AlignError
from align.history.pair_state import PairState
from align.history.requests import Conflict, RequestError, whole_of
from align.history.submit import Committed
from align.page import as_json
from align.page.guard import Guard
from align.page.handlers import (
    LONGEST_NUMBER,
    answer_of,
    answered,
    found_pair,
    pairs_of,
    query_number,
    read_body,
    refreshed,
    threads_of,
    viewer_of,
)
from align.page.languages import language_of, refusal, told, words_in
from align.page.live import LiveUpdates
from align.reasons import next_best, reasons
from align.review.doubt import doubts
from align.review.fact_marks import fact_marks

USUAL = 3
"""The counterparts of a name that are told."""
MOST_FACTS = 100
"""Beads in one request for facts."""


def routes() -> list[Route]:
    """The routes. A pair's name comes last, since it may hold slashes."""
    return [
        Route("/api/pair/{pair:path}", refreshed(pair)),
        Route("/api/changes/{pair:path}", change, methods=["POST"]),
        Route("/api/deltas/{pair:path}", refreshed(deltas)),
        Route("/api/events/{pair:path}", events),
        Route("/api/facts/{pair:path}", answered(facts)),
        Route("/api/findings/{pair:path}", answered(findings)),
        Route("/api/stale/{pair:path}", answered(stale)),
        Route("/api/bead/{pair:path}", answered(bead)),
        Route("/api/save/{pair:path}", save, methods=["POST"]),
    ]


def pair(request: Request) -> as_json.Json:
    """One whole pair."""
    state = found_pair(request).state
    with state.lock:
        done, undone = state.stacks(request.scope["session"].reviewer)
        return {**as_json.pair_json(state, viewer_of(request)), "undo": len(done), "redo": len(undone)}


async def change(request: Request) -> Response:
    """Make one change.

    In a conflict nothing is changed, and the answer holds the others' version.
    """
    if refused := await _only_reads(request):
        return refused
    try:
        body = await read_body(request)
    except ValueError as error:
        return refusal(request, error, 400)
    try:
        return await answer_of(request, _change, request, body)
    finally:
        live: LiveUpdates = request.app.state.live
        live.wake()


async def _only_reads(request: Request) -> Response | None:
    """The refusal for somebody who may only read."""
    guard: Guard = request.app.state.guard
    if not await run_in_threadpool(guard.access.is_reader, request.scope["session"].reviewer):
        return None
    return JSONResponse({"error": words_in(language_of(request))("server.reader")}, 403)


def _change(request: Request, body: dict[str, Any]) -> as_json.Json:
    open_pairs, state = pairs_of(request), found_pair(request).state
    since = whole_of(body.get("since", state.seq), "since")
    reviewer = request.scope["session"].reviewer
    try:
        committed = open_pairs.submitter.submit(state, reviewer, body)
    except Conflict as conflict:
        with state.lock:
            here = [
                key for key in conflict.keys if key in state.place_of_key
            ]  # another change may have been made since
            held = {key: as_json.verdicts_json(state.visible(key, reviewer)) for key in here}
            beads = [as_json.bead_json(state.beads[state.place_of_key[key]], key) for key in here]
            news = as_json.deltas_json(state, since, reviewer)
        theirs = {"beads": beads, "verdicts": held}
        return {"conflict": told(language_of(request), conflict), "theirs": theirs, "wanted": conflict.wanted, **news}
    with state.lock:
        stacks = state.stacks(reviewer)
        return {
            **as_json.deltas_json(state, since, reviewer),
            "done": _committed_json(state, committed, words_in(language_of(request))),
            "undo": len(stacks[0]),
            "redo": len(stacks[1]),
        }


def _committed_json(state: PairState, committed: Committed, say: Callable[..., str]) -> as_json.Json:
    change, about = committed.change, committed.of or committed.change
    edit = state.ladder.edits.get(about.seq)
    return {
        "seq": change.seq,
        "text": as_json.change_text(change, committed.of, say),
        "bead": change.bead,
        "groups": state.ladder.numbered(edit[0]) if edit else [],
        "before": state.ladder.numbered(edit[0].inverse()) if edit else [],
        "count": len(about.after["beads"]) if about.kind == "verdicts" else 1,
    }


def deltas(request: Request) -> as_json.Json:
    """The changes after a seq."""
    state = found_pair(request).state
    with state.lock:
        return as_json.deltas_json(state, query_number(request, "since"), viewer_of(request))


async def events(request: Request) -> Response:
    """The changes after a seq, now and from now on, as server-sent events."""
    live: LiveUpdates = request.app.state.live
    last = request.headers.get("last-event-id") or request.query_params.get("since", "0")
    if not (last.isascii() and last.isdigit() and len(last) <= LONGEST_NUMBER):
        return refusal(request, "since must be a whole number", 400)
    name = request.path_params["pair"]
    try:
        found = await threads_of(request).run(name, pairs_of(request).get, name)
    except AlignError as error:
        return refusal(request, error, 503)
    if found is None:
        return refusal(request, "no such pair", 404)

    guard: Guard = request.app.state.guard
    session = request.scope["session"]

    async def stream() -> AsyncIterator[str]:
        events = live.events(name, int(last), session.reviewer, lambda: guard.is_open(session))
        async with contextlib.aclosing(events) as lines:  # type: ignore[type-var]
            async for line in lines:
                yield line

    return StreamingResponse(stream(), media_type="text/event-stream")


def facts(request: Request) -> as_json.Json:
    """The facts in some beads' texts, by content key.

    Beads that do not exist any more are left out.
    """
    state = found_pair(request).state
    in_words = pairs_of(request).hooks.fact_in_words
    wanted = [key for key in request.query_params.get("beads", "").split(",") if key][:MOST_FACTS]
    with state.lock:
        beads = {key: state.beads[state.place_of_key[key]] for key in wanted if key in state.place_of_key}
    return {key: fact_marks(state.base, bead, in_words) for key, bead in beads.items()}


def findings(request: Request) -> as_json.Json:
    """The findings and the doubt about each bead, [probability, reasons …]; `all` is false while the checks still run.

    `strays` holds for each bead its names without their usual counterparts, [word, counterparts].

    If the checks failed, `trouble` says why; the findings known before are still given.
    """
    found = found_pair(request)
    by_bead, everything = found.findings.known(wait=0.5)
    trouble, strays = found.findings.trouble, found.findings.strays
    with found.state.lock:
        doubted = {
            key: [round(one.chance, 3), *one.reasons]
            for key, one in doubts(found.state, by_bead, strays).items()
            if one.reasons
        }
        assigned = found.state.team.assigned(found.state.keys)
    language = language_of(request)
    findings = {key: [as_json.finding_json(one, language) for one in several] for key, several in by_bead.items()}
    names = {key: [[one.word, one.usual[:USUAL]] for one in several] for key, several in strays.items()}
    answer = {"findings": findings, "doubts": doubted, "strays": names, "assigned": assigned}
    return {**answer, "all": everything, "trouble": told(language, trouble) if trouble else ""}


def stale(request: Request) -> list[as_json.Json]:
    """Stale decisions, with the differences to the new texts, and cuts of paragraphs whose place is gone."""
    state = found_pair(request).state
    with state.lock:
        found = state.stale(pairs_of(request).store)
        blind, me = state.team.open_reading(viewer_of(request)), viewer_of(request)
        decisions = [as_json.stale_json(one) for one in found if not blind or one.verdict.reviewer == me]
        return decisions + [as_json.lost_cut_json(one) for one in state.lost_cuts()]


def bead(request: Request) -> as_json.Json:
    """Why one bead was chosen: (for, against or next best, weight, words)."""
    state = found_pair(request).state
    key = request.query_params.get("bead", "")
    if not key:
        raise RequestError("which bead?")
    with state.lock:
        place = state.place_of_key.get(key)
        one = None if place is None else state.beads[place]
    if one is None or (one.evidence[:1] and one.evidence[0].name == "hand"):
        return {"evidence": []}
    rows: list[tuple[str, float, str]] = [
        ("for" if reason.weight >= 0 else "against", reason.weight, reason.words) for reason in reasons(state.base, one)
    ]
    if rival := next_best(one):
        rows.append(("next best", 0.0, rival))
    language = language_of(request)
    return {"evidence": [(name, weight, told(language, words)) for name, weight, words in rows]}


async def save(request: Request) -> Response:
    """Write the reviewed alignment to its file."""
    if refused := await _only_reads(request):
        return refused
    return await answer_of(request, lambda: {"path": str(pairs_of(request).write_back(request.path_params["pair"]))})
