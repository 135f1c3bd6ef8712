"""Where the time of one pair goes: named stages, measured while somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter

Seconds = dict[str, float]
"""Stage -> seconds of wall time, in the order in which the stages began."""
_asked: ContextVar[tuple[Seconds, Callable[[], float]] | None] = ContextVar("stages", default=None)


@contextmanager
def measured(clock: Callable[[], float] = perf_counter) -> Iterator[Seconds]:
    """Yield a table that fills with the stages that are passed through inside the `with`."""
    spent: Seconds = {}
    token = _asked.set((spent, clock))
    try:
        yield spent
    finally:
        _asked.reset(token)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Add the time inside the `with` to a stage, if somebody asks; stages do not lie inside each other."""
    asked = _asked.get()
    if asked is None:
        yield
        return
    spent, clock = asked
    began = clock()
    spent.setdefault(name, 0.0)
    try:
        yield
    finally:
        spent[name] += clock() - began
