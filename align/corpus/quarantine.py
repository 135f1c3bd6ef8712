"""Finding the pair that ends its worker: notes on disk for careful tries, and a time limit that native code obeys."""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from align.corpus.job import Job, PairRow, Partition
from align.corpus.storage import TRIES, Storage


class Tries:
    """Which row a careful try is at, kept in a file, so that the next try knows which row ended its worker."""

    def __init__(self, storage: Storage, partition: Partition, job: Job) -> None:
        self._storage, self._name, self._tries = storage, f"{TRIES}/{partition.index}.json", max(2, job.tries)
        body = json.loads(storage.read(self._name) or b'{"at": null, "lost": []}')
        self._lost = Counter(body["lost"])
        if body["at"] is not None:
            self._lost[body["at"]] += 1
        self._note(None)

    def begin(self, row: PairRow) -> int:
        """Note that the row is begun, or return how often it ended its worker if that is enough."""
        lost = self._lost[row.number]  # a loss that nobody took notes of may have been another partition's
        if lost >= self._tries:
            return lost
        self._note(row.number)
        return 0

    def pause(self) -> None:
        """Note that no row is at work: what happens now is no row's fault."""
        self._note(None)

    def _note(self, row: int | None) -> None:
        body = {"at": row, "lost": sorted(self._lost.elements())}
        self._storage.write(self._name, json.dumps(body).encode())

    def end(self) -> None:
        """Forget: the partition is written."""
        self._storage.remove(self._name)


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End this process if the block takes longer: nothing less stops native code. Only in a worker, never a driver."""
    if not seconds or not _is_worker():
        yield
        return
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def _is_worker() -> bool:
    distributed = sys.modules.get("distributed.worker")
    if distributed is None:
        return False
    try:
        distributed.get_worker()
    except ValueError:
        return False
    return True
