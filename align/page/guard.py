"""The guard: who may ask, from where, how much. An ASGI layer around the page, apart from what the page does.

One-time link or password -> session cookie; Host on every request; Origin and a token on every change; a size limit;
headers that forbid scripts of others, frames and every request elsewhere.
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
"""Wrong passwords before everybody waits."""
PAUSE = 30.0
"""Seconds to wait then."""
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
class Session:
    """One browser that was let in."""

    reviewer: str
    id: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(32))


@dataclass
class Guard:
    """Links, passwords and sessions of one running server. They live in memory and end with it."""

    hosts: frozenset[str]
    """Host headers that are ours, without port: "127.0.0.1", "localhost"."""
    reviewer: str
    """Who a one-time link lets in."""
    password: str = ""
    on_used: Callable[[str], None] | None = None
    """Told the next one-time link's token when one was used."""
    on_bug: Callable[[Exception], None] | None = None
    """Told what no handler expected; the browser gets a sentence, never a traceback."""
    sessions: dict[str, Session] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)
    failures: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def new_token(self) -> str:
        """A token that opens one session, once."""
        token = secrets.token_urlsafe(24)
        with self.lock:
            self.tokens.add(token)
        return token

    def enter(self, token: str) -> Session | None:
        """Spend a token; None if it is unknown or spent."""
        with self.lock:
            found = next((one for one in self.tokens if hmac.compare_digest(one.encode(), token.encode())), None)
            if found is None:
                return None
            self.tokens.discard(found)
        if self.on_used:
            self.on_used(self.new_token())
        return self.admit(self.reviewer)

    def login(self, name: str, password: str) -> Session | None:
        """Check a password; None if it is wrong, or after too many wrong ones for a while."""
        with self.lock:
            self.failures = [at for at in self.failures if time.monotonic() - at < PAUSE]
            if len(self.failures) >= FAILURES:
                return None
            if not self.password or not hmac.compare_digest(password.encode(), self.password.encode()):
                self.failures.append(time.monotonic())
                return None
        return self.admit(name)

    def admit(self, reviewer: str) -> Session:
        """Open a session."""
        session = Session(reviewer)
        with self.lock:
            self.sessions[session.id] = session
        return session

    def session(self, scope: Scope) -> Session | None:
        """The session whose cookie the request carries."""
        cookie: SimpleCookie = SimpleCookie()
        try:
            cookie.load(header(scope, "cookie"))
        except Exception:  # a broken cookie is no cookie
            return None
        morsel = cookie.get(COOKIE)
        return self.sessions.get(morsel.value) if morsel else None

    def refusal(self, scope: Scope, session: Session | None) -> tuple[int, str] | None:
        """Why the request is turned away: status and sentence; None if it may pass."""
        if host_name(header(scope, "host")) not in self.hosts:
            return 421, "This address is not the review page's own; use the link that the terminal shows."
        path, method = scope["path"], scope["method"]
        if method not in (*SAFE_METHODS, "POST"):
            return 405, "Only reading and changing are known here."
        if method == "POST" and not self._same_origin(scope):
            return 403, "This change comes from another page."
        if path.startswith("/static/") or path in OPEN_PATHS:
            return None
        if session is None:
            return 401, "This browser is not signed in; use the link that the terminal shows."
        if method == "POST" and not hmac.compare_digest(header(scope, "x-csrf-token").encode(), session.csrf.encode()):
            return 403, "This change does not come from the page; load it again."
        return None

    def _same_origin(self, scope: Scope) -> bool:
        origin = urlsplit(header(scope, "origin"))
        return origin.scheme in ("http", "https") and origin.netloc == header(scope, "host")


class GuardLayer:
    """ASGI middleware: turns requests away, limits them, and dresses every answer."""

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

        async def dressed(message: Message) -> None:
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
        if refusal is None and (length and (not length.isdigit() or int(length) > LARGEST_BODY)):
            refusal = 413, f"At most {LARGEST_BODY} bytes at once."
        if refusal is not None:
            await _refuse(scope, dressed, self.guard, *refusal)
            return
        try:
            await self.app(scope, _limited(receive), dressed)
        except Exception as error:
            if self.guard.on_bug is None:
                raise
            self.guard.on_bug(error)
            if not started:
                await _refuse(scope, dressed, self.guard, 500, f"This is a bug in align: {type(error).__name__}.")


def host_name(host: str) -> str:
    """A Host header without its port, in lower case: "localhost:80" -> "localhost", "[::1]:80" -> "::1"."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def header(scope: Scope, name: str) -> str:
    """A request header's last value, "" without."""
    wanted = name.encode()
    return next((value.decode("latin-1") for key, value in reversed(scope["headers"]) if key == wanted), "")


def _limited(receive: Receive) -> Receive:
    read = 0

    async def counted() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > LARGEST_BODY:  # a body without a length: cut the connection off
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


def cookie_of(session: Session, *, secure: bool) -> Mapping[str, Any]:
    """What Starlette's `set_cookie` needs for a session."""
    return {"key": COOKIE, "value": session.id, "httponly": True, "samesite": "strict", "path": "/", "secure": secure}
