"""`align run`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from align.errors import AlignError, IncompletePair, UsageError


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATHS]", help="Nothing: the bundled pairs. Folders of pairs. Or SOURCE TARGET."),
    ] = None,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Where the results go; - is stdout.")] = Path(
        "out"
    ),
    to: Annotated[
        str, typer.Option("--to", metavar="FORMATS", help="Also write these, comma between them; list names them.")
    ] = "",
    lines: Annotated[
        bool, typer.Option("--lines/--no-lines", help="Each line is already a segment.", show_default=False)
    ] = False,
    format: Annotated[str, typer.Option("--format", help="Format of all files, such as markdown; else found.")] = "",
    source_part: Annotated[
        str, typer.Option("--source-part", metavar="PART", help="Of a web page: lang=ja, or a CSS selector.")
    ] = "",
    target_part: Annotated[
        str, typer.Option("--target-part", metavar="PART", help="The same for the other side.")
    ] = "",
    level: Annotated[str, typer.Option("--level", help="What is aligned: paragraph or sentence.")] = "paragraph",
    source_lang: Annotated[
        str | None,
        typer.Option("--source-lang", help="Language of the originals; if named, it is believed.", show_default="ja"),
    ] = None,
    target_lang: Annotated[
        str | None,
        typer.Option("--target-lang", help="Language of the summaries; if named, it is believed.", show_default="en"),
    ] = None,
    source_status: Annotated[
        str, typer.Option("--source-status", metavar="TEXT", help='What the originals are, such as "draft".')
    ] = "",
    target_status: Annotated[
        str, typer.Option("--target-status", metavar="TEXT", help="What the summaries are; exports say so.")
    ] = "",
    encoder: Annotated[str, typer.Option("--encoder", help="use, st:NAME or openai:URL.")] = "use",
    lock: Annotated[
        list[Path] | None,
        typer.Option(
            "--lock",
            metavar="FILE",
            help="A NAME.align.json, or a folder of them, whose confirmed beads are kept; repeatable.",
        ),
    ] = None,
    workers: Annotated[int, typer.Option("--workers", min=1, help="Processes that align side by side.")] = 1,
    cache: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Keep sentence vectors between runs.", show_default=False)
    ] = True,
    links: Annotated[
        bool,
        typer.Option(
            "--links/--no-links", help="Also find which words of each bead answer each other.", show_default=False
        ),
    ] = False,
    glossary: Annotated[
        str, typer.Option("--glossary", metavar="FILE", help="Terms as CSV or TBX that word links follow.")
    ] = "",
    explain: Annotated[
        bool, typer.Option("--explain/--no-explain", help="Print what spoke for each bead.", show_default=False)
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite unmerged edits and alignments of other documents.")
    ] = False,
    table: Annotated[
        bool, typer.Option("--table/--no-table", help="Print numbers in a table, a row a pair.", show_default=False)
    ] = False,
    verbose: Annotated[
        bool, typer.Option("-v", "--verbose/--no-verbose", help="Also print where the time went.", show_default=False)
    ] = False,
    quiet: Annotated[
        bool, typer.Option("-q", "--quiet/--no-quiet", help="Print only errors and warnings.", show_default=False)
    ] = False,
) -> None:
    """Align document pairs and write OUT/NAME.align.json for each, and the formats of --to.

    A folder holds pairs as NAME.ja.EXT + NAME.en.EXT, NAME.ja + NAME.en, or NAME/ja.EXT +
    NAME/en.EXT; - is stdin. Exit code 1 if some pairs failed, 2 if all did.
    """
    if to.strip().lower() == "list":
        from align.exchange import FORMATS

        print("\n".join(FORMATS))
        return
    from align.cli import explanation, jobs, report
    from align.cli.exports import formats_of
    from align.pairs import Languages, find_pairs
    from align.reading import ReadOptions

    languages = Languages(source_lang or "ja", target_lang or "en")
    believed = source_lang is not None, target_lang is not None
    statuses = " ".join(source_status.split()), " ".join(target_status.split())
    job = jobs.RunJob(
        read=ReadOptions(languages, lines, level, format, believed, statuses, (source_part, target_part)),
        out=out,
        formats=formats_of(to),
        encoder=encoder,
        cache=cache,
        locks=tuple(lock or ()),
        force=force,
        links=links or bool(glossary),
        glossary=glossary,
        keep=explain or str(out) == "-",
    )
    jobs.check(job)
    troubles: list[IncompletePair] = []
    pairs = find_pairs(paths or [], languages, troubles, two_parts=bool(source_part and target_part))
    if str(out) == "-":
        _check_stdout(len(pairs), explain)
    _say(*troubles)
    done: list[jobs.PairDone] = []
    failed = [trouble.pair or trouble.place for trouble in troubles]
    for pair, outcome in zip(pairs, jobs.align_all(pairs, job, workers), strict=True):
        if isinstance(outcome, AlignError):
            failed.append(pair.id)
            _say(outcome)
            continue
        done.append(outcome)
        _say(*outcome.warnings)
        if verbose:
            report.print_times(pair.id, outcome.seconds)
        if explain and outcome.alignment:
            explanation.print_evidence(outcome.alignment)
    try:
        jobs.write_across([one.summary.id for one in done], job)
    except AlignError as error:
        failed.append("the comparison of the pairs")
        _say(error)
    if verbose:
        report.print_slowest([(outcome.summary.id, outcome.seconds) for outcome in done], workers)
    if done and not quiet and str(out) != "-":
        report.print_results([(one.summary, one.files) for one in done], failed, out, table)
    if failed:
        raise typer.Exit(1 if done else 2)


def _say(*lines: AlignError | str) -> None:
    for line in lines:
        print("align: " + " ".join(str(line).split()), file=sys.stderr)


def _check_stdout(pairs: int, explain: bool) -> None:
    """Raise UsageError for what cannot share stdout with the results."""
    if pairs != 1 or explain:
        given = "--explain and the results" if explain else f"{pairs} pairs"
        raise UsageError(f"{given} cannot share stdout", cure="give one pair, or a folder with -o")
