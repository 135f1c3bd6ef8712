"""Requests about the person: who is signed in, signing in again inside the page, the name, signing out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from align.history.plans import LONGEST_NAME
from align.page.guard import BrowserSession, Guard
from align.page.handlers import asked, read_body
from align.page.languages import refusal
from align.page.live import LiveUpdates


def routes() -> list[Route]:
    """The routes."""
    return [
        Route("/api/me", me),
        Route("/api/sign-in", sign_in, methods=["POST"]),
        Route("/api/name", name, methods=["POST"]),
        Route("/api/leave", leave, methods=["POST"]),
    ]


def is_name(wanted: str) -> bool:
    """Whether a reviewer may be called so."""
    return 0 < len(wanted) <= LONGEST_NAME and wanted.isprintable()


def address_of(request: Request) -> str:
    """The browser's address, "" if it is unknown."""
    return request.client.host if request.client else ""


async def me(request: Request) -> Response:
    """Who is signed in, and the token of the session."""
    session = request.scope["session"]
    return JSONResponse({"reviewer": session.reviewer, "csrf": session.csrf})


async def sign_in(request: Request) -> Response:
    """Sign in with name and password from inside a page whose session ended."""
    guard: Guard = request.app.state.guard
    try:
        body = await read_body(request)
    except ValueError as error:
        return refusal(request, error, 400)
    name, password = body.get("name"), body.get("password")
    if not isinstance(name, str) or not isinstance(password, str) or not is_name(name.strip()):
        return refusal(request, "name and password are needed", 400)
    session = await asked(request, guard.login, name.strip(), password, address_of(request))
    if not isinstance(session, BrowserSession):
        return refusal(request, session, 400)
    response = JSONResponse({"reviewer": session.reviewer, "csrf": session.csrf})
    response.set_cookie(**guard.cookie_of(session, secure=request.url.scheme == "https"))
    return response


async def name(request: Request) -> Response:
    """Change the reviewer's name in this browser; not possible where several people sign in."""
    guard: Guard = request.app.state.guard
    try:
        wanted = str((await read_body(request)).get("name", "")).strip()
    except ValueError as error:
        return refusal(request, error, 400)
    if guard.signs_in_by_name:
        return refusal(request, "sign out and in again to change the name", 403)
    if not is_name(wanted):
        return refusal(request, f"a name has 1 to {LONGEST_NAME} characters", 400)
    session = request.scope["session"]
    for taken in (wanted, session.reviewer):
        if await asked(request, guard.access.is_invited, taken):
            return refusal(request, f"{taken} signs in with an invitation or an own password only", 403)
    await asked(request, guard.rename, session, wanted)
    return JSONResponse({"name": wanted})


async def leave(request: Request) -> Response:
    """Sign this browser out."""
    guard: Guard = request.app.state.guard
    await asked(request, guard.leave, request.scope["session"])
    live: LiveUpdates = request.app.state.live
    live.wake()  # its event streams end
    return JSONResponse({})
