"""Runs handlers in threads, so that a database or a file that hangs holds up nothing but its own requests."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

from align.errors import StoreError

ANSWER_SECONDS = 20.0
"""The longest wait for a thread and its answer; longer than the database's own limit."""
MOST_OF_A_SHARE, MOST = 24, 96
"""So many threads work for one share, and for all."""

P = ParamSpec("P")
T = TypeVar("T")


class Late(StoreError):
    """No answer came in time."""


class Threads:
    """The threads of one application. A thread that got no answer in time counts until it really ends."""

    def __init__(self) -> None:
        self._all = asyncio.Semaphore(MOST)
        self._of_share: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(MOST_OF_A_SHARE))
        self._limiter = CapacityLimiter(2 * MOST)

    async def run(self, share: str, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the function returns. `share` is what it works for: a pair, or a pair's changes. Raises Late.

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
        started = False

        def give_back() -> None:
            for semaphore in taken:
                semaphore.release()

        def work() -> T:
            nonlocal started
            started = True
            try:
                return function()
            finally:
                with suppress(RuntimeError):  # the server has ended
                    loop.call_soon_threadsafe(give_back)

        try:
            for semaphore in (self._of_share[share], self._all):
                await semaphore.acquire()
                taken.append(semaphore)
            return await to_thread.run_sync(work, abandon_on_cancel=True, limiter=self._limiter)
        except BaseException:
            if not started:
                give_back()
            raise
