"""The page's questions and changes, answered as JSON. Handlers only: no socket, no thread of their own."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator, Callable
from functools import wraps
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from align.errors import AlignError
from align.history.submit import LONGEST_NAME, Conflict, Done, RequestError, eligible, submit
from align.page import view
from align.page.fact_marks import fact_marks
from align.page.live import Live
from align.page.open_pairs import Desks, Open

MOST_FACTS = 100
"""Beads whose facts may be asked for at once."""

Handler = Callable[[Request], Any]


class NotFound(AlignError):
    """No such pair."""


def routes() -> list[Route]:
    """Where everything is; a pair's name comes last, since it may hold slashes."""
    return [
        Route("/api/pair/{pair:path}", _read(pair)),
        Route("/api/changes/{pair:path}", change, methods=["POST"]),
        Route("/api/deltas/{pair:path}", _read(deltas)),
        Route("/api/events/{pair:path}", events),
        Route("/api/facts/{pair:path}", _read(facts)),
        Route("/api/findings/{pair:path}", _read(findings)),
        Route("/api/sentences/{pair:path}", _read(sentences)),
        Route("/api/stale/{pair:path}", _read(stale)),
        Route("/api/eligible/{pair:path}", _read(threshold)),
        Route("/api/bead/{pair:path}", _read(bead)),
        Route("/api/save/{pair:path}", save, methods=["POST"]),
        Route("/api/name", name, methods=["POST"]),
        Route("/api/leave", leave, methods=["POST"]),
    ]


def desks_of(request: Request) -> Desks:
    """The pairs that this server shows."""
    desks: Desks = request.app.state.desks
    return desks


def found_pair(request: Request) -> Open:
    """The pair that the address names. Raises NotFound."""
    found = desks_of(request).get(request.path_params["pair"])
    if found is None:
        raise NotFound("no such pair", place=request.path_params["pair"])
    return found


def _read(answer: Callable[[Request], Any]) -> Handler:
    """Run a reading handler in a thread, and give what it returns as JSON."""

    @wraps(answer)
    async def handler(request: Request) -> Response:
        return await _answered(answer, request)

    return handler


async def _answered(answer: Callable[..., Any], *args: object) -> Response:
    try:
        return JSONResponse(await run_in_threadpool(answer, *args))
    except NotFound as error:
        return JSONResponse({"error": str(error)}, 404)
    except RequestError as error:
        return JSONResponse({"error": str(error)}, 400)
    except (ValueError, KeyError, TypeError) as error:
        return JSONResponse({"error": f"this cannot be read: {error}"}, 400)
    except AlignError as error:
        return JSONResponse({"error": str(error)}, 503)


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise ValueError("the body is not JSON") from error
    if not isinstance(body, dict):
        raise ValueError("the body is not a JSON object")
    return body


def pair(request: Request) -> view.Json:
    """One pair, whole."""
    desk = found_pair(request).desk
    desk.refresh(desks_of(request).store)
    with desk.lock:
        done, undone = desk.stacks(request.scope["session"].reviewer)
        return {**view.pair_json(desk), "undo": len(done), "redo": len(undone)}


async def change(request: Request) -> Response:
    """Make one change; 409 with the other's version where it rests on what is no longer so."""
    try:
        body = await _body(request)
    except ValueError as error:
        return JSONResponse({"error": str(error)}, 400)
    try:
        return await _answered(_change, request, body)
    finally:
        live: Live = request.app.state.live
        live.wake()


def _change(request: Request, body: dict[str, Any]) -> view.Json:
    desks, desk = desks_of(request), found_pair(request).desk
    since = int(body.get("since", desk.seq))
    reviewer = request.scope["session"].reviewer
    try:
        done = submit(desks.store, desk, reviewer, body)
    except Conflict as conflict:
        with desk.lock:
            here = [key for key in conflict.keys if key in desk.place_of_key]  # another may have come in between
            held = {key: view.verdicts_json(desk.verdicts.get(key, {})) for key in here}
            beads = [view.bead_json(desk.beads[desk.place_of_key[key]], key) for key in here]
            news = view.deltas_json(desk, since)
        theirs = {"beads": beads, "verdicts": held}
        return {"conflict": conflict.trouble, "theirs": theirs, "wanted": conflict.wanted, **news}
    with desk.lock:
        stacks = desk.stacks(reviewer)
        return {**view.deltas_json(desk, since), "done": _done(done), "undo": len(stacks[0]), "redo": len(stacks[1])}


def _done(done: Done) -> view.Json:
    beads = (done.of or done.change).after.get("beads", [])
    return {
        "seq": done.change.seq,
        "text": view.change_text(done.change, done.of),
        "bead": done.change.bead,
        "groups": beads if (done.of or done.change).kind == "edit" else [],
        "before": (done.of or done.change).before.get("beads", []) if (done.of or done.change).kind == "edit" else [],
        "count": len(beads) if (done.of or done.change).kind == "verdicts" else 1,
    }


def deltas(request: Request) -> view.Json:
    """What happened since."""
    desk = found_pair(request).desk
    desk.refresh(desks_of(request).store)
    with desk.lock:
        return view.deltas_json(desk, int(request.query_params["since"]))


async def events(request: Request) -> Response:
    """What happens from now on, as server-sent events."""
    live: Live = request.app.state.live
    last = request.headers.get("last-event-id") or request.query_params.get("since", "0")
    if not last.isdigit() or await run_in_threadpool(desks_of(request).get, request.path_params["pair"]) is None:
        return JSONResponse({"error": "no such pair"}, 404)

    async def stream() -> AsyncIterator[str]:
        async with contextlib.aclosing(live.events(request.path_params["pair"], int(last))) as lines:  # type: ignore[type-var]
            async for line in lines:
                yield line

    return StreamingResponse(stream(), media_type="text/event-stream")


def facts(request: Request) -> view.Json:
    """The facts in some beads' texts, by content key; beads that are gone meanwhile are left out."""
    desk = found_pair(request).desk
    say = desks_of(request).hooks.say
    wanted = [key for key in request.query_params.get("beads", "").split(",") if key][:MOST_FACTS]
    with desk.lock:
        beads = {key: desk.beads[desk.place_of_key[key]] for key in wanted if key in desk.place_of_key}
    return {key: fact_marks(desk.base, bead, say) for key, bead in beads.items()}


def findings(request: Request) -> view.Json:
    """The beads' findings and their doubt for the worst-first queue; `all` is false while the checks still run.

    Where the checks failed, `trouble` says why; what they found before stays.
    """
    found = found_pair(request)
    by_bead, everything = found.remarks.known(wait=0.5)
    trouble = found.remarks.trouble
    with found.desk.lock:
        doubts = {
            key: round(view.doubt(found.desk, bead, by_bead.get(key, ())), 3)
            for bead, key in zip(found.desk.beads, found.desk.keys, strict=True)
        }
    findings = {key: [view.finding_json(one) for one in several] for key, several in by_bead.items()}
    return {"findings": findings, "doubt": doubts, "all": everything, "trouble": str(trouble or "")}


def sentences(request: Request) -> list[list[tuple[str, ...]]]:
    """The sentence pairs inside one bead."""
    desk = found_pair(request).desk
    with desk.lock:
        place = desk.place_of_key.get(request.query_params["bead"])
        bead = None if place is None else desk.beads[place]
    if bead is None:  # regrouped meanwhile: the page will hear of it
        return []
    return [list(one) for one in desks_of(request).hooks.sentence_pairs_of(desk.base, bead)]


def stale(request: Request) -> list[view.Json]:
    """Old decisions whose texts are gone, beside the new texts."""
    desk = found_pair(request).desk
    with desk.lock:
        return [view.stale_json(one) for one in desk.stale(desks_of(request).store)]


def threshold(request: Request) -> view.Json:
    """How many beads one key would accept at or above a probability; beads with findings are left to a person."""
    found = found_pair(request)
    by_bead, everything = found.remarks.known(wait=0.5)
    with found.desk.lock:
        count = len(eligible(found.desk, float(request.query_params["above"]), frozenset(by_bead)))
    return {"count": count, "doubted": sorted(by_bead), "all": everything, "trouble": str(found.remarks.trouble or "")}


def bead(request: Request) -> view.Json:
    """What spoke for one bead."""
    desk = found_pair(request).desk
    with desk.lock:
        place = desk.place_of_key.get(request.query_params["bead"])
        evidence = () if place is None else desk.beads[place].evidence
    return {"evidence": [[item.name, item.value, item.weight, item.detail] for item in evidence]}


async def save(request: Request) -> Response:
    """Write the reviewed alignment in place of the file it came from."""
    return await _answered(lambda: {"path": str(desks_of(request).write_back(request.path_params["pair"]))})


async def name(request: Request) -> Response:
    """Change the name under which this browser's changes are written; not where a password says who is who."""
    try:
        wanted = str((await _body(request)).get("name", "")).strip()
    except ValueError as error:
        return JSONResponse({"error": str(error)}, 400)
    if request.app.state.guard.password:
        return JSONResponse({"error": "sign out and in again to change the name"}, 403)
    if not 0 < len(wanted) <= LONGEST_NAME or not wanted.isprintable():
        return JSONResponse({"error": f"a name has 1 to {LONGEST_NAME} characters"}, 400)
    request.scope["session"].reviewer = wanted
    return JSONResponse({"name": wanted})


async def leave(request: Request) -> Response:
    """Sign this browser out."""
    request.app.state.guard.sessions.pop(request.scope["session"].id, None)
    return JSONResponse({})
