"""Find the pair that ends its worker, and leave it out: notes on disk, and a time limit that stops native code.

A partition that has lost its worker is aligned again carefully: the row that is being aligned
stands in a small file. If the worker ends, the next attempt reads there which row was at work. A
row that has ended `job.tries` workers is reported as failed and skipped.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from align.corpus.job import CorpusJob, PairRow, Partition
from align.corpus.storage import QUARANTINE, Storage


class Quarantine:
    """The notes on one partition: the row at work, and the rows that have ended a worker.

    The file is `.align-tries/INDEX.json`: {"at": row or null, "lost": [a row for each worker it
    ended]}.
    """

    def __init__(self, storage: Storage, partition: Partition, job: CorpusJob) -> None:
        self._storage, self._name, self._most = storage, f"{QUARANTINE}/{partition.index}.json", max(2, job.tries)
        body = json.loads(storage.read(self._name) or b'{"at": null, "lost": []}')
        self._lost = Counter(body["lost"])
        if body["at"] is not None:
            self._lost[body["at"]] += 1
        self._note(None)

    def begin(self, row: PairRow) -> int:
        """Note that the row is at work and return 0; if it has ended enough workers, return how many."""
        lost = self._lost[row.number]  # only noted losses count: another partition may have caused the first one
        if lost >= self._most:
            return lost
        self._note(row.number)
        return 0

    def pause(self) -> None:
        """Note that no row is at work: if the worker ends now, no row is to blame."""
        self._note(None)

    def _note(self, row: int | None) -> None:
        body = {"at": row, "lost": sorted(self._lost.elements())}
        self._storage.write(self._name, json.dumps(body).encode())

    def end(self) -> None:
        """Remove the notes: the partition is written."""
        self._storage.remove(self._name)


@contextlib.contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """End this process if the block takes longer than `seconds`; 0 means no limit.

    Only ending the process stops native code. A process that is no Dask worker is never ended.
    """
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
