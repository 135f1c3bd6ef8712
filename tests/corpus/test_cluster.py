"""Real engines: local processes, and a scheduler with two workers; their faults change nothing in the output."""

import asyncio
import json
import os
import re
import signal
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from distributed import SchedulerPlugin, Status
from processes import dask_cluster, end, partitions, start_driver, start_worker, wait_for_partitions
from sleeping import LOADS, sleeping_job

from align.corpus.cluster import connect, start_processes
from align.errors import UsageError


@pytest.fixture
def loads(tmp_path, monkeypatch):
    """A folder in which every load of the model leaves a file."""
    folder = tmp_path / "loads"
    folder.mkdir()
    monkeypatch.setenv(LOADS, str(folder))
    return folder


@pytest.fixture
def calm(table, run, content, tmp_path):
    """A table of pairs, and what an undisturbed run in one process makes of it."""

    def make(count, changes=None, pairs=5):
        path = table(count, changes)
        job = sleeping_job(tmp_path / "calm")
        run(path, job, pairs=pairs, content="text")
        return path, content(job.out)

    return make


def test_local_processes_give_the_same_bytes_and_load_the_model_once_each(calm, loads, run, content, tmp_path):
    path, expected = calm(60)
    for before in loads.iterdir():  # this process's own load, if no earlier test had it loaded
        before.unlink()
    engine = start_processes(2)
    try:
        job = sleeping_job(tmp_path / "out", seconds=0.01)
        state = run(path, job, engine, content="text")
    finally:
        engine.close()
    assert content(job.out) == expected
    assert state.run.workers == 2 and state.run.engine == "2 local processes"
    owners = [path.name.split("-")[0] for path in loads.iterdir()]
    assert len(owners) == len(set(owners)) == 2
    assert str(os.getpid()) not in owners


def test_workers_that_end_while_they_start_are_replaced(calm, run, content, tmp_path, monkeypatch):
    path, expected = calm(20)
    engine = start_processes(2)
    submit, nannies = engine.submit, list(engine._cluster.workers.values())

    def submit_and_end(*arguments):
        while nannies:
            nannies[-1].status = Status.starting  # Dask starts none again that ends so
            os.kill(nannies.pop().pid, signal.SIGKILL)
        submit(*arguments)

    monkeypatch.setattr(engine, "submit", submit_and_end)
    try:
        job = sleeping_job(tmp_path / "out")
        run(path, job, engine, content="text")
    finally:
        engine.close()
    assert content(job.out) == expected


def test_models_are_loaded_by_other_processes_where_those_asked_have_ended(monkeypatch, tmp_path):
    engine = start_processes(1)
    client, nanny = engine._client, next(iter(engine._cluster.workers.values()))
    gone, known = client.nthreads(), client.nthreads
    left = Left()
    engine._cluster.scheduler.add_plugin(left)
    os.kill(nanny.pid, signal.SIGKILL)
    assert left.seen.wait(120)
    answers = [gone]
    monkeypatch.setattr(client, "nthreads", lambda: answers.pop() if answers else known())
    try:
        assert engine.call(_process, sleeping_job(tmp_path / "out")) != os.getpid()
    finally:
        engine.close()


class Left(SchedulerPlugin):
    """Says when a worker has left the scheduler."""

    def __init__(self):
        self.seen = threading.Event()

    def remove_worker(self, scheduler, worker, **more):
        self.seen.set()


def _process(job):
    return os.getpid()


def test_pairs_that_end_or_hang_their_worker_are_isolated(calm, run, frame, tmp_path):
    path, _ = calm(20)
    lines = path.read_text().splitlines()
    for number, command in ((7, "KILL"), (13, "HANG")):
        lines[number] = json.dumps({**json.loads(lines[number]), "source": command})
    path.write_text("\n".join(lines) + "\n")
    engine = start_processes(2)
    try:
        job = replace(sleeping_job(tmp_path / "out"), tries=2, time_limit=5.0)
        state = run(path, job, engine, content="text")
    finally:
        engine.close()
    failures = frame(job.out, "failures.parquet")
    assert list(failures["row"]) == [7, 13]
    assert list(failures["tries"]) == [2, 2]
    assert list(failures["reason"]) == ["ended its worker or took longer than 5 s, 2 times"] * 2
    assert set(frame(job.out)["row"]) == set(range(20)) - {7, 13}
    assert state.run.lost_workers >= 4  # each pair two, beside those that nobody took notes of
    assert not list((tmp_path / "out/.align-tries").glob("*"))


def test_a_killed_driver_and_its_next_run_make_what_one_run_makes(calm, content, tmp_path):
    path, expected = calm(60)
    out = tmp_path / "out"
    for _ in range(2):
        driver = start_driver(path, out, "--seconds", "0.3", "--workers", "2")
        wait_for_partitions(driver, 2)
        os.kill(driver.pid, signal.SIGKILL)
        driver.wait()
        driver.stdout.close()
    assert 4 <= len(partitions(out)) < 12
    kept = {path: path.stat().st_mtime_ns for path in partitions(out)}
    last = start_driver(path, out, "--workers", "2")
    told = json.loads(last.communicate(timeout=120)[0].splitlines()[-1])
    assert told["skipped"] >= len(kept) > 0
    assert all(path.stat().st_mtime_ns == stamp for path, stamp in kept.items())
    assert content(out) == expected


def test_a_scheduler_with_workers_that_come_and_go(calm, content, run, tmp_path):
    path, expected = calm(60)
    out = tmp_path / "out"
    with dask_cluster(tmp_path) as (address, workers, _):
        driver = start_driver(path, out, "--scheduler", address, "--seconds", "0.03")
        wait_for_partitions(driver, 2)
        end(workers[0])
        workers.append(start_worker(address))
        wait_for_partitions(driver, 6)
        end(workers[1])
        driver.communicate(timeout=120)
        assert driver.returncode == 0
        end(workers[2])
    assert content(out) == expected


def test_a_scheduler_that_ends_is_one_line_and_the_run_resumes(calm, content, tmp_path):
    path, expected = calm(60)
    out = tmp_path / "out"
    with dask_cluster(tmp_path) as (address, _, scheduler):
        driver = start_driver(path, out, "--scheduler", address, "--seconds", "0.3", stderr=subprocess.PIPE)
        wait_for_partitions(driver, 2)
        end(scheduler)
        trouble = driver.communicate(timeout=120)[1].decode().splitlines()[-1]
    assert "the scheduler is gone; start it again and repeat the command: finished partitions are kept" in trouble
    (tmp_path / "scheduler.json").unlink(missing_ok=True)
    with dask_cluster(tmp_path) as (address, _, _):
        driver = start_driver(path, out, "--scheduler", address)
        driver.communicate(timeout=120)
        assert driver.returncode == 0
    assert content(out) == expected


def test_connecting_works_where_an_event_loop_runs_already(monkeypatch):
    monkeypatch.setattr("align.corpus.cluster._CONNECT_SECONDS", 1)

    async def as_in_a_notebook():
        connect("tcp://127.0.0.1:9")

    with ThreadPoolExecutor(1) as thread:  # this one may have a loop already, of a browser
        failed = thread.submit(lambda: asyncio.run(as_in_a_notebook())).exception()
    assert isinstance(failed, UsageError)
    assert re.search(r"no Dask scheduler answers \((OS|Timeout)Error", str(failed))


def test_no_scheduler_and_no_workers_are_one_line_each(tmp_path, monkeypatch):
    with monkeypatch.context() as impatient, pytest.raises(UsageError, match="no Dask scheduler answers"):
        impatient.setattr("align.corpus.cluster._CONNECT_SECONDS", 1)
        connect("tcp://127.0.0.1:9")
    with pytest.raises(UsageError, match="no such scheduler file"):
        connect(str(Path(tmp_path) / "scheduler.json"))
    monkeypatch.setattr("align.corpus.cluster._WORKERS_SECONDS", 1)
    with dask_cluster(tmp_path, workers=0) as (address, _, _):
        with pytest.raises(UsageError, match="the scheduler has no workers; start some: `dask worker tcp"):
            connect(address)
