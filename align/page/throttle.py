"""Wrong passwords: counted for each address and name, with a growing wait.

Nobody else has to wait.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

FREE = 3
"""So many wrong passwords in a row cost no wait."""
FREE_NEW_NAMES = 30
"""After so many wrong passwords from one address, names that never signed in wait too: guessers change names."""
LONGEST = 300.0
"""Seconds that anybody waits at most."""
FORGET = 3600.0
"""Seconds after which a wrong password is forgotten."""
MOST_KEPT = 10_000


@dataclass(slots=True)
class _Failures:
    count: int = 0
    last: float = 0.0


class Throttle:
    """The waits. Safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures: OrderedDict[tuple[str, str], _Failures] = OrderedDict()

    def wait(self, address: str, name: str, *, is_new: bool) -> float:
        """Seconds until a password of this name from this address is looked at; 0 for now."""
        with self._lock:
            left = self._left((address, name), FREE)
            return max(left, self._left((address, ""), FREE_NEW_NAMES)) if is_new else left

    def failed(self, address: str, name: str) -> None:
        """Count a wrong password."""
        with self._lock:
            for key in ((address, name), (address, "")):
                found = self._failures.pop(key, None) or _Failures()
                now = self._clock()
                found.count = 1 if now - found.last > FORGET else found.count + 1
                found.last = now
                self._failures[key] = found
            while len(self._failures) > MOST_KEPT:
                self._failures.popitem(last=False)

    def succeeded(self, address: str, name: str) -> None:
        """Forget the wrong passwords of this name from this address."""
        with self._lock:
            self._failures.pop((address, name), None)

    def _left(self, key: tuple[str, str], free: int) -> float:
        found = self._failures.get(key)
        if found is None or found.count < free:
            return 0.0
        wait = min(2.0 ** min(found.count - free, 20), LONGEST)
        return max(0.0, found.last + wait - self._clock())
