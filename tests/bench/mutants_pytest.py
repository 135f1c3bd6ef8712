"""pytest plugins of the mutation run: record the calls of each test; run chosen tests only."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import pytest


@dataclass
class Calls:
    """Record the functions of `folder` that each test calls, and its seconds."""

    folder: Path
    calls: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    """Test -> (file relative to `folder`, qualified name) of each function."""
    seconds: dict[str, float] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Trace one test with its fixtures."""
        prefix = f"{self.folder}/"
        found: set[tuple[str, str]] = set()

        def trace(frame: FrameType, event: str, argument: object) -> None:
            code = frame.f_code
            if code.co_filename.startswith(prefix):
                found.add((code.co_filename.removeprefix(prefix), code.co_qualname))

        start = time.perf_counter()
        sys.settrace(trace)
        threading.settrace(trace)
        try:
            return (yield)
        finally:
            sys.settrace(None)
            threading.settrace(None)
            self.calls[item.nodeid] = found
            self.seconds[item.nodeid] = time.perf_counter() - start

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the names of tests that fail on the unchanged package."""
        if report.failed:
            self.failed.append(report.nodeid)


@dataclass
class Chosen:
    """Run only `tests`, in their order."""

    tests: list[str]

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Drop and sort the collected tests."""
        place = {name: number for number, name in enumerate(self.tests)}
        items[:] = sorted((item for item in items if item.nodeid in place), key=lambda item: place[item.nodeid])
