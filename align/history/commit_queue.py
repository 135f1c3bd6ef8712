"""A line before a counter that serves everybody at once: who comes first settles the wishes of all that stand there.

Each commit waits for the disk; twenty reviewers who each waited for their own would wait for nineteen others' first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Line(Generic[T]):
    """Wishes of several threads that wait for the same thing."""

    def __init__(self) -> None:
        self._waiting: list[T] = []
        self._mutex = threading.Lock()
        self._counter = threading.Lock()

    def stand(self, wish: T, settle: Callable[[list[T]], None]) -> None:
        """Return when the wish was settled: by `settle` of this thread, with all that wait, or by another's before."""
        with self._mutex:
            self._waiting.append(wish)
        with self._counter:
            with self._mutex:
                if not any(other is wish for other in self._waiting):
                    return
                wishes, self._waiting = self._waiting, []
            settle(wishes)
