"""`align corpus`, measured: `python -m tests.bench.corpora [STEP…]`. CPU seconds where the clock would lie.

Small pairs are real texts, and their number is not bounded: see corpora_texts.py.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil

from tests.bench.corpora_marks import judge
from tests.bench.corpora_scheduler import bytes_moved, simulate
from tests.bench.corpora_texts import write_distinct, write_pairs
from tests.bench.faults import faults
from tests.bench.report import keep
from tests.bench.worker import ONE_THREAD, ROOT

sys.path.insert(0, str(ROOT / "tests" / "corpus"))
from processes import environment, start

_SPEED_PAIRS = 25
"""In a partition of the step speed."""


@contextmanager
def metered() -> Iterator[dict[str, float]]:
    """Fill in the seconds by the clock, and the CPU seconds of this process and of the children that it waited for."""
    found: dict[str, float] = {}
    began, spent = time.monotonic(), _cpu()
    yield found
    found |= {"seconds": round(time.monotonic() - began, 2), "cpu_seconds": round(_cpu() - spent, 2)}


def _cpu() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def command(table: Path, out: Path, *options: str) -> dict[str, float]:
    """Run `align corpus` in a process of its own; its seconds, CPU seconds with its workers', and manifest figures."""
    shutil.rmtree(out, ignore_errors=True)
    words = [sys.executable, "-m", "align", "corpus", str(table), "-o", str(out), "-q", *options]
    with metered() as found:
        subprocess.run(words, check=True, env={**os.environ, **ONE_THREAD}, cwd=ROOT)
    run = json.loads((out / "manifest.json").read_text())["runs"][-1]
    figures = {"after_start": run["seconds"], "pairs": run["pairs"], "workers_cpu": run["cpu_seconds"]}
    return (
        found | figures | {"steady_pairs_a_second": _steady(out, run["workers"]), "peak_mb": run["peak_memory"] / 1e6}
    )


def _steady(out: Path, workers: int) -> float:
    """Partitions' pairs by the clock while every worker had one: between the first and the last of each worker."""
    stamps = sorted(path.stat().st_mtime for path in (out / "pairs").glob("part-*"))
    inner = stamps[workers - 1 : len(stamps) - workers + 1]
    return round((len(inner) - 1) * _SPEED_PAIRS / (inner[-1] - inner[0]), 3) if len(inner) > 2 else 0.0


def step_speed(work: Path, options: argparse.Namespace) -> list[dict[str, Any]]:
    """One worker against two, in turns, with the machine's load; and two commands at once, the machine's own limit."""
    table = write_pairs(work / "speed.jsonl", options.pairs or 600)
    rows = []
    for _ in range(options.repeat):
        for workers in (1, 2):
            row = {"workers": workers, "load": round(os.getloadavg()[0], 2)}
            words = ("--workers", str(workers), "--partition-pairs", str(_SPEED_PAIRS))
            rows.append(row | command(table, work / "speed", *words))
            print(rows[-1], flush=True)
        rows.append(
            {"workers": "two alone", "load": round(os.getloadavg()[0], 2)} | _two_alone(table, work / "speed-alone")
        )
        print(rows[-1], flush=True)
    one, two = ([row for row in rows if row["workers"] == workers] for workers in (1, 2))
    steady = [max(row["steady_pairs_a_second"] for row in some) for some in (one, two)]
    whole, started = ([min(row[name] for row in some) for some in (one, two)] for name in ("seconds", "after_start"))
    limit = max(row["steady_pairs_a_second"] for row in rows if row["workers"] == "two alone")
    told = {"steady": steady[1] / steady[0], "whole": whole[0] / whole[1], "after_start": started[0] / started[1]}
    told["of_two_alone"] = limit / steady[0]
    return [{f"speedup_{name}": round(value, 3) for name, value in told.items()}, *rows]


def _two_alone(table: Path, out: Path) -> dict[str, float]:
    """Half of the pairs in each of two commands with one worker, at once: they know nothing of each other."""
    lines = table.read_bytes().splitlines(keepends=True)
    halves = [lines[: len(lines) // 2], lines[len(lines) // 2 :]]
    with ThreadPoolExecutor(2) as both:
        told = list(both.map(_one_alone, halves, (out / "a", out / "b")))
    return {
        name: round(sum(one[name] for one in told), 3) for name in ("pairs", "workers_cpu", "steady_pairs_a_second")
    }


def _one_alone(lines: list[bytes], out: Path) -> dict[str, float]:
    out.mkdir(parents=True, exist_ok=True)
    table = out / "half.jsonl"
    table.write_bytes(b"".join(lines))
    return command(table, out / "out", "--workers", "1", "--partition-pairs", str(_SPEED_PAIRS))


def step_overhead(work: Path, options: argparse.Namespace) -> list[dict[str, Any]]:
    """CPU at 10,000 small pairs: what reading takes, what the run adds, what Dask adds, against the model's part.

    The runs have a model that does nothing, so that the small is not drowned; the real one is measured on 300 pairs.
    """
    count = options.pairs or 10_000
    table = write_pairs(work / "overhead.jsonl", count)
    rows: list[dict[str, Any]] = []
    for _ in range(options.repeat):
        rows.append({"how": "read"} | _bare(table, 0))
        rows.append({"how": "model and read, 300 pairs"} | _bare(table, 300))
        for how, workers in (("no engine", 0), ("Dask, 2 processes", 2)):
            shutil.rmtree(work / "overhead", ignore_errors=True)
            words = [ROOT / "tests/corpus/processes.py", table, work / "overhead", "--workers", workers, "--pairs", 150]
            with metered() as found:
                if start(*words).wait():
                    raise RuntimeError("the driver failed")
            rows.append({"how": how, "pairs": count} | found)
        print(*rows[-4:], sep="\n", flush=True)
    ways = dict.fromkeys(row["how"] for row in rows)
    read, model, plain, dask = (min(row["cpu_seconds"] for row in rows if row["how"] == how) for how in ways)
    work_itself = model / 300 * count
    return [
        {
            "pairs": count,
            "ms_a_pair_model_and_read": round(1000 * model / 300, 2),
            "ms_a_pair_read": round(1000 * read / count, 3),
            "ms_a_pair_run_without_engine": round(1000 * (plain - read) / count, 3),
            "ms_a_pair_dask": round(1000 * (dask - plain) / count, 3),
            "engine_share": round((dask - plain) / (work_itself + dask - read), 4),
            "all_but_model_and_read_share": round((dask - read) / (work_itself + dask - read), 4),
        },
        *rows,
    ]


def _bare(table: Path, most: int) -> dict[str, Any]:
    words = [sys.executable, "-m", "tests.bench.bare", str(table), str(most)]
    done = subprocess.run(words, check=True, env={**os.environ, **ONE_THREAD}, cwd=ROOT, capture_output=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def step_memory(work: Path, options: argparse.Namespace) -> list[dict[str, Any]]:
    """Memory of driver and workers while 100,000 pairs pass that share no text: `--model sleep` or the real one."""
    count = options.pairs or 100_000
    table, out = write_distinct(work / "memory.jsonl", count, options.sets), work / "memory"
    shutil.rmtree(out, ignore_errors=True)
    if options.model == "real":
        words: list[object] = ["-m", "align", "corpus", table, "-o", out, "-q", "--workers", "2"]
    else:
        words = [ROOT / "tests/corpus/processes.py", table, out, "--workers", "2", "--pairs", "1000"]
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, *map(str, words)], env=environment() | ONE_THREAD, cwd=ROOT)
    rows: list[dict[str, Any]] = []
    while process.poll() is None:
        time.sleep(options.every)
        done = len(list((out / "pairs").glob("part-*"))) if out.exists() else 0
        held = _memory_of(process.pid)
        rows.append({"minutes": round((time.monotonic() - began) / 60, 1), "partitions": done, **held})
        print(rows[-1], flush=True)
    run = json.loads((out / "manifest.json").read_text())["runs"][-1]
    head = {"model": options.model, "pairs": run["pairs"], "partitions": run["partitions"], "exit": process.returncode}
    return [head | {"cpu_seconds": run["cpu_seconds"], "lost_workers": run["lost_workers"]}, *rows[:-1]]


def _memory_of(driver: int) -> dict[str, Any]:
    """Resident megabytes of the driver (with its scheduler) and of its workers, the largest first."""
    try:
        process = psutil.Process(driver)
        workers = [child for child in process.children(recursive=True) if "spawn_main" in " ".join(child.cmdline())]
        held = sorted((round(one.memory_info().rss / 1e6, 1) for one in workers), reverse=True)
        return {"driver_mb": round(process.memory_info().rss / 1e6, 1), "worker_mb": held}
    except psutil.NoSuchProcess:
        return {"driver_mb": 0.0, "worker_mb": []}


def step_faults(work: Path, options: argparse.Namespace) -> list[dict[str, Any]]:
    """50 runs that lose workers and their driver at random moments; each must give the undisturbed run's bytes."""
    table = write_pairs(work / "faults.jsonl", options.pairs or 300, beads=1)
    return faults(table, work, options.runs, options.model)


def step_scheduler(work: Path, options: argparse.Namespace) -> list[dict[str, Any]]:
    """Where the first bottleneck is: many workers whose model sleeps; CPU a partition of scheduler and driver."""
    rows = []
    for slots, sleep, pairs in ((64, 1.0, 1), (256, 1.0, 1), (1024, 1.0, 1), (512, 0.0, 1), (64, 0.02, 150)):
        rows.append(simulate(work, slots, sleep, pairs))
        print(rows[-1], flush=True)
    rows.append(bytes_moved(work))
    print(rows[-1], flush=True)
    return rows


def step_marks(work: Path, options: argparse.Namespace) -> list[dict[str, Any]]:
    """Precision and recall of each mark on the benchmark sets."""
    return judge(options.sets, work.parent, options.documents)


STEPS = {
    "speed": step_speed,
    "overhead": step_overhead,
    "memory": step_memory,
    "faults": step_faults,
    "scheduler": step_scheduler,
    "marks": step_marks,
}


def main(arguments: list[str]) -> int:
    """Run the steps and keep their rows."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.corpora", description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=", ".join(STEPS))
    parser.add_argument("--pairs", type=int, default=0, help="instead of the step's own number")
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--runs", type=int, default=50, help="for the step faults")
    parser.add_argument("--every", type=float, default=20.0, help="seconds between two looks, for the step memory")
    parser.add_argument("--sets", type=Path, default=ROOT / ".bench" / "sets", help="benchmark sets, texts for memory")
    parser.add_argument("--model", choices=("sleep", "real"), default="sleep", help="for the steps memory, faults")
    parser.add_argument("--documents", type=int, default=20, help="of each set, for the step marks")
    parser.add_argument("--work", type=Path, default=ROOT / ".bench" / "corpora")
    parser.add_argument("--results", type=Path, default=ROOT / "tests" / "bench" / "results")
    options = parser.parse_args(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    for name in options.steps or STEPS:
        print(f"-- {name}: {(STEPS[name].__doc__ or '').splitlines()[0]}", flush=True)
        rows = STEPS[name](options.work, options)
        suffix = f"-{options.model}" if name in ("memory", "faults") else ""
        keep(options.results, f"corpora-{name}{suffix}", rows, f"corpora:{name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
