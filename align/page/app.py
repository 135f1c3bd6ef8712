"""The review page as an ASGI application. It opens no socket, so tests need none."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from align.errors import AlignError, UsageError
from align.history.requests import RequestError
from align.history.store import Store
from align.page import account, api, downloads, handlers, score, screens, sign_in
from align.page.guard import Guard
from align.page.guard_layer import GuardLayer
from align.page.languages import language_of, language_routes, told
from align.page.left import left_routes
from align.page.live import LiveUpdates
from align.page.lookup import lookup_routes
from align.page.support import support_routes
from align.page.threads import Threads
from align.review.findings import ChecksError
from align.review.open_pairs import Hooks, OpenPairs, PairFile

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
    open_pairs, threads = OpenPairs(review.store, review.files, review.hooks), Threads()
    live = LiveUpdates(open_pairs, threads)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await live.start()
        yield
        await live.stop()
        threads.close()

    app = Starlette(
        routes=[
            Route("/", _page(screens.pairs)),
            Route("/pair/{pair:path}", _page(screens.pair)),
            Route("/search", _page(screens.search)),
            Route("/history", _page(screens.history)),
            Route("/findings", _page(screens.findings)),
            Route("/score", _page(score.score)),
            Route("/export/{format}/{pair:path}", _page(downloads.export_one)),
            Route("/export/{format}", _page(downloads.export_all)),
            Route("/report/{format}", _page(downloads.report)),
            *support_routes(),
            *left_routes(),
            *lookup_routes(),
            *language_routes(),
            *sign_in.routes(),
            *api.routes(),
            *account.routes(),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(GuardLayer, guard=review.guard, threads=threads)],
        lifespan=lifespan,
        exception_handlers={404: _missing, 500: _broken},
    )
    app.state.open_pairs, app.state.live, app.state.guard = open_pairs, live, review.guard
    app.state.threads = threads
    return app


def _page(answer: Any) -> Any:  # noqa: ANN401 - a handler in, a handler out
    """Run a page's handler in a thread. An AlignError becomes a page with its message."""

    async def handler(request: Request) -> Response:
        try:
            pair = request.path_params.get("pair", "")
            response: Response = await handlers.threads_of(request).run(pair, answer, request)
        except handlers.NotFound as error:
            return HTMLResponse(screens.render("trouble.html", request, trouble=error), 404)
        except ChecksError as error:
            without = f"{request.url.path}?findings=no" if request.url.path.startswith("/export/") else ""
            return HTMLResponse(screens.render("trouble.html", request, trouble=error, without=without), 400)
        except AlignError as error:
            status = 400 if isinstance(error, RequestError | UsageError) else 503
            return HTMLResponse(screens.render("trouble.html", request, trouble=error), status)
        return response

    return handler


async def _missing(request: Request, error: Exception) -> Response:
    sentence = told(language_of(request), "There is no such page.")
    if request.scope.get("session") is None or request.url.path.startswith(("/api/", "/static/")):
        return PlainTextResponse(sentence, 404)
    return HTMLResponse(screens.render("trouble.html", request, trouble=sentence), 404)


async def _broken(request: Request, error: Exception) -> Response:
    return PlainTextResponse(told(language_of(request), "This is a bug in align. The terminal shows more."), 500)


def address(host: str, port: int, token: str = "") -> str:
    """The page's address; with a token, the link that signs a browser in."""
    host = f"[{host}]" if ":" in host else host
    return f"http://{host}:{port}/" + (f"enter?token={quote(token)}" if token else "")
