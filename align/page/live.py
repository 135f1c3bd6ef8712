"""Live updates: what one reviewer saves reaches the others' pages, from this server or another on the same store."""

from __future__ import annotations

import asyncio
import json
import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable

from align.errors import AlignError
from align.page.as_json import deltas_json
from align.page.threads import Threads
from align.review.open_pairs import OpenPairs

POLL_SECONDS = 0.5
"""The time between two looks at the store for changes that another server wrote."""
GATHER_SECONDS = 0.05
"""The time that a stream waits after an event, so that changes are sent together."""
LOCK_SECONDS = 0.2
"""The wait for a pair that is being changed, before the next one is looked at."""
KEPT_EVENTS = 64
"""Event texts that are kept, so that one text serves all pages of a pair."""
HEARTBEAT_SECONDS = 20.0
"""After so much silence a comment line is sent, so that a dead connection is noticed."""


class LiveUpdates:
    """The event streams of all pages. Wakes them when the history grows."""

    def __init__(self, open_pairs: OpenPairs, threads: Threads) -> None:
        self.open_pairs, self.threads = open_pairs, threads
        self.listening: Counter[str] = Counter()
        """Pair -> the number of open streams."""
        self.closing = False
        self.server_is_ending: Callable[[], bool] = lambda: False
        """Whether the server wants to end. It waits for open streams, so they must end first."""
        self._events: dict[tuple[str, int, int, str], tuple[int, str]] = {}
        self._events_lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to watch the store."""
        self._loop = asyncio.get_running_loop()
        self._task = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """End all streams."""
        self.closing = True
        self._wake_streams()
        if self._task:
            self._task.cancel()

    def wake(self) -> None:
        """Tell the streams that this server wrote something. May be called from any thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake_streams)

    async def events(self, pair: str, since: int, viewer: str, is_open: Callable[[], bool]) -> AsyncIterator[str]:
        """The pair's changes after the seq `since` as server-sent events, as far as `viewer` may see them.

        They end when the page leaves, the server ends, or its session, as `is_open` tells.
        """
        self.listening[pair] += 1
        try:
            yield "retry: 1000\n\n"
            while not self.closing and is_open():
                news = self._news
                try:
                    since, event = await self.threads.run(pair, self._event, pair, since, viewer)
                except AlignError:  # the pair is held up: try again
                    event = ": still waiting\n\n"
                if event:
                    yield event
                    await asyncio.sleep(GATHER_SECONDS)
                    continue
                try:
                    await asyncio.wait_for(news.wait(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self.listening[pair] -= 1

    def _event(self, pair: str, since: int, viewer: str) -> tuple[int, str]:
        """The newest seq, and one event with all that happened after `since`; "" if nothing did."""
        found = self.open_pairs.get(pair)
        if found is None:
            return since, ""
        with found.state.lock:
            viewer = viewer if found.state.team.open_reading(viewer) else ""  # all others see the same
            name = (pair, since, found.state.seq, viewer)
            if (made := self._events.get(name)) is None:
                news = deltas_json(found.state, since, viewer)
                any_news = news["deltas"] or news.get("reload")
                event = f"id: {news['seq']}\ndata: {json.dumps(news, ensure_ascii=False)}\n\n" if any_news else ""
                made = (max(since, news["seq"]), event)
        with self._events_lock:
            self._events[name] = made
            while len(self._events) > KEPT_EVENTS:
                del self._events[next(iter(self._events))]
        return made

    def _wake_streams(self) -> None:
        self._news.set()
        self._news = asyncio.Event()

    async def _watch(self) -> None:
        seen = 0
        while not self.closing:
            await asyncio.sleep(POLL_SECONDS)
            if self.server_is_ending():
                self.closing = True
                self._wake_streams()
                return
            try:
                await self.threads.run("", self.open_pairs.store.checkpoint_when_quiet)
                if not any(self.listening.values()):
                    continue
                last = await self.threads.run("", self._refresh, seen)
            except AlignError:  # the database cannot be reached for a moment: try again at the next look
                continue
            if last != seen:
                seen = last
                self._wake_streams()

    def _refresh(self, seen: int) -> int:
        """The newest seq in the store; if it differs from `seen`, pairs that are looked at are brought up to date.

        It returns `seen` if a pair is held up by a change that waits for the database: the next
        look tries again.
        """
        with self.open_pairs.store.reading() as session:
            last = session.last()
        if last == seen:
            return seen
        for found in self.open_pairs.opened():
            if not self.listening[found.state.id]:
                continue
            if not found.state.lock.acquire(timeout=LOCK_SECONDS):
                last = seen
                continue
            try:
                found.state.refresh(self.open_pairs.store)
            finally:
                found.state.lock.release()
        return last
