"""Read, align and write each pair of `align run`, in this process or in several."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from align import native
from align.cli.progress_bar import ProgressBar
from align.cli.report import PairSummary, summarise
from align.errors import AlignError, UsageError
from align.model import Alignment
from align.pairs import PairFiles
from align.reading import ReadOptions, read_pair

if TYPE_CHECKING:
    from align.encode import Progress
    from align.pipeline import Aligner
    from align.score.common_order import NoCommonOrder


@dataclass(frozen=True)
class RunJob:
    """What is done with every pair."""

    read: ReadOptions
    out: Path = Path("out")
    formats: tuple[str, ...] = ()
    encoder: str = "use"
    cache: bool = True
    locks: tuple[Path, ...] = ()
    keep: bool = False
    """Hand the alignments back, not only their summaries."""


@dataclass(frozen=True)
class PairDone:
    """A pair that was aligned and written."""

    summary: PairSummary
    warnings: tuple[str, ...] = ()
    alignment: Alignment | None = field(default=None, repr=False)


def formats_of(names: str) -> tuple[str, ...]:
    """Split what --to names: "html, tmx"; the native format is always written and need not be named."""
    return tuple(name.strip() for name in names.split(",") if name.strip() not in ("", "native", "align.json"))


def check(job: RunJob) -> None:
    """Raise UsageError, FormatError or InputError for what would fail with every pair, before any is read."""
    from align.encode import check_name
    from align.exchange import format_named
    from align.history.confirmed import read_locks

    for name in job.formats:
        format_named(name)
    check_name(job.encoder)
    read_locks(job.locks)
    if str(job.out) == "-" and len(job.formats) != 1:
        raise UsageError("-o - writes one format", cure="name it with --to, such as --to tsv")
    if job.out.exists() and not job.out.is_dir():
        raise UsageError(f"{job.out} is a file", cure="give a folder with -o")


def align_all(pairs: Sequence[PairFiles], job: RunJob, workers: int = 1) -> Iterator[PairDone | AlignError]:
    """Align the pairs in order; yield for each what was done or what went wrong."""
    if not pairs:
        return
    if workers > 1 and len(pairs) > 1:
        yield from _in_processes(pairs, job, min(workers, len(pairs)))
        return
    with ProgressBar(len(pairs)) as bar:
        for pair in pairs:
            yield align_one(pair, job, bar.encoding)
            bar.pair_done()


def align_one(pair: PairFiles, job: RunJob, progress: Progress | None = None) -> PairDone | AlignError:
    """Read, align and write one pair; an error that a user can mend is returned, not raised."""
    from align.history.confirmed import read_locks
    from align.locks import locks_for

    try:
        source, target, warnings = read_pair(pair, job.read)
        locks, noted = locks_for(source, target, read_locks(job.locks))
        noticed: list[NoCommonOrder] = []
        alignment = _aligner(job.encoder, job.cache).align(source, target, locks, progress, noticed.append)
        _write(alignment, job)
    except AlignError as error:
        return error if pair.id in error.place else AlignError(f"{pair.id}: {error}")
    except MemoryError:
        return AlignError("not enough memory", place=pair.id, cure="align fewer pairs at once or smaller documents")
    except Exception as error:
        if os.environ.get("ALIGN_DEBUG"):
            raise
        trouble = f"this is a bug in align: {type(error).__name__}: {error}"
        return AlignError(trouble, place=pair.id, cure="set ALIGN_DEBUG=1 to see where, and report it")
    told = (*warnings, *noted, *map(str, noticed))
    warnings = tuple(warning if pair.id in warning else f"{pair.id}: {warning}" for warning in told)
    return PairDone(summarise(alignment, pair.title), warnings, alignment if job.keep else None)


def _write(alignment: Alignment, job: RunJob) -> None:
    from align.exchange import Export, export, format_named

    if str(job.out) == "-":
        export([Export(alignment)], job.formats[0], sys.stdout.buffer)
        sys.stdout.flush()
        return
    for name in job.formats:
        export([Export(alignment)], name, job.out / f"{alignment.id}{format_named(name).suffix}")
    native.save(alignment, job.out / f"{alignment.id}{native.SUFFIX}")


@cache
def _aligner(encoder: str, cached: bool) -> Aligner:
    """Load the model, once a process, when the first pair has been read."""
    from align.pipeline import load_aligner

    return load_aligner(encoder, cache=cached)


def _in_processes(pairs: Sequence[PairFiles], job: RunJob, workers: int) -> Iterator[PairDone | AlignError]:
    """Align in processes with one model and one BLAS thread each. A pair whose process ends is an error."""
    os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
    pool = ProcessPoolExecutor(workers, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN))
    try:
        futures = [pool.submit(align_one, pair, job) for pair in pairs]
        with ProgressBar(len(pairs)) as bar:
            for pair, future in zip(pairs, futures, strict=True):
                try:
                    yield future.result()
                except BrokenProcessPool:
                    yield AlignError(
                        "a worker process ended before its time", place=pair.id, cure="use fewer --workers"
                    )
                bar.pair_done()
    finally:
        pool.shutdown(cancel_futures=True)
