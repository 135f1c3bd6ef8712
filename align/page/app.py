"""The review page as an ASGI application. It opens no socket, so tests need none."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from align.errors import AlignError, UsageError
from align.history.plans import LONGEST_NAME, RequestError
from align.history.store import Store
from align.page import account, api, downloads, screens
from align.page.account import address_of, is_name
from align.page.findings import ChecksError
from align.page.guard import BrowserSession, Guard
from align.page.guard_layer import GuardLayer
from align.page.left import left_routes
from align.page.live import LiveUpdates
from align.page.open_pairs import Hooks, OpenPairs, PairFile
from align.page.support import support_routes

HERE = Path(__file__).parent


@dataclass(frozen=True)
class ReviewSite:
    """What the page shows and who may use it."""

    store: Store
    files: Sequence[PairFile]
    guard: Guard
    hooks: Hooks = field(default_factory=Hooks)


def create_app(review: ReviewSite) -> Starlette:
    """The application for one folder of alignments."""
    open_pairs = OpenPairs(review.store, review.files, review.hooks)
    live = LiveUpdates(open_pairs)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await live.start()
        yield
        await live.stop()

    app = Starlette(
        routes=[
            Route("/", _page(screens.pairs)),
            Route("/pair/{pair:path}", _page(screens.pair)),
            Route("/search", _page(screens.search)),
            Route("/history", _page(screens.history)),
            Route("/findings", _page(screens.findings)),
            Route("/export/{format}/{pair:path}", _page(downloads.export_one)),
            Route("/export/{format}", _page(downloads.export_all)),
            Route("/report/{format}", _page(downloads.report)),
            *support_routes(),
            *left_routes(),
            Route("/enter", enter),
            Route("/login", login, methods=["GET", "POST"]),
            *api.routes(),
            *account.routes(),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(GuardLayer, guard=review.guard)],
        lifespan=lifespan,
        exception_handlers={404: _missing, 500: _broken},
    )
    app.state.open_pairs, app.state.live, app.state.guard = open_pairs, live, review.guard
    return app


def _page(answer: Any) -> Any:  # noqa: ANN401 - a handler in, a handler out
    """Run a page's handler in a thread. An AlignError becomes a page with its message."""

    async def handler(request: Request) -> Response:
        try:
            response: Response = await run_in_threadpool(answer, request)
        except api.NotFound as error:
            return HTMLResponse(screens.render("trouble.html", request, trouble=str(error)), 404)
        except ChecksError as error:
            without = f"{request.url.path}?findings=no" if request.url.path.startswith("/export/") else ""
            return HTMLResponse(screens.render("trouble.html", request, trouble=str(error), without=without), 400)
        except AlignError as error:
            trouble = str(error)
            status = 400 if isinstance(error, RequestError | UsageError) else 503
            return HTMLResponse(screens.render("trouble.html", request, trouble=trouble), status)
        return response

    return handler


async def enter(request: Request) -> Response:
    """Use a one-time link: sign its browser in."""
    guard: Guard = request.app.state.guard
    token = request.query_params.get("token", "")
    session = await run_in_threadpool(guard.enter, token, address_of(request)) or request.scope["session"]
    if session is None:
        sentence = "This link was used already. The terminal shows a new link for each further browser."
        return PlainTextResponse(sentence, 401)
    response = RedirectResponse("/", 303)
    response.set_cookie(**guard.cookie_of(session, secure=request.url.scheme == "https"))
    return response


async def login(request: Request) -> Response:
    """Show the form for name and password, or check what was sent."""
    guard: Guard = request.app.state.guard
    if not guard.password:
        return PlainTextResponse("Sign in with the link that the terminal shows.", 404)
    if request.method == "GET":
        return _login_page(request, "")
    try:
        fields = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=10)
    except ValueError:  # too many fields
        return _login_page(request, "This form cannot be read.", 400)
    name = fields.get("name", [""])[0].strip()
    sent, kept = fields.get("proof", [""])[0], request.cookies.get(_proof_cookie(guard), "")
    if not kept or not secrets.compare_digest(sent.encode(), kept.encode()):
        return _login_page(request, "This form is out of date: sign in again.", 403)
    if not is_name(name):
        return _login_page(request, f"Give a name of up to {LONGEST_NAME} characters.", 400)
    session = await run_in_threadpool(guard.login, name, fields.get("password", [""])[0], address_of(request))
    if not isinstance(session, BrowserSession):
        return _login_page(request, session, 403)
    response = RedirectResponse("/", 303)
    response.set_cookie(**guard.cookie_of(session, secure=request.url.scheme == "https"))
    response.delete_cookie(_proof_cookie(guard), path="/login")
    return response


def _login_page(request: Request, trouble: str, status: int = 200) -> Response:
    proof = secrets.token_urlsafe(24)
    response = HTMLResponse(screens.render("login.html", request, trouble=trouble, proof=proof), status)
    cookie = _proof_cookie(request.app.state.guard)
    response.set_cookie(cookie, proof, httponly=True, samesite="strict", path="/login")
    return response


def _proof_cookie(guard: Guard) -> str:
    return f"align_login_{guard.access.server}"


async def _missing(request: Request, error: Exception) -> Response:
    return PlainTextResponse("There is no such page.", 404)


async def _broken(request: Request, error: Exception) -> Response:
    return PlainTextResponse("This is a bug in align. The terminal shows more.", 500)


def address(host: str, port: int, token: str = "") -> str:
    """The page's address; with a token, the link that signs a browser in."""
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}:{port}/" + (f"enter?token={quote(token)}" if token else "")
