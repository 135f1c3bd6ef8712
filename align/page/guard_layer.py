"""An ASGI layer around the page: refuses requests, limits their size and time, adds headers to every response.

The headers forbid foreign scripts, frames and requests to other servers.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.concurrency import run_in_threadpool

from align.page.guard import OLD_TOKEN, BrowserSession, Guard, Scope, header

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

    def __init__(self, app: App, guard: Guard) -> None:
        self.app, self.guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Guard one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        session = await self._session(scope)
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

    async def _session(self, scope: Scope) -> BrowserSession | None:
        """The session of a request. The file of sessions is asked in a thread, since it may be slow."""
        id = self.guard.session_id(scope)
        if not id:
            return None
        return self.guard.session(id) if id in self.guard.sessions else await run_in_threadpool(self.guard.session, id)


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


async def _refuse(scope: Scope, send: Send, guard: Guard, status: int, sentence: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    wants_page = status == 401 and scope["method"] == "GET" and "text/html" in header(scope, "accept")
    body = sentence
    if wants_page and guard.has_login:
        status, body = 303, ""
        headers.append((b"location", b"/login"))
    elif scope["path"].startswith("/api/"):
        headers = [(b"content-type", b"application/json")]
        body = json.dumps({"error": sentence} | ({"token": "old"} if sentence == OLD_TOKEN else {}))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})
