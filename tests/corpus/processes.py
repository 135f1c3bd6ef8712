"""Real processes for the tests of engines: a driver, a Dask scheduler, Dask workers. Each is ended by its own id.

Run as a script it is the driver: `processes.py TABLE OUT [--workers N | --scheduler ADDRESS] [--seconds S]`.
"""

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PATIENCE = 120
"""Seconds that workers may take to start."""
QUIET = {"DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "5s", "OPENBLAS_NUM_THREADS": "1"}


def environment():
    paths = [str(HERE), str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, **QUIET, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def start(*command, **options):
    """A process in a group of its own, so that it can be ended with all that it started."""
    return subprocess.Popen(
        [sys.executable, *map(str, command)],
        env={**environment(), **options.pop("env", {})},
        stdout=options.pop("stdout", subprocess.DEVNULL),
        stderr=options.pop("stderr", subprocess.DEVNULL),
        process_group=0,
        **options,
    )


def end(process):
    """Kill -9 the process and all of its group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def start_driver(table, out, *options, **more):
    """A driver; it prints how many partitions it has finished, a line each time, and at its end what it did."""
    return start(HERE / "processes.py", table, out, *options, stdout=subprocess.PIPE, **more)


def wait_for_partitions(driver, count):
    """Wait until the driver has finished so many partitions; fails if it ends before."""
    for line in driver.stdout:
        if line.strip().isdigit() and int(line) >= count:
            return
    raise AssertionError(f"the driver ended with {driver.wait()}")


@contextlib.contextmanager
def dask_cluster(folder, workers=2, env=None):
    """A scheduler and workers, each a process of its own; yields the address and the list of worker processes."""
    where = Path(folder) / "scheduler.json"
    where.unlink(missing_ok=True)
    os.mkfifo(where)  # reading it waits until the scheduler has written where it listens
    options = ["--scheduler-file", where, "--host", "127.0.0.1"]
    scheduler = start("-m", "distributed.cli.dask_scheduler", *options, "--port", "0", "--no-dashboard", env=env or {})
    processes = [scheduler]
    try:
        address = json.loads(where.read_text())["address"]
        started = [start_worker(address, env) for _ in range(workers)]
        processes += started
        if started:
            with ThreadPoolExecutor(1) as thread:  # this one may have an event loop already, of a browser
                thread.submit(wait_for_workers, address, workers).result()
        yield address, started, scheduler
    finally:
        for process in processes:
            end(process)


def wait_for_workers(address, count):
    """Wait until so many workers have come: on a busy machine they need longer to start than a driver waits."""
    from distributed import Client

    with Client(address, timeout=PATIENCE, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=PATIENCE)


def start_worker(address, env=None):
    options = ["--nthreads", "1", "--no-dashboard", "--no-nanny", "--host", "127.0.0.1"]
    return start("-m", "distributed.cli.dask_worker", address, *options, env=env or {})


def partitions(out):
    return sorted((Path(out) / "pairs").glob("part-*.parquet"))


def main():
    """Drive a corpus with the sleeping aligner."""
    from sleeping import sleeping_job

    from align.corpus.cluster import connect, start_processes
    from align.corpus.drive import Consent, run_corpus
    from align.corpus.engine import Here
    from align.corpus.partitions import Cut
    from align.corpus.sources import SourceOptions, open_pairs

    parser = argparse.ArgumentParser()
    parser.add_argument("table")
    parser.add_argument("out")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--scheduler")
    parser.add_argument("--seconds", type=float, default=0.0)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--time-limit", type=float, default=600.0)
    options = parser.parse_args()
    job = replace(sleeping_job(options.out, seconds=options.seconds), time_limit=options.time_limit)
    if options.scheduler:
        engine = connect(options.scheduler)
    else:
        engine = start_processes(options.workers) if options.workers else Here()
    try:
        pairs = open_pairs(options.table, SourceOptions(content="text"))
        told = Consent(progress=lambda state: print(state.run.partitions, flush=True))
        state = run_corpus(pairs, job, engine, Cut(pairs=options.pairs), told)
    finally:
        engine.close()
    print(json.dumps({"skipped": state.skipped, "lost": state.run.lost_workers, "workers": state.run.workers}))


if __name__ == "__main__":
    main()
