"""What a worker does with a partition: read its rows, align each pair, write two files whole.

Runs in any process.

Each process loads the model once, at its first pair. A pair that raises is reported and the rest
goes on. A pair that ends its process (memory, a crash, the time limit) is found by `quarantine`:
once a partition has lost its worker, each further attempt notes the row at work, and a row that has
ended `tries` workers is reported and skipped.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from align.corpus.documents import Documents
from align.corpus.filters import measure
from align.corpus.frames import SCHEMA_VERSION, PartitionTables
from align.corpus.job import AlignerSpec, CorpusJob, PairRow, Partition, PartitionReport
from align.corpus.partitions import digest
from align.corpus.quarantine import Quarantine, time_limit
from align.corpus.storage import BEADS, PAIRS, Storage
from align.corpus.tables import read_slice
from align.errors import AlignError
from align.model import Alignment, Bead, Document

_REPEATED_IN = 5
"""A segment that occurs in at least this many pairs of a partition is boilerplate."""
_PAUSE = 0.5
"""Seconds before a file that could not be read is read again; doubled each time."""
_FIRST = 60.0
"""Seconds that the first pair of a process may take beyond the limit: it waits for what is loaded at first use."""

_loaded: dict[tuple[int, AlignerSpec], AnyAligner] = {}
_loading = threading.Lock()
_begun_in = 0
"""The process that began its first pair."""
_working = threading.Lock()
"""Held while a partition is aligned: encoders reuse buffers, so threads of a worker take turns."""


class AnyAligner(Protocol):
    """What a corpus needs of an aligner."""

    @property
    def signature(self) -> str:
        """Names all that the numbers depend on."""
        ...

    def align(self, source: Document, target: Document, locks: Sequence[Bead] = ()) -> Alignment:
        """Return the ladder of the pair."""
        ...


class Stop(AlignError):
    """A trouble that another attempt cannot mend: the run ends."""


def load(encoder: str) -> AnyAligner:
    """Load the aligner of a corpus: without a cache on disk, and without evidence, which the tables do not hold."""
    from align.pipeline import Config, load_aligner

    return load_aligner(encoder, Config(explain=False, support=False), cache=False)


def aligner_for(spec: AlignerSpec) -> AnyAligner:
    """Return this process's aligner: loaded at the first call, with one thread for linear algebra."""
    with _loading:
        key = (os.getpid(), spec)  # a forked child does not share its parent's
        if key not in _loaded:
            for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
                os.environ.setdefault(name, "1")
            module, _, name = spec.factory.partition(":")
            aligner = getattr(import_module(module), name)(**dict(spec.options))
            with contextlib.suppress(ImportError):
                from threadpoolctl import threadpool_limits  # type: ignore[import-untyped,unused-ignore]

                threadpool_limits(1)
            _loaded.clear()
            _loaded[key] = aligner
        return _loaded[key]


def signature_of(job: CorpusJob) -> str:
    """All that the output depends on beside the pairs and how they are cut into partitions."""
    limits = ",".join(f"{mark}<{least:g}" for mark, least in job.thresholds.by_filter().items())
    shape = "lines" if job.lines else job.level
    langs = f"{job.source_lang}-{job.target_lang}"
    return f"{aligner_for(job.aligner).signature}|corpus:{SCHEMA_VERSION}|{langs}|seg:{shape}|marks:{limits}"


def align_partition(job: CorpusJob, partition: Partition, careful: bool = False) -> PartitionReport:
    """Align every pair of the partition and write its two files.

    Raises only what does not come from a single pair.
    """
    shared = getattr(aligner_for(job.aligner), "thread_safe", False)
    with contextlib.nullcontext() if shared else _working:
        return _align_partition(job, partition, careful)


def _align_partition(job: CorpusJob, partition: Partition, careful: bool) -> PartitionReport:
    started = time.process_time()
    storage = Storage(job.out)
    if job.signature and signature_of(job) != job.signature:
        trouble = f"a worker has {signature_of(job)}, the run {job.signature}"
        raise Stop(trouble, place=platform.node(), cure="install the same taiyaku on every worker")
    quarantine = Quarantine(storage, partition, job) if careful else None
    tables = PartitionTables(job.thresholds)
    done: list[tuple[PairRow, Alignment | str, int]] = []
    with Documents(job) as documents:
        for row in rows_of(partition):
            lost = quarantine.begin(row) if quarantine else 0
            if lost:
                limit = f" or took longer than {job.time_limit:g} s" if job.time_limit else ""
                done.append((row, f"ended its worker{limit}, {lost} times", lost))
            else:
                done.append((row, *_align_row(job, row, documents)))
    if quarantine:
        quarantine.pause()
    repeated = _repeated([item for _, item, _ in done if isinstance(item, Alignment)])
    for row, item, tried in done:
        if isinstance(item, Alignment):
            tables.add(row, item, measure(item, repeated), tried)
        else:
            tables.fail(row, item, tried)
    footer = {"digest": partition.digest, "signature": job.signature, "schema": str(SCHEMA_VERSION)}
    beads = tables.beads(footer)
    storage.write(f"{BEADS}/{partition.name}", beads)
    about = {"beads_bytes": str(len(beads)), "beads_digest": hashlib.blake2b(beads, digest_size=16).hexdigest()}
    storage.write(f"{PAIRS}/{partition.name}", tables.pairs({**footer, **about}))
    if quarantine:
        quarantine.end()
    return PartitionReport(
        tally=tables.tally,
        cpu_seconds=time.process_time() - started,
        memory=_peak_memory(),
    )


def rows_of(partition: Partition) -> Iterator[PairRow]:
    """Return the partition's rows, read from its table where they did not come along."""
    if partition.slice is None:
        return iter(partition.rows)
    rows = list(read_slice(partition.slice, partition.first))
    if digest(rows) != partition.digest:
        cure = "start it again: what changed is done again"
        raise Stop("the table changed while it was read", place=partition.slice.table.url, cure=cure)
    return iter(rows)


def _align_row(job: CorpusJob, row: PairRow, documents: Documents) -> tuple[Alignment | str, int]:
    """Return the alignment of a row, or its trouble, and the number of attempts.

    Only reading is attempted again.
    """
    if row.trouble:
        return row.trouble, 1
    for attempt in range(1, max(1, job.tries) + 1):
        try:
            with time_limit(_limit(job.time_limit)):
                source, target = documents.read(row)
                return aligner_for(job.aligner).align(source, target), attempt
        except AlignError as error:
            cause = error.__cause__
            passing = isinstance(cause, OSError) and not isinstance(cause, FileNotFoundError)
            if not passing or attempt >= job.tries:
                return str(error), attempt
        except (OSError, MemoryError) as error:
            if attempt >= job.tries or isinstance(error, FileNotFoundError):
                return _described(error), attempt
        except Exception as error:
            return _described(error), attempt
        time.sleep(_PAUSE * 2 ** (attempt - 1))
    raise AssertionError("the last attempt always returns")


def _limit(seconds: float) -> float:
    """The time limit of the next pair in this process; 0 means no limit."""
    global _begun_in
    is_first, _begun_in = _begun_in != os.getpid(), os.getpid()
    return seconds + _FIRST if seconds and is_first else seconds


def _repeated(alignments: list[Alignment]) -> frozenset[str]:
    """Return the segment texts that many of these pairs hold."""
    counts: Counter[str] = Counter()
    for alignment in alignments:
        counts.update({*alignment.source.texts(), *alignment.target.texts()})
    return frozenset(text for text, count in counts.items() if count >= _REPEATED_IN)


def _described(error: BaseException) -> str:
    reason = " ".join(str(error).split())
    return f"{type(error).__name__}: {reason}" if reason else type(error).__name__


def _peak_memory() -> int:
    """Return the most memory that this process has held, in bytes; 0 on Windows, which does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    scale = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale


def sees(path: str) -> bool:
    """Whether this process sees a file that the driver has just written."""
    return Path(path).exists()
