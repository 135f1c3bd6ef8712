"""Read, align and write each pair of `align run`, in this process or in several."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from align import native
from align.cli.exports import Across, ExportRequest, beside, check_target, exports_of, wants_findings
from align.cli.inputs import settings
from align.cli.overwriting import check_same_documents
from align.cli.pair_summary import PairSummary, summarise
from align.cli.progress_bar import ProgressBar
from align.coverage import support_coverage
from align.errors import AlignError, UsageError
from align.model import Alignment, Document
from align.pairs import STDIN, PairFiles
from align.reading import ReadOptions, read_pair
from align.stages import Seconds, measured, stage

if TYPE_CHECKING:
    from align.encode.interfaces import Progress
    from align.facts.glossary import Term
    from align.pipeline import PairAligner
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
    several_pairs: bool = False
    """Whether more than one pair is aligned: a lock file then speaks for its own pair only."""
    force: bool = False
    """Write over edits that are not merged, and over the alignment of other documents."""
    links: bool = False
    """Also find the word links of every bead."""
    glossary: str = ""
    """A file of terms for the word links; "" for that of the settings."""
    keep: bool = False
    """Hand the alignments back, not only their summaries."""


@dataclass(frozen=True)
class PairDone:
    """A pair that was aligned and written."""

    summary: PairSummary
    warnings: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    """What was written."""
    seconds: Seconds = field(default_factory=dict)
    """Where the time went."""
    alignment: Alignment | None = field(default=None, repr=False)


def check(job: RunJob) -> None:
    """Raise UsageError, FormatError or InputError for what would fail with every pair, before any is read."""
    from align.encode import check_name
    from align.history.confirmed import read_locks

    if job.formats:
        settings()
    if job.links:
        _terms(job.glossary)
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
    job = replace(job, several_pairs=len(pairs) > 1)
    if workers > 1 and len(pairs) > 1:
        yield from _in_processes(pairs, job, min(workers, len(pairs)))
        return
    with ProgressBar(len(pairs)) as bar:
        for pair in pairs:
            yield align_one(pair, job, bar.encoding)
            bar.pair_done()


def align_one(pair: PairFiles, job: RunJob, progress: Progress | None = None) -> PairDone | AlignError:
    """Read, align and write one pair; an error that a user can mend is returned, not raised."""
    with measured() as seconds:
        done = _align_one(pair, job, progress)
    return done if isinstance(done, AlignError) else replace(done, seconds=seconds)


def _align_one(pair: PairFiles, job: RunJob, progress: Progress | None) -> PairDone | AlignError:
    from align.history.confirmed import read_locks
    from align.locks import locks_for

    try:
        with stage("read"):
            source, target, warnings = read_pair(pair, job.read)
        _check_old_files(source, target, job)
        locks, noted = locks_for(source, target, read_locks(job.locks, pair.id), several_pairs=job.several_pairs)
        noticed: list[NoCommonOrder] = []
        with stage("load the model"):
            aligner = _aligner(job.encoder, job.cache)
        alignment = aligner.align(source, target, locks, progress, noticed.append)
        if job.links:
            alignment = aligner.link_words(alignment, _terms(job.glossary))
            warnings = (*warnings, *filter(None, [_language_note(alignment)]))
        with stage("write"):
            files = _write(alignment, job)
    except AlignError as error:
        return error if pair.id in error.place else AlignError(f"{pair.id}: {error}")
    except MemoryError:
        return AlignError("not enough memory", place=pair.id, cure="align fewer pairs at once or smaller documents")
    except Exception as error:
        if os.environ.get("ALIGN_DEBUG"):
            raise
        trouble = f"this is a bug in align: {type(error).__name__}: {error}"
        return AlignError(trouble, place=pair.id, cure="set ALIGN_DEBUG=1 to see where, and report it")
    coverage = support_coverage(alignment)
    told = (*warnings, *noted, *map(str, noticed), *filter(None, [coverage.warning if coverage else ""]))
    warnings = tuple(warning if pair.id in warning else f"{pair.id}: {warning}" for warning in told)
    unit = "line" if job.read.lines else job.read.level
    summary = summarise(alignment, unit, (_file_name(pair.source), _file_name(pair.target)))
    return PairDone(summary, warnings, files, alignment=alignment if job.keep else None)


def write_across(pairs: Sequence[str], job: RunJob) -> None:
    """Write the files of these pairs again in which findings change once the pairs are compared with each other.

    Raises AlignError.
    """
    from align.check import check_across
    from align.exchange import export

    formats = [name for name in job.formats if wants_findings(name)]
    if len(pairs) < 2 or not formats or str(job.out) == "-":
        return
    across = Across(tuple(sorted(_path(pair, job) for pair in pairs)))
    for path, found in across.found.items():
        if found != check_across([native.load(path)], settings())[0]:
            made = list(exports_of([(path, native.load(path))], ExportRequest(across=across)))
            for name in formats:
                export(made, name, beside(path, None, name))


def _file_name(path: Path) -> str:
    return "stdin" if path == STDIN else str(path)


def _language_note(alignment: Alignment) -> str:
    from align.words.languages import language_note

    return language_note(alignment.source.lang, alignment.target.lang)


def _path(pair: str, job: RunJob) -> Path:
    return job.out / f"{pair}{native.SUFFIX}"


def _check_old_files(source: Document, target: Document, job: RunJob) -> None:
    """Raise UsageError if writing would replace the alignment of other documents, or edits that are not merged."""
    if str(job.out) == "-" or job.force:
        return
    path = _path(source.id, job)
    check_same_documents(path, source, target)
    for name in job.formats:
        check_target(beside(path, None, name), [path], name, ExportRequest(), named=False)


def _write(alignment: Alignment, job: RunJob) -> tuple[Path, ...]:
    """Write NAME.align.json first; the other formats are made as `align export` makes them. Returns the files."""
    from align.exchange import Export, export

    if str(job.out) == "-":
        (name,) = job.formats
        pairs = [(Path("-", alignment.id), alignment)]
        export(exports_of(pairs, ExportRequest(findings=wants_findings(name))), name, sys.stdout.buffer)
        sys.stdout.flush()
        return ()
    path = _path(alignment.id, job)
    native.save(alignment, path)
    made: list[Export] = []
    for name in job.formats:
        if not made and wants_findings(name):
            made = list(exports_of([(path, native.load(path))], ExportRequest()))
        exports = (
            made if wants_findings(name) else exports_of([(path, native.load(path))], ExportRequest(findings=False))
        )
        export(exports, name, beside(path, None, name))
    return (path, *(beside(path, None, name) for name in job.formats))


@cache
def _terms(glossary: str) -> tuple[Term, ...]:
    """The terms that word links follow: those of the file, else of the glossary that `[check]` names."""
    from align.facts.glossary import load_glossary

    path = Path(glossary) if glossary else settings().glossary
    return load_glossary(path) if path else ()


@cache
def _aligner(encoder: str, cached: bool) -> PairAligner:
    """Load the model, once a process, when the first pair has been read; the checks of an export use the same one."""
    from align.check.context import loaded_encoder
    from align.pipeline import PairAligner

    return PairAligner(loaded_encoder(encoder), cache=cached)


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
