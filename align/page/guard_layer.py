"""An ASGI layer around the page: refuses requests, limits their size and time, adds headers to every response.

The headers forbid foreign scripts, frames and requests to other servers.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

from starlette.requests import Request

from align.errors import StoreError
from align.page.guard import OLD_TOKEN, BrowserSession, Guard, Scope, header
from align.page.languages import language_of, told
from align.page.sentences import one_sentence
from align.page.threads import SIGN_IN, Threads

LARGEST_BODY = 1 << 20
BODY_SECONDS = 30.0
"""A request's body must arrive in this time."""
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

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class GuardLayer:
    """ASGI middleware: refuses requests, limits their size, and adds headers to every response."""

    def __init__(self, app: App, guard: Guard, threads: Threads) -> None:
        self.app, self.guard, self._threads = app, guard, threads

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Guard one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope["session"] = None
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

        try:
            await self._answer(scope, receive, with_headers)
        except StoreError as error:  # the file of sessions is locked or cannot be read
            if started:
                raise
            await _refuse(scope, with_headers, 503, "; ".join(part for part in (error.trouble, error.cure) if part))
        except Exception as error:
            if self.guard.on_bug is None:
                raise
            self.guard.on_bug(error)
            if not started:
                await _refuse(scope, with_headers, 500, f"This is a bug in align: {type(error).__name__}.")

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request or let the page answer it."""
        session = scope["session"] = await self._session(scope)
        refusal = self._refusal(scope, session)
        if refusal is None:
            await self.app(scope, _limited(receive), send)
            return
        status, sentence = refusal
        wants_page = status == 401 and scope["method"] == "GET" and "text/html" in header(scope, "accept")
        if wants_page and await self._threads.run(SIGN_IN, lambda: self.guard.has_login):
            await _refuse(scope, send, 303, "", [(b"location", b"/login")])
        else:
            await _refuse(scope, send, status, sentence)

    def _refusal(self, scope: Scope, session: BrowserSession | None) -> tuple[int, str] | None:
        """Why the request is refused, as status and sentence; None if it is allowed."""
        refusal = self.guard.refusal(scope, session)
        length = header(scope, "content-length")
        if refusal is None and length and not (length.isascii() and length.isdigit()):
            refusal = 400, "The content-length is not a number."
        if refusal is None and length and int(length[:20]) > LARGEST_BODY:
            refusal = 413, f"At most {LARGEST_BODY} bytes at once."
        return refusal

    async def _session(self, scope: Scope) -> BrowserSession | None:
        """The session of a request.

        The file of sessions is asked in a thread, since it may be slow.
        """
        id = self.guard.session_id(scope)
        if not id or scope["path"].startswith("/static/"):
            return None
        known = id in self.guard.sessions
        return self.guard.session(id) if known else await self._threads.run(SIGN_IN, self.guard.session, id)


def _limited(receive: Receive) -> Receive:
    read, reading = 0, True

    async def counted() -> Message:
        nonlocal read, reading
        try:
            message = await asyncio.wait_for(receive(), BODY_SECONDS if reading else None)
        except TimeoutError:
            return {"type": "http.disconnect"}
        reading = bool(message.get("more_body"))
        read += len(message.get("body", b""))
        if read > LARGEST_BODY:  # a body without a content-length
            return {"type": "http.disconnect"}
        return message

    return counted


async def _refuse(
    scope: Scope, send: Send, status: int, sentence: str, more: Sequence[tuple[bytes, bytes]] = ()
) -> None:
    kind, body = one_sentence(Request(scope), sentence)
    if scope["path"].startswith("/api/"):
        said = told(language_of(Request(scope)), sentence)
        kind = "application/json"
        body = json.dumps({"error": said} | ({"token": "old"} if sentence == OLD_TOKEN else {}))
    headers = [(b"content-type", kind.encode()), *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})
