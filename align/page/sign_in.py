"""The pages that sign a browser in: one-time links, invitations, name and password."""

from __future__ import annotations

import secrets
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from align.history.plans import LONGEST_NAME
from align.page import passwords, screens
from align.page.account import address_of, is_name
from align.page.guard import BrowserSession, Guard
from align.page.handlers import asked
from align.page.sentences import one_sentence


def routes() -> list[Route]:
    """The routes."""
    return [
        Route("/enter", enter, methods=["GET", "POST"]),
        Route("/login", login, methods=["GET", "POST"]),
    ]


async def enter(request: Request) -> Response:
    """Sign in with a link of the terminal; show the button of an invitation, or use it up.

    Mail programs and chats open the links that they show. So opening an invitation uses nothing up.
    """
    guard: Guard = request.app.state.guard
    if request.method == "POST":
        return await _accepted(request, guard)
    token = request.query_params.get("token", "")
    if request.method == "GET" and (session := await asked(request, guard.enter, token, address_of(request))):
        return _signed_in(request, session)
    if name := await asked(request, guard.access.invited, token):
        return _invitation_page(request, name, token)
    session = request.scope["session"]
    return _used_up(request) if session is None else _signed_in(request, session)


async def _accepted(request: Request, guard: Guard) -> Response:
    fields = await _fields(request)
    token, password = fields.get("token", ""), fields.get("password", "")
    if password and not passwords.SHORTEST <= len(password) <= passwords.LONGEST:
        name = await asked(request, guard.access.invited, token)
        trouble = f"A password has {passwords.SHORTEST} to {passwords.LONGEST} characters."
        return _invitation_page(request, name, token, trouble, 400) if name else _used_up(request)
    session = await asked(request, guard.accept_invitation, token, password, address_of(request))
    return _used_up(request) if session is None else _signed_in(request, session)


def _invitation_page(request: Request, name: str, token: str, trouble: str = "", status: int = 200) -> Response:
    shortest = passwords.SHORTEST
    page = screens.render("enter.html", request, name=name, token=token, trouble=trouble, shortest=shortest)
    return HTMLResponse(page, status)


def _used_up(request: Request) -> Response:
    return _told(request, "This link was used already. Ask who runs the review for a new one.", 401)


def _told(request: Request, sentence: str, status: int) -> Response:
    kind, body = one_sentence(request, sentence)
    return Response(body, status, media_type=kind)


def _signed_in(request: Request, session: BrowserSession) -> Response:
    guard: Guard = request.app.state.guard
    response = RedirectResponse("/", 303)
    response.set_cookie(**guard.cookie_of(session, secure=request.url.scheme == "https"))
    return response


async def login(request: Request) -> Response:
    """Show the form for name and password, or check what was sent."""
    guard: Guard = request.app.state.guard
    if not await asked(request, lambda: guard.has_login):
        return _told(request, "Sign in with the link that the terminal shows.", 404)
    if request.method == "GET":
        return _login_page(request, "")
    fields = await _fields(request)
    name = fields.get("name", "").strip()
    sent, kept = fields.get("proof", ""), request.cookies.get(_proof_cookie(guard), "")
    if not kept or not secrets.compare_digest(sent.encode(), kept.encode()):
        return _login_page(request, "This form is out of date: sign in again.", 403)
    if not is_name(name):
        return _login_page(request, f"Give a name of up to {LONGEST_NAME} characters.", 400)
    session = await asked(request, guard.login, name, fields.get("password", ""), address_of(request))
    if not isinstance(session, BrowserSession):
        return _login_page(request, session, 403)
    response = _signed_in(request, session)
    response.delete_cookie(_proof_cookie(guard), path="/login")
    return response


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a form, each once; none if it cannot be read."""
    try:
        found = parse_qs((await request.body()).decode("utf-8", "replace"), max_num_fields=10)
    except ValueError:  # too many fields
        return {}
    return {name: values[0] for name, values in found.items()}


def _login_page(request: Request, trouble: str, status: int = 200) -> Response:
    proof = secrets.token_urlsafe(24)
    response = HTMLResponse(screens.render("login.html", request, trouble=trouble, proof=proof), status)
    cookie = _proof_cookie(request.app.state.guard)
    response.set_cookie(cookie, proof, httponly=True, samesite="strict", path="/login")
    return response


def _proof_cookie(guard: Guard) -> str:
    return f"align_login_{guard.access.server}"
