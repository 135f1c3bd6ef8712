"""Alignments, stores and servers to review with: SQLite always, PostgreSQL where it is installed, Chromium likewise."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
import uvicorn

from align import native
from align.history.store import Store
from align.model import Alignment, Bead, Document, Evidence, Finding, Segment
from align.page.app import Review, address, create_app
from align.page.findings import FindingsOf
from align.page.guard import Guard
from align.page.open_pairs import Hooks, PairFile
from tests.page.clients import open_app
from tests.page.cluster import cluster

__all__ = ["open_app"]

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SOURCE = (
    ("heading", "１　全般"),
    ("paragraph", "両閣僚は、令和8年1月15日、ワシントンD.C.で会談した。会談は約50分間行われた。"),
    ("paragraph", "両閣僚は、抑止力を強化することで一致した。"),
    ("paragraph", "小泉防衛大臣は、防衛費を増やすと述べた。"),
    ("heading", "２　今後"),
    ("paragraph", "両閣僚は、緊密に連携することを確認した。"),
    ("paragraph", "次回の会談は東京で行われる。"),
    ("paragraph", "記者会見は行われなかった。"),
)
TARGET = (
    ("heading", "1. Overview"),
    ("paragraph", "The two ministers met in Washington, D.C., on January 15, 2026, for about 50 minutes."),
    ("paragraph", "They agreed to strengthen deterrence."),
    ("paragraph", "Minister Koizumi said that defence spending would grow."),
    ("heading", "2. What follows"),
    ("paragraph", "The next meeting will be held in Tokyo."),
    ("paragraph", "They confirmed that they would cooperate closely."),
    ("paragraph", "Both sides thanked their staff."),
)
BEADS = (
    ((0,), (0,), 0.99),
    ((1,), (1,), 0.97),
    ((2,), (2,), 0.93),
    ((3,), (3,), 0.41),
    ((4,), (4,), 0.98),
    ((5,), (5,), 0.35),
    ((6,), (6,), 0.55),
    ((7,), (), 0.8),
    ((), (7,), 0.7),
)


def document(id: str, lang: str, rows: Sequence[tuple[str, str]]) -> Document:
    segments = tuple(
        Segment(i, text, kind, level=1 if kind == "heading" else 0, origin=f"line {i + 1}")
        for i, (kind, text) in enumerate(rows)
    )
    return Document(id, lang, segments, title=rows[0][1] if rows else "")


def build(
    id: str = "talks",
    source: Sequence[tuple[str, str]] = SOURCE,
    target: Sequence[tuple[str, str]] = TARGET,
    beads: Sequence[tuple[tuple[int, ...], tuple[int, ...], float]] = BEADS,
) -> Alignment:
    evidence = (Evidence("coverage", 0.8, 1.5, "both ways"), Evidence("length", 0.1, -0.2))
    return Alignment(
        document(id, "ja", source),
        document(id, "en", target),
        tuple(Bead(s, t, p, evidence) for s, t, p in beads),
        signature="align:test",
    )


def long_alignment(beads: int, id: str = "long") -> Alignment:
    """A pair of many 1-1 beads with texts of very unequal length."""
    source = [
        ("paragraph", f"第{i}段落。" + "この文は長さをそろえるためのものである。" * (i * 7 % 9)) for i in range(beads)
    ]
    target = [
        ("paragraph", f"Paragraph {i}. " + "This sentence is here for its length. " * (i * 5 % 8)) for i in range(beads)
    ]
    target = [(kind, text.strip()) for kind, text in target]
    return build(id, source, target, [((i,), (i,), 0.4 + 0.6 * ((i * 37) % 100) / 100) for i in range(beads)])


@pytest.fixture
def kit() -> SimpleNamespace:
    """The builders above, for tests that need more than `talks`."""
    return SimpleNamespace(
        build=build,
        edited=edited,
        long=long_alignment,
        findings_of=findings_of,
        SOURCE=SOURCE,
        TARGET=TARGET,
        BEADS=BEADS,
    )


@pytest.fixture
def talks() -> Alignment:
    return build()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'review.db'}"


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    with Store.open(sqlite_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a throw-away PostgreSQL server, without a database."""
    with cluster() as url:
        yield url


@pytest.fixture
def postgres_url(postgres: str) -> str:
    import psycopg

    name = f"review_{os.urandom(4).hex()}"
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute(f"create database {name}")
    return f"{postgres}/{name}"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.needs("postgres"))])
def url(request: pytest.FixtureRequest) -> str:
    """Each test with it runs on both databases."""
    return request.getfixturevalue(f"{request.param}_url")


@dataclass
class Running:
    """A review server in a thread of this process."""

    base: str
    guard: Guard
    store: Store
    folder: Path

    def link(self) -> str:
        return f"{self.base}enter?token={self.guard.new_token()}"


def findings_of(alignment: Alignment) -> list[Finding]:
    """A stand-in for the checks: a word that every check would find."""
    found = []
    for bead, key in zip(alignment.beads, alignment.keys, strict=True):
        text = alignment.target_text(bead)
        if (place := text.find("50 minutes")) >= 0:
            found.append(Finding(key, "duration", "warning", "“about” 50 minutes", ((0, 2),), ((place, place + 10),)))
    return found


Serve = Callable[..., Running]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Start servers: `serve(alignment, …, url=…, password=…, checks=…)`; they end with the test."""
    stops: list[Callable[[], None]] = []

    def start(*alignments: Alignment, url: str = "", password: str = "", checks: FindingsOf = findings_of) -> Running:
        folder = tmp_path
        files = []
        for alignment in alignments:
            path = folder / f"{alignment.id}.align.json"
            if not path.exists():
                native.save(alignment, path)
            files.append(PairFile(path, native.load))
        store = Store.open(url or f"sqlite:///{folder / 'review.db'}")
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        guard = Guard(frozenset({"127.0.0.1", "localhost"}), "Aiko", password)
        app = create_app(Review(store, files, guard, Hooks(findings_of=checks)))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1, ws="none"))
        thread = threading.Thread(target=lambda: server.run(sockets=[listener]), daemon=True)
        thread.start()
        until = time.monotonic() + 10
        while not server.started and time.monotonic() < until:
            time.sleep(0.01)

        def stop() -> None:
            server.should_exit = True
            thread.join(5)
            listener.close()
            store.close()

        stops.append(stop)
        return Running(address("127.0.0.1", port), guard, store, folder)

    yield start
    for stop in stops:
        stop()


def until(page: Page, expression: str, seconds: float = 30.0) -> None:
    """Wait for a JavaScript expression to hold. (Playwright's own waiting needs eval, which the page forbids.)"""
    from playwright import sync_api

    end = time.monotonic() + seconds
    while True:
        with suppress(sync_api.Error):  # the page is just being left
            if page.evaluate(expression):
                return
        assert time.monotonic() < end, f"never held: {expression}"
        time.sleep(0.02)


def settled(page: Page) -> None:
    """Wait until the page took in what happened to it, and every change of it is acknowledged."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
    until(page, "(document.documentElement.dataset.saving ?? '0') === '0'")


def edited(alignment: Alignment, side: str, index: int, text: str) -> Alignment:
    """The alignment after somebody changed one segment's text."""
    old = getattr(alignment, side)
    segments = list(old.segments)
    segments[index] = Segment(index, text, segments[index].kind, segments[index].level)
    return replace(alignment, **{side: replace(old, segments=tuple(segments))})


@pytest.fixture
def look(chromium: Browser) -> Iterator[Look]:
    """Open a pair's page as a reviewer: `look(running, "talks", reviewer="Ben", width=375)`.

    Whatever the page writes to the console as an error, every script error, and every request elsewhere fails the test;
    but for those that hold `allow`.
    """
    contexts, troubles = [], []

    def start(
        running: Running,
        pair: str = "",
        *,
        reviewer: str = "Aiko",
        width: int = 1280,
        allow: str = "",
        **context: object,
    ) -> Page:
        def note(trouble: str) -> None:
            if not (allow and allow in trouble):
                troubles.append(trouble)

        opened = chromium.new_context(viewport={"width": width, "height": 800}, locale="en-GB", **context)
        contexts.append(opened)
        opened.route(
            lambda address: not address.startswith(running.base),
            lambda route: (note(f"asks for {route.request.url}"), route.abort()),
        )
        page = opened.new_page()
        page.until, page.settled = partial(until, page), partial(settled, page)
        page.set_default_timeout(30_000)
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


Look = Callable[..., "Page"]
