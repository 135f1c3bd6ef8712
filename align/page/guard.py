"""Access control: who may ask, from where, and how much. An ASGI layer around the page.

A one-time link or a password opens a session, kept in a cookie. Every request needs a known Host header; every change
also needs the page's own Origin and a token. Bodies have a size limit. Response headers forbid foreign scripts, frames
and requests to other servers.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

COOKIE = "align_session"
LARGEST_BODY = 1 << 20
FAILURES = 10
"""After so many wrong passwords within PAUSE seconds, nobody can sign in for a while."""
PAUSE = 30.0
"""Seconds for which a wrong password counts."""
OPEN_PATHS = ("/enter", "/login")
SAFE_METHODS = ("GET", "HEAD")

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass
class BrowserSession:
    """A browser that is signed in."""

    reviewer: str
    id: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))


@dataclass
class Guard:
    """The links, password and sessions of one running server, kept in memory."""

    hosts: frozenset[str]
    """Host headers that are accepted, without port: "127.0.0.1", "localhost"."""
    reviewer: str
    """The reviewer whom a one-time link signs in."""
    password: str = ""
    on_used: Callable[[str], None] | None = None
    """Called with the token of the next one-time link when a link was used."""
    on_bug: Callable[[Exception], None] | None = None
    """Called with an exception that no handler expected; the browser gets a sentence, never a traceback."""
    sessions: dict[str, BrowserSession] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    failures: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def new_token(self) -> str:
        """Make a token that signs in one browser, once."""
        token = secrets.token_urlsafe(24)
        with self.lock:
            self.tokens.add(token)
        return token

    def enter(self, token: str) -> BrowserSession | None:
        """Use up a token and open a session; None if the token is unknown or used."""
        with self.lock:
            found = next((one for one in self.tokens if hmac.compare_digest(one.encode(), token.encode())), None)
            if found is None:
                return None
            self.tokens.discard(found)
        if self.on_used:
            self.on_used(self.new_token())
        return self.admit(self.reviewer)

    def login(self, name: str, password: str) -> BrowserSession | None:
        """Open a session if the password is right; None if it is wrong, or after too many wrong ones."""
        with self.lock:
            self.failures = [at for at in self.failures if time.monotonic() - at < PAUSE]
            if len(self.failures) >= FAILURES:
                return None
            if not self.password or not hmac.compare_digest(password.encode(), self.password.encode()):
                self.failures.append(time.monotonic())
                return None
        return self.admit(name)

    def admit(self, reviewer: str) -> BrowserSession:
        """Open a session."""
        session = BrowserSession(reviewer)
        with self.lock:
            self.sessions[session.id] = session
        return session

    def session(self, scope: Scope) -> BrowserSession | None:
        """The session whose cookie the request carries."""
        cookie: SimpleCookie = SimpleCookie()
        try:
            cookie.load(header(scope, "cookie"))
        except Exception:  # treat a broken cookie like a missing one
            return None
        morsel = cookie.get(COOKIE)
        return self.sessions.get(morsel.value) if morsel else None

    def refusal(self, scope: Scope, session: BrowserSession | None) -> tuple[int, str] | None:
        """Why the request is refused, as status and sentence; None if it is allowed."""
        if host_name(header(scope, "host")) not in self.hosts:
            return 421, "The review page is not known under this address; use the link that the terminal shows."
        path, method = scope["path"], scope["method"]
        if method not in (*SAFE_METHODS, "POST"):
            return 405, "Only GET, HEAD and POST are possible here."
        if method == "POST" and not self._same_origin(scope):
            return 403, "This change comes from another page."
        if path.startswith("/static/") or path in OPEN_PATHS:
            return None
        if session is None:
            return 401, "This browser is not signed in; use the link that the terminal shows."
        if method == "POST" and not hmac.compare_digest(header(scope, "x-csrf-token").encode(), session.csrf.encode()):
            return 403, "This change does not come from the page; load the page again."
        return None

    def _same_origin(self, scope: Scope) -> bool:
        try:
            origin = urlsplit(header(scope, "origin"))
        except ValueError:  # such as http://[
            return False
        return origin.scheme in ("http", "https") and origin.netloc == header(scope, "host")


class GuardLayer:
    """ASGI middleware: refuses requests, limits their size, and adds headers to every response."""

    def __init__(self, app: App, guard: Guard) -> None:
        self.app, self.guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Guard one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        session = self.guard.session(scope)
        scope["session"] = session
        static = scope["path"].startswith("/static/")

        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            started = True
            if message["type"] == "http.response.start":
                added = {**HEADERS, "cache-control": "no-cache" if static else "no-store"}
                message["headers"] = [
                    *message.get("headers", []),
                    *((name.encode(), value.encode()) for name, value in added.items()),
                ]
            await send(message)

        refusal = self.guard.refusal(scope, session)
        length = header(scope, "content-length")
        if refusal is None and length and not (length.isascii() and length.isdigit()):
            refusal = 400, "The content-length is not a number."
        if refusal is None and length and int(length[:20]) > LARGEST_BODY:
            refusal = 413, f"At most {LARGEST_BODY} bytes at once."
        if refusal is not None:
            await _refuse(scope, with_headers, self.guard, *refusal)
            return
        try:
            await self.app(scope, _limited(receive), with_headers)
        except Exception as error:
            if self.guard.on_bug is None:
                raise
            self.guard.on_bug(error)
            if not started:
                await _refuse(scope, with_headers, self.guard, 500, f"This is a bug in align: {type(error).__name__}.")


def host_name(host: str) -> str:
    """A Host header without its port, in lower case: "localhost:80" -> "localhost", "[::1]:80" -> "::1"."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def header(scope: Scope, name: str) -> str:
    """A request header's last value, "" if the header is missing."""
    wanted = name.encode()
    return next((value.decode("latin-1") for key, value in reversed(scope["headers"]) if key == wanted), "")


def _limited(receive: Receive) -> Receive:
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LARGEST_BODY:  # a body without a content-length
            return {"type": "http.disconnect"}
        return message

    return counted


async def _refuse(scope: Scope, send: Send, guard: Guard, status: int, sentence: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    wants_page = status == 401 and scope["method"] == "GET" and "text/html" in header(scope, "accept")
    body = sentence
    if wants_page and guard.password:
        status, body = 303, ""
        headers.append((b"location", b"/login"))
    elif scope["path"].startswith("/api/"):
        headers = [(b"content-type", b"application/json")]
        body = json.dumps({"error": sentence})
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})


def cookie_of(session: BrowserSession, *, secure: bool) -> Mapping[str, Any]:
    """The arguments of Starlette's `set_cookie` for a session."""
    return {"key": COOKIE, "value": session.id, "httponly": True, "samesite": "strict", "path": "/", "secure": secure}
