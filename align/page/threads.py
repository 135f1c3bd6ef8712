"""Runs handlers in threads, so that a database or a file that hangs holds up nothing but its own requests.

The threads are daemons: a server whose database hangs can still be ended.
"""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import ParamSpec, TypeVar

from align.errors import StoreError

ANSWER_SECONDS = 20.0
"""The longest wait for a thread and its answer; longer than the database's own limit."""
MOST_OF_A_SHARE, MOST = 24, 96
"""So many threads work for one share, and for all."""
SIGN_IN = "sign in"
"""The share of all that asks who may come in."""

P = ParamSpec("P")
T = TypeVar("T")


class Late(StoreError):
    """No answer came in time."""


class Threads:
    """The threads of one application.

    A thread that got no answer in time counts until it really ends.
    """

    def __init__(self) -> None:
        self._all = asyncio.Semaphore(MOST)
        self._of_share: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(MOST_OF_A_SHARE))
        self._workers = _Workers()

    def close(self) -> None:
        """End the threads that have nothing to do; nobody waits for the others."""
        self._workers.close()

    async def run(self, share: str, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the function returns.

        `share` is what it works for: a pair, or a pair's changes. Raises Late.

        A function that is late goes on; what it does is not undone.
        """
        return await self.run_for(ANSWER_SECONDS, share, lambda: function(*args, **kwargs))

    async def run_for(self, seconds: float, share: str, function: Callable[[], T]) -> T:
        """As `run`, with another limit."""
        try:
            async with asyncio.timeout(seconds):
                return await self._run(share, function)
        except TimeoutError as error:
            raise Late("the database does not answer", cure="try again in a moment") from error

    async def _run(self, share: str, function: Callable[[], T]) -> T:
        taken: list[asyncio.Semaphore] = []
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def settle(error: BaseException | None, *value: T) -> None:
            for semaphore in taken:
                semaphore.release()
            if answer.done():  # nobody waits any more
                return
            if error is not None:
                answer.set_exception(error)
            else:
                answer.set_result(value[0])

        def work() -> None:
            outcome: tuple[BaseException | None, *tuple[T, ...]]
            try:
                outcome = (None, function())
            except BaseException as error:
                outcome = (error,)
            with suppress(RuntimeError):  # the server has ended
                loop.call_soon_threadsafe(settle, *outcome)

        try:
            for semaphore in (self._of_share[share], self._all):
                await semaphore.acquire()
                taken.append(semaphore)
        except BaseException:
            for semaphore in taken:
                semaphore.release()
            raise
        self._workers.start(work)
        return await answer


class _Workers:
    """Daemon threads, as many as ever worked at the same time."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._count = 0

    def start(self, work: Callable[[], None]) -> None:
        """Let an idle thread, or a new one, do the work."""
        self._waiting.put(work)
        if not self._idle.acquire(blocking=False):
            self._count += 1
            threading.Thread(target=self._work, name=f"align page {self._count}", daemon=True).start()

    def close(self) -> None:
        """End each thread once it is idle."""
        for _ in range(self._count):
            self._waiting.put(None)

    def _work(self) -> None:
        while (work := self._waiting.get()) is not None:
            work()
            self._idle.release()
