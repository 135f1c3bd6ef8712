"""One corpus run: find the rows, cut them into partitions, skip those that are done, align the rest, sum up.

The number of submitted partitions is bounded, so memory does not grow with the corpus. If a worker
is lost, its partition is aligned again. A run that is killed leaves only whole partitions; the next
run does what is missing.
"""

from __future__ import annotations

import json
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

from align.corpus import manifest as manifests
from align.corpus.engine import Engine, PartitionOutcome
from align.corpus.failures import NAME as FAILURES
from align.corpus.failures import failures
from align.corpus.job import CorpusJob, Partition, partition_file
from align.corpus.manifest import Manifest, Run
from align.corpus.ownership import own_manifest, partitions_there, sweep
from align.corpus.partitions import Cut, cut
from align.corpus.sources import PairSource
from align.corpus.storage import BEADS, PAIRS, QUARANTINE, Storage
from align.corpus.tally import Tally
from align.corpus.worker import Stop, signature_of
from align.errors import AlignError, InputError, UsageError

_LOST_BEFORE_BEGINNING = 10
"""If a partition loses more workers than this before a pair begins, the run stops: no pair is to blame."""
_SAVE_SECONDS = 30.0
"""Time between two writings of the manifest."""


@dataclass
class State:
    """How far a run is."""

    manifest: Manifest
    run: Run
    share: float = 0.0
    """Of the whole input, done or found done, 0…1."""
    share_found: float = 0.0
    """Of the whole input, found done."""
    skipped: int = 0
    """Partitions found done."""
    redone: int = 0
    """Partitions whose rows changed since they were made."""
    removed: int = 0
    """Partitions of rows that are no longer in the input."""
    nothing_to_do: bool = False

    @property
    def seconds_left(self) -> float | None:
        """Estimated from the share that this run has done; None while it has done nothing."""
        done = self.share - self.share_found
        return self.run.seconds * (1 - self.share) / done if done > 0 else None


@dataclass(frozen=True)
class Consent:
    """What the caller allows, and the functions that ask and inform it."""

    remix: bool = False
    """Mix partitions of two signatures."""
    retry_failed: bool = False
    """Do partitions with failed pairs again."""
    ask: Callable[[str], bool] = lambda line: False
    """Asked before partitions of two signatures are mixed."""
    progress: Callable[[State], None] = lambda state: None
    """Called after every partition."""


def run_corpus(
    source: PairSource, job: CorpusJob, engine: Engine, limits: Cut | None = None, consent: Consent = Consent()
) -> State:
    """Align every pair of `source` into `job.out`.

    Raises AlignError; a pair that fails is a row, not an error.

    `limits` None: as the folder was cut before, or the default.
    """
    storage = Storage(job.out)
    own_manifest(storage, source.url)  # before the lock, which is a file: a folder of somebody else stays as it is
    lock = storage.lock()
    try:
        old = own_manifest(storage, source.url)
        known = Cut(**old.cut) if old else None
        if known and limits and limits != known:
            trouble = f"holds partitions of {known.tokens} tokens and {known.pairs} pairs at most"
            cure = "leave out --partition-tokens and --partition-pairs, or give another -o"
            raise UsageError(trouble, place=storage.place, cure=cure)
        signature = engine.call(signature_of, job)
        _agree(old, signature, storage, consent)
        job = replace(job, signature=signature)
        return _Drive(source, job, engine, storage, _Terms(limits or known or Cut(), old, consent)).run()
    finally:
        if lock is not None:
            lock.release()


def _agree(old: Manifest | None, signature: str, storage: Storage, consent: Consent) -> None:
    """Raise UsageError where partitions of two signatures would be mixed and nobody agreed."""
    if old is None or old.signature == signature or consent.remix:
        return
    before, now = old.signature.split("|"), signature.split("|")
    changed = " ".join(part for part in before if part not in now), " ".join(part for part in now if part not in before)
    trouble = f"holds beads of another signature: {changed[0] or '-'} there, {changed[1] or '-'} now"
    if not consent.ask(f"{storage.place} {trouble}. Keep them and make the rest with the new one?"):
        cure = "give another -o, or --remix to keep what is there and go on with the new one"
        raise UsageError(trouble, place=storage.place, cure=cure)


@dataclass(frozen=True)
class _Terms:
    """What a run goes by beside its job."""

    limits: Cut
    old: Manifest | None
    """The manifest of earlier runs in this folder."""
    consent: Consent


class _Drive:
    """One run's state, and its loop."""

    def __init__(self, source: PairSource, job: CorpusJob, engine: Engine, storage: Storage, terms: _Terms) -> None:
        self._source, self._job, self._engine, self._storage = source, job, engine, storage
        self._limits, self._old, self._consent = terms.limits, terms.old, terms.consent
        run = Run(datetime.now(UTC).isoformat(timespec="seconds"), engine.name, engine.workers())
        self._state = State(Manifest(job.signature, source.url, asdict(self._limits)), run)
        self._state.manifest.thresholds = job.thresholds.by_filter()
        self._state.manifest.runs = [*(self._old.runs if self._old else [])]
        self._there = partitions_there(storage, PAIRS)
        self._beads_there = partitions_there(storage, BEADS)
        self._widths: dict[int, float] = {}
        self._failed: list[int] = []
        self._losses: Counter[int] = Counter()
        self._errors: Counter[int] = Counter()
        self._gone: set[str] = set()
        self._notes: dict[int, bytes | None] = {}
        self._began = self._saved = time.monotonic()

    def run(self) -> State:
        """Do what is missing."""
        again: deque[Partition] = deque()
        missing = self._missing()
        in_flight = 0
        while True:
            while self._engine.room() > 0:
                careful = bool(again)
                partition = again.popleft() if again else next(missing, None)
                if partition is None:
                    break
                self._begin_writing()
                self._engine.submit(self._job, partition, careful)
                in_flight += 1
            if not in_flight:
                break
            for outcome in self._engine.wait():
                in_flight -= 1
                if self._handle(outcome):
                    again.append(outcome.partition)
            self._tell()
        self._finish()
        return self._state

    def _missing(self) -> Iterator[Partition]:
        """Yield every partition that is missing, incomplete, or made of other rows; count the others."""
        last_share = 0.0
        state = self._state
        for partition in cut(self._source, self._limits, self._engine.sees):
            width, last_share = partition.share - last_share, partition.share
            state.manifest.partitions += 1
            footer = self._storage.footer(f"{PAIRS}/{partition.name}") if partition.name in self._there else {}
            whole = bool(footer) and self._has_beads(partition.name, footer)
            tally = Tally.from_dict(json.loads(footer["tally"])) if whole and "tally" in footer else Tally()
            same = whole and footer.get("digest") == partition.digest
            if same and not (self._consent.retry_failed and tally.failed):
                self._count(partition.index, tally, footer["signature"])
                state.share += width
                state.share_found += width
                state.skipped += 1
                self._tell()
                continue
            if whole and not same:
                self._changed()
            self._widths[partition.index] = width
            yield partition
        if not state.manifest.partitions:
            raise InputError("no pairs", place=self._source.url, cure="check the path")

    def _has_beads(self, name: str, footer: Mapping[str, str]) -> bool:
        """Whether the beads of a partition are the bytes that were written; older footers hold only the size."""
        if footer.get("beads_bytes") != str(self._beads_there.get(name)):
            return False
        noted = footer.get("beads_digest")
        return noted is None or noted == self._storage.digest(f"{BEADS}/{name}")

    def _changed(self) -> None:
        """Count a partition whose rows changed.

        Raises UsageError where OUT holds the pairs of another input.
        """
        if self._old and self._old.input != self._source.url:
            trouble = f"holds the pairs of {self._old.input}"
            raise UsageError(trouble, place=self._storage.place, cure="give another -o")
        self._state.redone += 1

    def _begin_writing(self) -> None:
        """Before the first partition: remove what a killed run left, and check that workers see this folder."""
        state = self._state
        if state.manifest.runs and state.manifest.runs[-1] is state.run:
            return
        sweep(self._storage)
        state.manifest.runs.append(state.run)
        state.manifest.save(self._storage)
        if self._storage.is_local and not self._engine.sees(self._storage.path(manifests.NAME)):
            cure = "give an -o that all of them share: a mounted folder, s3://…"
            raise UsageError("not every worker sees this folder", place=self._storage.place, cure=cure)

    def _handle(self, outcome: PartitionOutcome) -> bool:
        """Count the outcome of a partition; return True if it must be done again.

        Raises its lasting error.
        """
        index = outcome.partition.index
        if outcome.lost:
            self._lose(index, outcome.worker)
            return True
        if outcome.error is not None:
            self._errors[index] += 1
            if isinstance(outcome.error, Stop) or self._errors[index] >= self._job.tries:
                raise outcome.error
            return True
        report = outcome.report
        assert report is not None
        run = self._state.run
        run.partitions += 1
        run.pairs += report.tally.pairs
        run.tokens += report.tally.tokens
        run.cpu_seconds = round(run.cpu_seconds + report.cpu_seconds, 3)
        run.peak_memory = max(run.peak_memory, report.memory)
        self._state.share += self._widths.pop(index)
        self._count(index, report.tally, self._job.signature)
        return False

    def _count(self, index: int, tally: Tally, signature: str) -> None:
        manifest = self._state.manifest
        manifest.tally = manifest.tally + tally
        manifest.signatures[signature] = manifest.signatures.get(signature, 0) + 1
        if tally.failed:
            self._failed.append(index)

    def _lose(self, index: int, worker: str) -> None:
        """Count a lost worker.

        Raises AlignError if workers end before any pair begins: then no pair is to blame.
        """
        self._state.run.lost_workers += worker not in self._gone
        self._gone |= {worker} - {""}
        note = self._storage.read(f"{QUARANTINE}/{index}.json")
        self._losses[index] = 0 if note != self._notes.get(index) else self._losses[index] + 1
        self._notes[index] = note
        if self._losses[index] > _LOST_BEFORE_BEGINNING:
            trouble = f"partition {index} lost its worker {self._losses[index]} times before a pair began"
            raise AlignError(
                trouble, place=self._storage.place, cure="see why with --workers 0, or in the workers' logs"
            )

    def _tell(self) -> None:
        now = time.monotonic()
        self._state.run.seconds = round(now - self._began, 3)
        self._state.run.workers = max(self._state.run.workers, self._engine.workers())
        if self._state.run.partitions and now - self._saved > _SAVE_SECONDS:
            self._state.manifest.save(self._storage)
            self._saved = now
        self._consent.progress(self._state)

    def _finish(self) -> None:
        """Remove partitions that are no longer in the input, write the failures and the manifest.

        A run that did nothing in a complete folder writes nothing.
        """
        state, storage = self._state, self._storage
        expected = set(map(partition_file, range(state.manifest.partitions)))
        stale = sorted({*self._there, *self._beads_there} - expected)
        for name in stale:
            storage.remove(f"{PAIRS}/{name}")
            storage.remove(f"{BEADS}/{name}")
        state.removed = len(stale)
        if not (state.run.partitions or stale) and self._old and self._old.complete:
            state.nothing_to_do = True
            return
        storage.write(FAILURES, failures(storage, sorted(self._failed)))
        state.run.finished = state.manifest.complete = True
        self._tell()
        state.manifest.save(storage)
