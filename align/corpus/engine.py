"""Where partitions are aligned: an engine takes partitions and returns their outcomes.

`Here` aligns in this very process; `align.corpus.cluster` has processes of this machine and any
Dask cluster.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from align.corpus.job import CorpusJob, Partition, PartitionReport
from align.corpus.worker import align_partition

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class PartitionOutcome:
    """The outcome of a partition: a report, or an error, or neither if its worker was lost."""

    partition: Partition
    report: PartitionReport | None = None
    error: BaseException | None = None
    worker: str = ""
    """The lost worker, where that is known: partitions that waited for it are lost with it."""

    @property
    def lost(self) -> bool:
        """True if the worker ended without an answer."""
        return self.report is None and self.error is None


class Engine(Protocol):
    """Takes partitions and returns outcomes."""

    name: str

    def workers(self) -> int:
        """How many workers there are now."""
        ...

    def room(self) -> int:
        """How many more partitions it takes now: enough to keep each worker busy, no more."""
        ...

    def submit(self, job: CorpusJob, partition: Partition, careful: bool) -> None:
        """Take a partition."""
        ...

    def wait(self) -> list[PartitionOutcome]:
        """Wait until some partition is finished, and give all that are."""
        ...

    def call(self, function: Callable[[CorpusJob], Result], job: CorpusJob) -> Result:
        """Run a function on one worker."""
        ...

    def sees(self, path: str) -> bool:
        """Whether every worker sees a file or folder of this machine."""
        ...

    def close(self) -> None:
        """End what the engine started."""
        ...


class Here:
    """Aligns one partition after the other in this process.

    A pair that crashes the process ends the run.
    """

    name = "this process"

    def __init__(self) -> None:
        self._waiting: deque[tuple[CorpusJob, Partition, bool]] = deque()

    def workers(self) -> int:
        """Return one."""
        return 1

    def room(self) -> int:
        """Return one for an idle process."""
        return 1 - len(self._waiting)

    def submit(self, job: CorpusJob, partition: Partition, careful: bool) -> None:
        """Keep the partition until `wait` is called."""
        self._waiting.append((job, partition, careful))

    def wait(self) -> list[PartitionOutcome]:
        """Align the partition."""
        job, partition, careful = self._waiting.popleft()
        try:
            return [PartitionOutcome(partition, align_partition(job, partition, careful))]
        except Exception as error:
            return [PartitionOutcome(partition, error=error)]

    def call(self, function: Callable[[CorpusJob], Result], job: CorpusJob) -> Result:
        """Call it."""
        return function(job)

    def sees(self, path: str) -> bool:
        """Return True: it is this machine."""
        return True

    def close(self) -> None:
        """Do nothing."""
