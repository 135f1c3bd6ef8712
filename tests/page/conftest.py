"""Review servers in a thread, and their pages in Chromium. The shared fixtures come from plain modules."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from align import native
from align.history.store import Store
from align.history.store import sqlite_url as url_in
from align.model import Alignment
from align.page.access import Access
from align.page.app import ReviewSite, address, create_app
from align.page.connections import PatientProtocol
from align.page.guard import Guard
from align.review.findings import FindingsOf
from align.review.open_pairs import Hooks, PairFile
from tests.history.stores import postgres, postgres_url, sqlite_url, store, talks, url
from tests.history.talks import findings_of
from tests.page.clients import open_app
from tests.page.looking import TOURED

__all__ = ["open_app", "postgres", "postgres_url", "sqlite_url", "store", "talks", "url"]

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE = 120.0
"""Seconds that a server may take to start or to end."""


@dataclass
class Running:
    """A review server in a thread of this process."""

    base: str
    guard: Guard
    store: Store
    folder: Path
    stop: Callable[[], None] = lambda: None
    """Ends the server; the test may start another one on the same port."""

    def link(self) -> str:
        return f"{self.base}enter?token={self.guard.new_token()}"


class AnnouncedServer(uvicorn.Server):
    """A server that sets `ready` once it listens."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


Serve = Callable[..., Running]
Look = Callable[..., "Page"]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start servers: `serve(alignment, …, url=…, password=…, checks=…)`; they end with the test."""
    stops: list[Callable[[], None]] = []

    def start(
        *alignments: Alignment,
        url: str = "",
        password: str = "",
        checks: FindingsOf = findings_of,
        after: Running | None = None,
    ) -> Running:
        files = []
        for alignment in alignments:
            path = tmp_path / f"{alignment.id}.align.json"
            if not path.exists():
                native.save(alignment, path)
            files.append(PairFile(path, native.load))
        store = Store.open(url or url_in(tmp_path))
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", int(after.base.rstrip("/").split(":")[-1]) if after else 0))
        port = listener.getsockname()[1]
        access = after.guard.access if after else Access()
        guard = Guard(frozenset({"127.0.0.1", "localhost"}), "Aiko", password, access=access)
        app = create_app(ReviewSite(store, files, guard, Hooks(findings_of=checks)))
        config = uvicorn.Config(app, http=PatientProtocol, log_level="error", timeout_graceful_shutdown=1, ws="none")
        server = AnnouncedServer(config)
        thread = threading.Thread(target=lambda: server.run(sockets=[listener]), daemon=True)
        thread.start()
        assert server.ready.wait(PATIENCE)

        def stop() -> None:
            server.should_exit = True
            thread.join(PATIENCE)
            assert not thread.is_alive()
            listener.close()
            store.close()

        stops.append(stop)
        return Running(address("127.0.0.1", port), guard, store, tmp_path, stop)

    yield start
    for stop in stops:
        stop()


SEEN = 60.0
"""Seconds that a page may take to show something."""
UNTIL = """(seconds) => new Promise((resolve) => {
  const end = performance.now() + 1000 * seconds;
  const look = () => {
    if (EXPRESSION) resolve(true);
    else if (performance.now() > end) resolve(false);
    else requestAnimationFrame(look);
  };
  look();
})"""


def until(page: Page, expression: str, seconds: float = SEEN) -> None:
    """Wait for a JavaScript expression to hold. (Playwright's own waiting needs eval, which the page forbids.)"""
    from playwright import sync_api

    held = None
    while held is None:
        with suppress(sync_api.Error):  # the page was left: wait in the next one
            held = page.evaluate(UNTIL.replace("EXPRESSION", expression), seconds)
        if held is None:
            page.wait_for_load_state()
    assert held, f"never held: {expression}"


def settled(page: Page) -> None:
    """Wait until the page took in what happened to it, and every change of it is acknowledged."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
    until(page, "(document.documentElement.dataset.saving ?? '0') === '0'")


@pytest.fixture
def look(chromium: Browser) -> Iterator[Look]:
    """Open a pair's page as a reviewer: `look(running, "talks", reviewer="Ben", width=375)`.

    The test fails if the page writes an error to the console, raises one, or asks another server for something.
    Errors that hold `allow` are allowed. With `tour` the browser is new to the page.
    """
    contexts, troubles = [], []

    def start(
        running: Running,
        pair: str = "",
        *,
        reviewer: str = "Aiko",
        width: int = 1280,
        allow: str = "",
        tour: bool = False,
        **context: object,
    ) -> Page:
        def note(trouble: str) -> None:
            if not (allow and allow in trouble):
                troubles.append(trouble)

        opened = chromium.new_context(**{"viewport": {"width": width, "height": 800}, "locale": "en-GB", **context})
        contexts.append(opened)
        opened.route(
            lambda address: not address.startswith(running.base),
            lambda route: (note(f"asks for {route.request.url}"), route.abort()),
        )
        if not tour:  # the card of the tour would lie over rows
            opened.add_init_script(TOURED)
        page = opened.new_page()
        page.until, page.settled = partial(until, page), partial(settled, page)
        page.set_default_timeout(1000 * SEEN)
        page.on("pageerror", lambda error: note(str(error)))
        page.on("console", lambda line: note(line.text) if line.type == "error" else None)
        running.guard.reviewer = reviewer
        page.goto(running.link())
        if pair:
            page.goto(f"{running.base}pair/{pair}")
            page.wait_for_selector("#work[data-learned]", state="attached")
        return page

    yield start
    for context in contexts:
        context.close()
    assert troubles == []
