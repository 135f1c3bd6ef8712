"""An aligner that aligns nothing: it pairs segments by place, and can sleep, fail, hang or end its process on request.

Workers of the tests import it by name; it needs no model, so engines can be tested in seconds.
"""

import os
import signal
import time
from pathlib import Path

from align.corpus.engine import Here, PartitionOutcome
from align.corpus.job import AlignerSpec, CorpusJob
from align.model import Alignment, Bead

LOADS = "ALIGN_TEST_LOADS"
"""Names a folder: every load leaves a file there."""


class SleepingAligner:
    """Pairs segment k with segment k. A text that begins with a command does what it says."""

    def __init__(self, seconds=0.0, signature="sleep:1", thread_safe=False):
        self.seconds, self.signature, self.thread_safe = seconds, signature, thread_safe

    def align(self, source, target, locks=()):
        first = source.segments[0].text if source.segments else ""
        if first.startswith("RAISE"):
            raise ValueError("asked to raise")
        if first.startswith("KILL"):
            os.kill(os.getpid(), signal.SIGKILL)
        if first.startswith("HANG"):
            time.sleep(3600)
        if self.seconds:
            time.sleep(self.seconds)
        shared = min(len(source), len(target))
        beads = [Bead((i,), (i,), probability=0.9 if i % 3 else 0.4) for i in range(shared)]
        beads += [Bead((i,), ()) for i in range(shared, len(source))]
        beads += [Bead((), (i,)) for i in range(shared, len(target))]
        return Alignment(source, target, tuple(beads), self.signature)


def load(**options):
    folder = os.environ.get(LOADS)
    if folder:
        (Path(folder) / f"{os.getpid()}-{time.time_ns()}").touch()
    return SleepingAligner(**options)


SOURCE = "{0}番の会議は東京で開かれた。\n\n両大臣は防衛協力を一層深めることで一致した。"
TARGET = "Meeting number {0} was held in the city of Tokyo.\n\nThe ministers agreed to deepen their cooperation."


def pair(number, source=SOURCE, target=TARGET):
    return {"id": f"pair-{number}", "source": source.format(number), "target": target.format(number)}


def sleeping_job(out, **options):
    spec = AlignerSpec("sleeping:load", tuple(options.items()))
    return CorpusJob(out=str(out), aligner=spec)


class Lossy(Here):
    """Loses the worker of some partitions before they are done; remembers what it was given."""

    def __init__(self, lose=(), errors=None):
        super().__init__()
        self.lose, self.errors = list(lose), dict(errors or {})
        self.given = []

    def wait(self):
        _, partition, careful = self._waiting[0]
        self.given.append((partition.index, careful))
        if partition.index in self.lose:
            self.lose.remove(partition.index)
            self._waiting.popleft()
            return [PartitionOutcome(partition)]
        if self.errors.get(partition.index):
            self._waiting.popleft()
            return [PartitionOutcome(partition, error=self.errors[partition.index].pop())]
        return super().wait()
