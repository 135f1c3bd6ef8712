"""Group commit: the first waiting thread commits for all.

Every commit waits for the disk. With twenty reviewers, one commit each would make the last one wait
twenty times.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class CommitQueue(Generic[T]):
    """Items of several threads that are committed together. Safe to use from several threads."""

    def __init__(self, commit: Callable[[list[T]], None]) -> None:
        self._commit = commit
        self._waiting: list[T] = []
        self._mutex = threading.Lock()
        self._committing = threading.Lock()

    def add(self, item: T) -> None:
        """Return once `item` was committed, by this thread (with all items that wait) or by an earlier one.

        `commit` gets the items in the order in which they were added, and each item once. What it
        raises reaches only the thread that called it: it must note each item's outcome in the item.
        """
        with self._mutex:
            self._waiting.append(item)
        with self._committing:
            with self._mutex:
                if not any(other is item for other in self._waiting):
                    return
                items, self._waiting = self._waiting, []
            self._commit(items)
