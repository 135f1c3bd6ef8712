"""`align corpus`."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from align.errors import UsageError
from align.model import LEVELS

if TYPE_CHECKING:
    from align.corpus.drive import State
    from align.corpus.engine import Engine

_SECONDS_A_LINE = 60.0


def corpus(
    pairs: Annotated[
        str,
        typer.Argument(
            metavar="PAIRS",
            help="A folder of pairs; a .tsv, .csv, .jsonl or .parquet with id, source, target; or a quoted glob of "
            "either. May be s3://…, gcs://…, any fsspec address.",
        ),
    ],
    out: Annotated[str, typer.Option("-o", "--out", metavar="DIR", help="Where the Parquet goes; may be an address.")],
    workers: Annotated[
        int | None,
        typer.Option("--workers", min=0, help="Processes; one a core by default. 0: in this process, without Dask."),
    ] = None,
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="A Dask cluster: tcp://HOST:8786 or a scheduler file.")
    ] = "",
    source_lang: Annotated[str, typer.Option("--source-lang", help="Language of the originals.")] = "ja",
    target_lang: Annotated[str, typer.Option("--target-lang", help="Language of the summaries.")] = "en",
    lines: Annotated[bool, typer.Option("--lines", help="Each line is already a segment.")] = False,
    level: Annotated[str, typer.Option("--level", help="What is aligned: paragraph or sentence.")] = "paragraph",
    encoder: Annotated[str, typer.Option("--encoder", help="use, st:NAME or openai:URL.")] = "use",
    columns: Annotated[
        str, typer.Option("--columns", metavar="ID,SOURCE,TARGET", help="The table's columns.")
    ] = "id,source,target",
    content: Annotated[
        str,
        typer.Option("--content", help="What the table's cells hold: text, path for files in its folder, or address."),
    ] = "text",
    root: Annotated[
        str, typer.Option("--root", metavar="DIR", help="The folder that the table's paths must lie in.")
    ] = "",
    partition_tokens: Annotated[
        int | None, typer.Option("--partition-tokens", min=1, help="Tokens in a partition; 50,000 by default.")
    ] = None,
    partition_pairs: Annotated[
        int | None, typer.Option("--partition-pairs", min=1, help="Pairs in a partition; 1,000 by default.")
    ] = None,
    tries: Annotated[int, typer.Option("--tries", min=1, help="Give up a pair that ended so many workers.")] = 3,
    time_limit: Annotated[float, typer.Option("--time-limit", min=0, help="Seconds for one pair; 0: no limit.")] = 600,
    min_support: Annotated[float, typer.Option(help="Mark wrong-partner below this.")] = 0.55,
    min_language: Annotated[float, typer.Option(help="Mark wrong-language below this.")] = 0.45,
    min_content: Annotated[float, typer.Option(help="Mark boilerplate below this.")] = 0.3,
    min_probability: Annotated[float, typer.Option(help="Mark low-probability below this.")] = 0.7,
    remix: Annotated[
        bool, typer.Option("--remix", help="Go on after the model changed; keep what the old one made.")
    ] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Do partitions that hold failed pairs again.")
    ] = False,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Print no progress and no summary.")] = False,
) -> None:
    """Align many pairs into partitioned Parquet, on this machine or on a Dask cluster; start again to resume.

    Pairs that look misaligned are marked, not removed; pairs that fail are listed in
    OUT/failures.parquet. Exit code 1 if some pairs failed, 2 if the run could not go on.
    """
    from align.corpus.drive import Consent, run_corpus
    from align.corpus.filters import Thresholds
    from align.corpus.job import AlignerSpec, CorpusJob
    from align.corpus.ownership import own_manifest
    from align.corpus.partitions import Cut
    from align.corpus.sources import SourceOptions, open_pairs
    from align.corpus.storage import Storage

    if level not in LEVELS:
        raise UsageError(f"no level {level!r}", cure="give paragraph or sentence")
    _check_content(content)
    if scheduler and workers is not None:
        raise UsageError("both --scheduler and --workers", cure="the cluster has its own workers: give one of them")
    if out.startswith("memory://"):
        raise UsageError("memory:// is forgotten when the command ends", place="-o", cure="give a folder, s3://…")
    limits = None
    if partition_tokens or partition_pairs:
        limits = Cut(partition_tokens or Cut().tokens, partition_pairs or Cut().pairs)
    job = CorpusJob(
        out=out if "://" in out else os.path.abspath(out),  # noqa: PTH100 - may be an address
        aligner=AlignerSpec(options=(("encoder", encoder),)),
        source_lang=source_lang,
        target_lang=target_lang,
        lines=lines,
        level=level,
        thresholds=Thresholds(min_support, min_language, min_content, min_probability),
        tries=tries,
        time_limit=time_limit,
    )
    source = open_pairs(
        _absolute(pairs),
        SourceOptions(source_lang, target_lang, _three(columns), content, _absolute(root) if root else ""),
    )
    own_manifest(Storage(job.out), source.url)
    Storage(job.out).check()
    with _Progress(quiet) as shown:
        try:
            engine = _engine(scheduler, workers)
            try:
                shown.say("loading the model")
                state = run_corpus(source, job, engine, limits, Consent(remix, retry_failed, _ask, shown.show))
            finally:
                engine.close()
        except KeyboardInterrupt:
            print("align: the same command goes on with what is missing", file=sys.stderr)
            raise
    if not quiet:
        from align.corpus.run_summary import summary

        print("\n".join(summary(state, out)))
    if state.manifest.tally.failed:
        raise typer.Exit(1)


def _check_content(content: str) -> None:
    """Raise UsageError for another kind of cells, AlignError where what fetches addresses is not installed."""
    if content not in ("text", "path", "address"):
        raise UsageError(f"no content {content!r}", cure="give text, path or address")
    if content == "address":
        from align.add.web import import_httpx

        import_httpx("--content address")


def _three(columns: str) -> tuple[str, str, str]:
    """Return the names of the columns id, source and target. Raises UsageError for another number of them."""
    names = [name.strip() for name in columns.split(",")]
    if len(names) != 3 or not all(names):
        raise UsageError(f"{columns!r} names {len(names)} columns", cure="give three: --columns ID,SOURCE,TARGET")
    return names[0], names[1], names[2]


def _absolute(pairs: str) -> str:
    return pairs if "://" in pairs else os.path.abspath(os.path.expanduser(pairs))  # noqa: PTH100, PTH111 - may be a glob


def _engine(scheduler: str, workers: int | None) -> Engine:
    if workers == 0:
        from align.corpus.engine import Here

        return Here()
    from align.corpus import cluster

    return cluster.connect(scheduler) if scheduler else cluster.start_processes(workers or os.cpu_count() or 1)


def _ask(question: str) -> bool:
    """Ask on a terminal; nobody is there to answer elsewhere."""
    return sys.stdin.isatty() and sys.stderr.isatty() and typer.confirm(question, err=True)


class _Progress:
    """Shows rate and time left: a bar on a terminal, a line a minute elsewhere."""

    def __init__(self, quiet: bool) -> None:
        self._quiet = quiet
        self._last = time.monotonic()
        self._status: object = None

    def __enter__(self) -> _Progress:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status("starting workers")
            self._status.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        if self._status is not None:
            self._status.__exit__(*error)  # type: ignore[attr-defined]

    def say(self, what: str) -> None:
        """Tell a terminal what is being done."""
        if self._status is not None:
            self._status.update(what)  # type: ignore[attr-defined]

    def show(self, state: State) -> None:
        """Show how far the run is."""
        if self._status is not None:
            self._status.update(_line(state))  # type: ignore[attr-defined]
        elif not self._quiet and time.monotonic() - self._last > _SECONDS_A_LINE:
            self._last = time.monotonic()
            print(f"align: {_line(state)}", file=sys.stderr)


def _line(state: State) -> str:
    from align.corpus.run_summary import duration

    run, tally = state.run, state.manifest.tally
    left = f", {duration(state.seconds_left)} left" if state.seconds_left is not None else ""
    failed = f", {tally.failed:,} failed" if tally.failed else ""
    lost = f", {run.lost_workers} workers lost" if run.lost_workers else ""
    return (
        f"{100 * state.share:.1f} %: {tally.pairs:,} pairs{failed}, {run.pairs_a_second:,.1f} pairs/s, "
        f"{run.workers} workers{lost}{left}"
    )
