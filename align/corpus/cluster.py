"""Dask as the engine: processes of this machine, or the cluster of a scheduler.

Dask sends partitions to workers and reports back. It notices a lost worker and restarts a local
one, but not one that ends while it starts: `wait` asks for these again. `drive` decides what a lost
worker means for its partition.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import sys
import time
import warnings
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from align.corpus.engine import PartitionOutcome
from align.corpus.job import CorpusJob, Partition
from align.corpus.worker import Stop, align_partition, sees
from align.errors import AlignError, UsageError

Result = TypeVar("Result")

_AHEAD = 2
"""Partitions submitted for each worker: one at work, one that waits."""
_PATIENCE = 5.0
"""Seconds between two looks at how many workers there are."""
_MOMENT = 0.1
"""Seconds that one wait for a finished partition lasts before workers are looked after."""
_CONNECT_SECONDS = _WORKERS_SECONDS = 20
_ADDRESS = re.compile(r"(tcp|tls|ws|wss|ucx|ucxx)://[^\s/]+:\d{1,5}/?")
_STARTS = 5
"""Attempts to start the processes of this machine."""
_SETTINGS = {
    "distributed.scheduler.allowed-failures": 0,  # a lost worker is our own business: see drive.py
    "distributed.worker.profile.enabled": False,
    "distributed.admin.system-monitor.interval": "5s",
    "distributed.admin.log-length": 1000,  # the scheduler lives in the driver: its logs are the driver's memory
    "distributed.worker.memory.spill": False,
    "distributed.worker.memory.target": False,
    "distributed.worker.memory.pause": False,
}


class Cluster:
    """Partitions on the workers of a Dask scheduler."""

    def __init__(self, client: Any, name: str, cluster: Any = None, wanted: int = 0) -> None:  # noqa: ANN401 - no types
        self.name = name
        self._client, self._cluster, self._wanted = client, cluster, wanted
        self._partitions: dict[Any, Partition] = {}
        self._finished: Any = _load_dask()[1].as_completed([], loop=client.loop, raise_errors=False)
        self._run = f"{os.getpid()}-{time.time_ns():x}"
        self._submitted = 0
        self._calls: list[Any] = []
        self._seen: dict[str, bool] = {}
        self._counted_at = self._asked_at = -_PATIENCE
        self._workers = 0

    def workers(self) -> int:
        """How many there are, by their threads; looked up every few seconds."""
        if time.monotonic() - self._counted_at >= _PATIENCE or not self._workers:
            with suppress(Exception):
                self._workers = sum(self._client.nthreads().values())
            self._counted_at = time.monotonic()
        return self._workers

    def room(self) -> int:
        """Return how many more are needed so that each worker has its next partition waiting."""
        return _AHEAD * max(1, self.workers()) - len(self._partitions)

    def submit(self, job: CorpusJob, partition: Partition, careful: bool) -> None:
        """Send the partition to the scheduler."""
        self._submitted += 1
        key = f"align-{self._run}-{partition.index}-{self._submitted}"
        future = self._client.submit(align_partition, job, partition, careful, key=key, pure=False)
        self._partitions[future] = partition
        self._finished.add(future)

    def wait(self) -> list[PartitionOutcome]:
        """Wait until some partition is finished, and give all that are."""
        self._await(self._finished)
        return [self._outcome(future) for future in self._finished.next_batch(block=True)]

    def _await(self, finished: Any, asked: Collection[str] = ()) -> bool:  # noqa: ANN401
        """Wait until a future is ready, with as many processes as were wanted; False if all workers asked are lost."""
        while not finished.has_ready():
            with finished.thread_condition:
                finished.thread_condition.wait(timeout=_MOMENT)
            if time.monotonic() - self._asked_at >= _PATIENCE:
                self._asked_at = time.monotonic()
                self._keep_up()
                if asked and not set(asked) & set(self._client.nthreads()):
                    return bool(finished.has_ready())
        return True

    def _keep_up(self) -> None:
        """Ask for the processes of this machine that are missing; those that come back by themselves are none."""
        if self._cluster is not None and self.workers() < self._wanted:
            self._cluster.scale(self._wanted)

    def _outcome(self, future: Any) -> PartitionOutcome:  # noqa: ANN401
        from distributed import CancelledError
        from distributed.scheduler import KilledWorker

        partition = self._partitions.pop(future)
        try:
            return PartitionOutcome(partition, report=future.result())  # done again first if its worker is lost by now
        except KilledWorker as error:
            return PartitionOutcome(partition, worker=str(getattr(error.last_worker, "address", "")))
        except CancelledError:  # also what is left of a broken connection
            return PartitionOutcome(partition, error=_gone(self._client))
        except Exception as error:
            lost = future.status == "finished" and isinstance(error, OSError)
            return PartitionOutcome(partition, error=_gone(self._client) if lost else _explained(error))

    def call(self, function: Callable[[CorpusJob], Result], job: CorpusJob) -> Result:
        """Run a function on every worker and return the first answer: all load their models at the same time."""
        from distributed.scheduler import KilledWorker

        for _attempt in range(_STARTS):
            asked = list(self._client.nthreads())
            self._calls = [
                self._client.submit(function, job, pure=False, workers=[address], allow_other_workers=True)
                for address in asked
            ] or [self._client.submit(function, job, pure=False)]
            finished = _load_dask()[1].as_completed(self._calls, loop=self._client.loop)
            for _ in self._calls:
                if not self._await(finished, asked):  # Dask gives what they were asked to nobody who comes later
                    break
                try:
                    result: Result = next(finished).result()
                    return result
                except KilledWorker:
                    continue
                except AlignError:
                    raise
                except Exception as error:
                    raise _explained(error) from error
        cure = "see why with --workers 0, or in the workers' logs; too little memory?"
        raise AlignError("the workers end while they load the model", place=self.name, cure=cure)

    def sees(self, path: str) -> bool:
        """Whether every worker sees a file or folder of this machine; asked once."""
        if self._cluster is not None:
            return True
        if path not in self._seen:
            answers = self._client.run(sees, path)
            self._seen[path] = bool(answers) and all(answers.values())
        return self._seen[path]

    def close(self) -> None:
        """Disconnect from the scheduler; end the processes that were started here."""
        with suppress(Exception):
            self._client.close(timeout=5)
        if self._cluster is not None:
            with suppress(Exception):
                self._cluster.close(timeout=10)


def start_processes(workers: int) -> Cluster:
    """Start so many processes on this machine, each with one thread."""
    dask, distributed = _load_dask()
    _silence()
    dask.config.set(_SETTINGS)
    for left in reversed(range(_STARTS)):
        try:
            cluster = distributed.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
            )
            break
        except (RuntimeError, OSError) as error:  # one of them ended before it could say that it lives
            if not left:
                cure = "try again, or give fewer --workers"
                raise AlignError(f"cannot start {workers} processes ({error})", cure=cure) from error
    plural = "process" if workers == 1 else "processes"
    return Cluster(distributed.Client(cluster), f"{workers} local {plural}", cluster, workers)


def connect(address: str) -> Cluster:
    """Use the cluster behind a scheduler: tcp://HOST:PORT, tls://HOST:PORT, or a scheduler file.

    Raises AlignError.
    """
    _, distributed = _load_dask()
    _silence()
    where = _address(address)
    try:
        with ThreadPoolExecutor(1) as elsewhere:  # the caller's thread may have an event loop of its own
            elsewhere.submit(lambda: asyncio.run(_greet(where))).result()
        client = distributed.Client(where, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError, RuntimeError, MemoryError) as error:
        trouble = f"no Dask scheduler answers ({type(error).__name__})"
        cure = "start one with `dask scheduler`, and give its tcp:// address"
        raise UsageError(trouble, place=address, cure=cure) from error
    engine = Cluster(client, f"Dask at {address}")
    try:
        client.wait_for_workers(1, timeout=_WORKERS_SECONDS)
    except distributed.TimeoutError as error:
        engine.close()
        cure = f"start some: `dask worker {where}`"
        raise UsageError("the scheduler has no workers", place=address, cure=cure) from error
    return engine


def _address(given: str) -> str:
    """Return PROTOCOL://HOST:PORT, from a scheduler file if that was given."""
    cure = "start a scheduler with `dask scheduler --scheduler-file`, and give that file"
    found = given
    if given.endswith(".json"):
        try:
            body = json.loads(Path(given).read_text(encoding="utf-8"))
            found = str(body["address"])
        except FileNotFoundError:
            raise UsageError("no such scheduler file", place=given, cure=cure) from None
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise UsageError("no scheduler file", place=given, cure=cure) from error
    if not _ADDRESS.fullmatch(found):
        cure = "give tcp://HOST:PORT, tls://HOST:PORT, or a scheduler file"
        raise UsageError(f"no address of a Dask scheduler: {found!r}", place="--scheduler", cure=cure)
    return found


async def _greet(address: str) -> None:
    """Connect and disconnect. Dask's own client would wait for ever if there is no scheduler."""
    distributed: Any = _load_dask()[1]
    security = distributed.Security().get_connection_args("client")
    opening = distributed.comm.connect(address, timeout=_CONNECT_SECONDS, **security)
    comm = await asyncio.wait_for(opening, _CONNECT_SECONDS)
    await comm.close()


def _load_dask() -> tuple[Any, Any]:
    try:
        import dask
        import distributed
    except ImportError as error:
        cure = "pip install 'taiyaku[dask]', or give --workers 0"
        raise AlignError("several processes need dask.distributed", cure=cure) from error
    return dask, distributed


def _silence() -> None:
    """Silence Dask's messages on ports, versions and lost workers: `align` reports what matters to its users."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module="distributed")


def _gone(client: Any) -> Stop:  # noqa: ANN401
    cure = "start it again and repeat the command: finished partitions are kept"
    return Stop("the scheduler is gone", place=str(getattr(client, "_start_arg", "") or ""), cure=cure)


def _explained(error: BaseException) -> BaseException:
    """Turn what a worker raised into a line for a user, if the user can mend it."""
    if isinstance(error, ModuleNotFoundError) and (error.name or "").split(".")[0] == "align":
        version = sys.modules["align"].__version__
        return Stop("the workers cannot import align", cure=f"install taiyaku[dask] {version} where they run")
    return error
