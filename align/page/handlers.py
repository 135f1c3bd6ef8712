"""What the page's handlers share: the pair that is asked for, numbers and bodies of requests, answers from threads."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from align.errors import AlignError
from align.history.requests import RequestError
from align.page.languages import refusal
from align.page.threads import SIGN_IN, Late, Threads
from align.review.open_pairs import OpenPair, OpenPairs

LONGEST_NUMBER = 18
"""Digits of a number in a query; databases keep 64 bits."""

REFRESH_SECONDS = 3.0
"""The longest wait for what other servers wrote; then a pair is shown as this server knows it."""

LONGEST_PLACE = 100
"""Characters of an unknown pair's name that an answer repeats."""

Handler = Callable[[Request], Any]
P = ParamSpec("P")
T = TypeVar("T")


class NotFound(AlignError):
    """No file holds the pair that was asked for."""


def pairs_of(request: Request) -> OpenPairs:
    """The pairs that this server shows."""
    open_pairs: OpenPairs = request.app.state.open_pairs
    return open_pairs


def viewer_of(request: Request) -> str:
    """The name of the person who asks."""
    name: str = request.scope["session"].reviewer
    return name


def found_pair(request: Request) -> OpenPair:
    """The pair that the URL names. Raises NotFound."""
    name = request.path_params["pair"]
    found = pairs_of(request).get(name)
    if found is None and (trouble := pairs_of(request).trouble_of(name)):
        raise NotFound(trouble)
    if found is None:
        raise NotFound("no such pair", place=request.path_params["pair"][:LONGEST_PLACE])
    return found


def answered(answer: Callable[[Request], Any]) -> Handler:
    """Run a handler in a thread, and send what it returns as JSON."""

    @wraps(answer)
    async def handler(request: Request) -> Response:
        return await answer_of(request, answer, request)

    return handler


def refreshed(answer: Callable[[Request], Any]) -> Handler:
    """As `answered`, after the pair took in what other servers wrote.

    A database that hangs is not waited for long.
    """

    @wraps(answer)
    async def handler(request: Request) -> Response:
        name = request.path_params["pair"]
        try:
            await threads_of(request).run_for(REFRESH_SECONDS, name, lambda: _refresh(request))
        except Late as error:
            if not any(found.state.id == name and found.state.seq for found in pairs_of(request).opened()):
                return refusal(request, error, 503)  # nothing is known of it yet
        except AlignError as error:
            return refusal(request, error, 404 if isinstance(error, NotFound) else 503)
        return await answer_of(request, answer, request)

    return handler


def _refresh(request: Request) -> None:
    found_pair(request).state.refresh(pairs_of(request).store)


def threads_of(request: Request) -> Threads:
    """The threads in which this server's handlers run."""
    threads: Threads = request.app.state.threads
    return threads


async def asked(request: Request, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Ask who may come in.

    The file of sessions may be locked: the share of threads is its own. Raises StoreError.
    """
    return await threads_of(request).run(SIGN_IN, function, *args, **kwargs)


async def answer_of(request: Request, answer: Callable[..., Any], *args: object) -> Response:
    """Run a function in a thread, and send what it returns as JSON; an AlignError becomes a sentence."""
    share = request.path_params.get("pair", "")
    if request.method == "POST":  # changes that wait for the database do not keep readers of the pair out
        share = f"changes {share}"
    try:
        return JSONResponse(await threads_of(request).run(share, answer, *args))
    except NotFound as error:
        return refusal(request, error, 404)
    except RequestError as error:
        return refusal(request, error, 400)
    except AlignError as error:
        return refusal(request, error, 503)


async def read_body(request: Request) -> dict[str, Any]:
    """The body, a JSON object with finite numbers. Raises ValueError."""
    try:
        body = json.loads(await request.body(), parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise ValueError("the body is not JSON with finite numbers") from error
    if not isinstance(body, dict):
        raise ValueError("the body is not a JSON object")
    return body


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise ValueError(f"{digits[:20]} is too large")
    return value


def query_number(request: Request, name: str) -> int:
    """A whole number of ASCII digits in the query, 0 if it is missing. Raises RequestError."""
    value = request.query_params.get(name, "0")
    if not (value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER):
        raise RequestError(f"{name} must be a whole number")
    return int(value)
