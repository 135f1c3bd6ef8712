"""Live changes: what one reviewer saves reaches the others' pages, from this server or another on the same store."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable

from align.errors import AlignError
from align.page.open_pairs import Desks
from align.page.view import deltas_json

POLL = 0.5
"""Seconds between looks at the store, for changes that another server wrote."""
PACE = 0.05
"""Seconds that changes gather before they are sent together."""
KEPT_LINES = 64
"""Events kept in words, for the pages that have not heard them yet."""
BEAT = 20.0
"""Seconds of silence after which a line is sent, so that a dead connection is noticed."""


class Live:
    """Wakes the pages that listen when the history grows."""

    def __init__(self, desks: Desks) -> None:
        self.desks = desks
        self.listening: Counter[str] = Counter()
        self.closing = False
        self.ending: Callable[[], bool] = lambda: False
        """Whether the server wants to end: it waits for the streams, so they must hear of it."""
        self._worded: dict[tuple[str, int, int], tuple[int, str]] = {}
        self._wording = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to watch the store."""
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Send every listener home."""
        self.closing = True
        self._ring()
        if self._task:
            self._task.cancel()

    def wake(self) -> None:
        """Say that this server wrote something; from any thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._ring)

    async def events(self, pair: str, since: int) -> AsyncIterator[str]:
        """The pair's changes after `since` as server-sent events, until the page leaves or the server ends."""
        self.listening[pair] += 1
        try:
            yield "retry: 1000\n\n"
            while not self.closing:
                news = self._news
                since, line = await asyncio.to_thread(self._since, pair, since)
                if line:
                    yield line
                    await asyncio.sleep(PACE)
                    continue
                try:
                    await asyncio.wait_for(news.wait(), BEAT)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self.listening[pair] -= 1

    def _since(self, pair: str, since: int) -> tuple[int, str]:
        """The newest seq and all that happened after `since` as an event, "" for nothing; worded once for all pages."""
        found = self.desks.get(pair)
        if found is None:
            return since, ""
        with found.desk.lock:
            name = (pair, since, found.desk.seq)
            if (worded := self._worded.get(name)) is None:
                news = deltas_json(found.desk, since)
                told = news["deltas"] or news.get("reload")
                line = f"id: {news['seq']}\ndata: {json.dumps(news, ensure_ascii=False)}\n\n" if told else ""
                worded = (max(since, news["seq"]), line)
        with self._wording:
            self._worded[name] = worded
            while len(self._worded) > KEPT_LINES:
                del self._worded[next(iter(self._worded))]
        return worded

    def _ring(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def _watch(self) -> None:
        seen = 0
        while not self.closing:
            await asyncio.sleep(POLL)
            if self.ending():
                self.closing = True
                self._ring()
                return
            if not any(self.listening.values()):
                continue
            try:
                last = await asyncio.to_thread(self._look, seen)
            except AlignError:  # the database is away for a moment: look again
                continue
            if last != seen:
                seen = last
                self._ring()

    def _look(self, seen: int) -> int:
        with self.desks.store.reading() as view:
            last = view.last()
        if last != seen:
            for found in self.desks.opened():
                if self.listening[found.desk.id]:
                    found.desk.refresh(self.desks.store)
        return last
