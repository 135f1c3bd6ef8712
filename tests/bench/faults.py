"""Runs that are killed: workers and drivers end by kill -9 at random moments; the output must not change by a byte."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil

from tests.bench.worker import ROOT

sys.path.insert(0, str(ROOT / "tests" / "corpus"))
from processes import start, start_driver

OPTIONS = ("--pairs", "10", "--seconds", "0.03")


def faults(table: Path, work: Path, runs: int, model: str = "sleep") -> list[dict[str, Any]]:
    """Disturb `runs` runs; each row tells the kills and whether the bytes are those of the undisturbed run."""
    calm = work / "calm"
    shutil.rmtree(calm, ignore_errors=True)
    began = time.monotonic()
    _start(table, calm, model).wait()
    length = time.monotonic() - began
    expected = content(calm)
    rows = []
    for number in range(runs):
        row = disturb((table, work / "disturbed", model), length, random.Random(number))
        row["same_bytes"] = content(work / "disturbed") == expected
        rows.append({"run": number, **row})
        print(rows[-1], flush=True)
    total = {name: sum(row[name] for row in rows) for name in ("workers_killed", "drivers_killed", "same_bytes")}
    return [{"model": model, "runs": runs, "undisturbed_seconds": round(length, 1), **total}, *rows]


def _start(table: Path, out: Path, model: str) -> subprocess.Popen[bytes]:
    """Start a driver whose workers sleep for each pair, or align it."""
    if model == "sleep":
        driver: subprocess.Popen[bytes] = start_driver(table, out, *OPTIONS, stderr=subprocess.PIPE)
    else:
        words = ("-m", "align", "corpus", table, "-o", out, "-q", "--workers", "2", "--partition-pairs", "10")
        driver = start(*words, stderr=subprocess.PIPE)
    return driver


def disturb(what: tuple[Path, Path, str], length: float, dice: random.Random) -> dict[str, Any]:
    """Run until it ends by itself; up to two drivers, and up to four workers of each, are killed on the way."""
    shutil.rmtree(what[1], ignore_errors=True)
    killed = {"workers_killed": 0, "drivers_killed": 0}
    drivers, workers = dice.randint(0, 2), dice.randint(1, 4)
    while True:
        driver = _start(*what)
        began = time.monotonic()
        moments = [(dice.uniform(0, length), "worker") for _ in range(workers)]
        moments += [(dice.uniform(0, length), "driver")] if drivers else []
        for moment, victim in sorted(moments):
            try:
                driver.wait(max(0.0, began + moment - time.monotonic()))
                break
            except subprocess.TimeoutExpired:
                pass
            if victim == "driver":
                os.kill(driver.pid, signal.SIGKILL)
                killed["drivers_killed"] += 1
                drivers -= 1
                break
            killed["workers_killed"] += _kill_a_worker(driver.pid, dice)
        trouble = driver.communicate()[1]
        if driver.returncode != -signal.SIGKILL:
            told = {"trouble": trouble.decode()[-300:]} if driver.returncode else {}
            return killed | {"exit": driver.returncode} | told


def _kill_a_worker(driver: int, dice: random.Random) -> int:
    """Kill -9 one of the driver's worker processes, if it has any yet."""
    try:
        children = [child for child in psutil.Process(driver).children() if "spawn_main" in " ".join(child.cmdline())]
        if not children:
            return 0
        dice.choice(children).kill()
    except psutil.NoSuchProcess:
        return 0
    return 1


def content(out: Path) -> dict[str, bytes]:
    """The files that must not depend on how they were made."""
    paths = [*out.glob("beads/*"), *out.glob("pairs/*"), out / "failures.parquet"]
    return {str(path.relative_to(out)): path.read_bytes() if path.exists() else b"" for path in sorted(paths)}
