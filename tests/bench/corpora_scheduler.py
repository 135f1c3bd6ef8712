"""Where the first bottleneck of a corpus run is: a real scheduler, many workers whose model sleeps, bytes moved."""

from __future__ import annotations

import pickle
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

from align.corpus.cluster import connect
from align.corpus.drive import run_corpus
from align.corpus.engine import Here
from align.corpus.job import CorpusJob
from align.corpus.partitions import Cut, cut
from align.corpus.sources import open_pairs
from tests.bench.corpora_texts import write_pairs
from tests.bench.worker import ROOT

sys.path.insert(0, str(ROOT / "tests" / "corpus"))
from processes import dask_cluster, environment, start
from sleeping import sleeping_job


def simulate(work: Path, slots: int, sleep: float, pairs: int) -> dict[str, Any]:
    """Run partitions of `pairs` pairs on `slots` threads that sleep `sleep` seconds a pair."""
    processes = 4
    count = 10 * slots
    table = write_pairs(work / "sim.jsonl", count * pairs, beads=1)
    with tempfile.TemporaryDirectory() as folder, dask_cluster(folder, 0, env=environment()) as (address, _, scheduler):
        options = ["--nthreads", str(slots // processes), "--no-dashboard", "--no-nanny", "--host", "127.0.0.1"]
        options += ["--preload", str(ROOT / "tests" / "bench" / "sleepy.py")]
        workers = [start("-m", "distributed.cli.dask_worker", address, *options) for _ in range(processes)]
        engine = connect(address)
        try:
            engine._client.wait_for_workers(processes, timeout=60)
            out = f"memory://simulated-{slots}-{pairs}-{sleep}"
            job = replace(sleeping_job(out, seconds=sleep, thread_safe=True), time_limit=0)
            watched = psutil.Process(scheduler.pid)
            before, began, own = watched.cpu_times(), time.monotonic(), time.process_time()
            state = run_corpus(open_pairs(str(table)), job, engine, Cut(pairs=pairs))
            seconds, driver = time.monotonic() - began, time.process_time() - own
            after, held = watched.cpu_times(), round(watched.memory_info().rss / 1e6, 1)
        finally:
            engine.close()
            for worker in workers:
                worker.kill()
                worker.wait()
    done = state.run.partitions
    spent = after.user + after.system - before.user - before.system
    ideal = slots / (sleep * pairs) if sleep else float("inf")
    return {
        "slots": slots,
        "seconds_a_partition": sleep * pairs,
        "partitions": done,
        "partitions_a_second": round(done / seconds, 1),
        "of_ideal": round(done / seconds / ideal, 3),
        "scheduler_cpu_ms": round(1000 * spent / done, 3),
        "driver_cpu_ms": round(1000 * driver / done, 3),
        "scheduler_mb": held,
    }


def bytes_moved(work: Path) -> dict[str, Any]:
    """What travels for a partition of the default size, and what lands on the disk."""
    table = write_pairs(work / "bytes.jsonl", 2000)
    out = work / "bytes"
    shutil.rmtree(out, ignore_errors=True)
    source = open_pairs(str(table))
    parts = {shared: next(iter(cut(source, Cut(), lambda url, s=shared: s))) for shared in (True, False)}
    job = CorpusJob(out=str(out), signature="x" * 200)
    state = run_corpus(source, sleeping_job(out), Here(), Cut())
    tally, disk = state.manifest.tally, {name: _size(out / name) for name in ("beads", "pairs")}
    return {
        "pairs_a_partition": parts[True].pairs,
        "text_bytes_a_pair": round(table.stat().st_size / 2000),
        "task_bytes_shared_table": len(pickle.dumps((job, parts[True], False))),
        "task_bytes_shipped_rows": len(pickle.dumps((job, parts[False], False))),
        "bead_bytes_a_pair": round(disk["beads"] / tally.pairs),
        "pair_bytes_a_pair": round(disk["pairs"] / tally.pairs),
    }


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())
