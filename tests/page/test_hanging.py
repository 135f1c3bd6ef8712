"""A database that hangs holds up its own requests, and neither the other pairs nor the page's own files."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from align.errors import StoreError
from align.history.store import Store
from align.model import Alignment
from align.page import handlers, threads
from tests.page.clients import OpenApp, post

ASKING = 40
PATIENCE = 120
"""Seconds that something may take on a busy machine."""


class Hang:
    """Lets every session that begins wait: writing ones, or all."""

    def __init__(self, store: Store, monkeypatch: pytest.MonkeyPatch, *, reading: bool) -> None:
        self.end, self.begun = threading.Event(), threading.Event()
        kinds = ("writing", "reading") if reading else ("writing",)
        for kind in kinds:
            monkeypatch.setattr(store, kind, self._late(getattr(store, kind)))

    def _late(self, session):
        @contextmanager
        def late() -> Iterator[object]:
            self.begun.set()
            assert self.end.wait(PATIENCE)
            with session() as opened:
                yield opened

        return late


@pytest.fixture
def other(talks: Alignment) -> Alignment:
    return replace(talks, source=replace(talks.source, id="other"), target=replace(talks.target, id="other"))


def accept(client, talks: Alignment, number: int):
    return post(client, kind="verdict", bead=talks.keys[0], decision="accept", comment=str(number))


def test_a_write_that_hangs_leaves_files_and_pages_alone(
    open_app: OpenApp, store: Store, talks: Alignment, other: Alignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "ANSWER_SECONDS", PATIENCE)
    client = open_app(talks, other)
    assert client.get("/api/pair/talks").status_code == client.get("/api/pair/other").status_code == 200
    hang = Hang(store, monkeypatch, reading=False)
    with ThreadPoolExecutor(ASKING) as asking:
        waiting = [asking.submit(accept, client, talks, number) for number in range(ASKING)]
        assert hang.begun.wait(PATIENCE)
        for path in ("/static/page.css", "/api/pair/other", "/api/pair/talks", "/pair/other", "/"):
            assert client.get(path).status_code == 200
        hang.end.set()
        assert {one.result().status_code for one in waiting} == {200}
    assert client.get("/api/pair/talks").json()["undo"] >= 1


def test_a_database_that_hangs_altogether_is_not_waited_for(
    open_app: OpenApp, store: Store, talks: Alignment, other: Alignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "ANSWER_SECONDS", PATIENCE)
    client = open_app(talks, other)
    before = client.get("/api/pair/other").json()
    hang = Hang(store, monkeypatch, reading=True)
    try:
        monkeypatch.setattr(handlers, "REFRESH_SECONDS", 0.1)
        assert client.get("/api/pair/other").json() == before  # as this server knows it
        assert client.get("/static/page.css").status_code == 200
        monkeypatch.setattr(threads, "ANSWER_SECONDS", 0.5)
        late = [accept(client, talks, 1), client.get("/history")]
        assert [answer.status_code for answer in late] == [503, 503]
        assert "the database does not answer; try again in a moment" in late[0].json()["error"]
    finally:
        hang.end.set()
    monkeypatch.setattr(threads, "ANSWER_SECONDS", PATIENCE)
    assert client.get("/api/pair/talks").status_code == 200


def test_threads_that_never_end_are_not_more_than_a_share(
    open_app: OpenApp, talks: Alignment, other: Alignment, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    client = open_app(talks, other)
    end, entered = threading.Event(), threading.Semaphore(0)

    def stuck() -> None:
        entered.release()
        assert end.wait(PATIENCE)

    async def many() -> None:
        for _ in range(threads.MOST_OF_A_SHARE + 5):
            with pytest.raises(StoreError, match="does not answer"):
                await client.app.state.threads.run_for(0.01, "talks", stuck)

    try:
        client.portal.call(many)
        assert all(entered.acquire(timeout=PATIENCE) for _ in range(threads.MOST_OF_A_SHARE))
        assert not entered.acquire(blocking=False)
        monkeypatch.setattr(threads, "ANSWER_SECONDS", 0.2)
        assert client.get("/api/facts/talks").status_code == 503
        monkeypatch.setattr(threads, "ANSWER_SECONDS", PATIENCE)
        assert client.get("/api/pair/other").status_code == 200
    finally:
        end.set()


def test_a_thread_that_never_ends_does_not_keep_the_server_from_ending() -> None:
    program = (
        "import asyncio, threading\n"
        "from align.page.threads import Late, Threads\n"
        "async def main():\n"
        "    try:\n"
        "        await Threads().run_for(0.05, 'talks', threading.Event().wait)\n"
        "    except Late:\n"
        "        print('ended')\n"
        "asyncio.run(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=200)
    assert (done.stdout, done.returncode) == ("ended\n", 0)


def test_what_a_function_raises_reaches_who_asked(open_app: OpenApp, talks: Alignment) -> None:
    client = open_app(talks)

    async def ask() -> None:
        with pytest.raises(ZeroDivisionError):
            await client.app.state.threads.run("talks", lambda: 1 // 0)
        assert await client.app.state.threads.run("talks", divmod, 7, 2) == (3, 1)

    client.portal.call(ask)
