"""`align export`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.errors import InputError, UsageError
from align.history.store import DATABASE_NAME
from align.model import LEVELS, Alignment, Finding, Verdict

if TYPE_CHECKING:
    from align.exchange import Export, ExportCounts, ExportOptions
    from align.exchange.sentence_rows import Refine


def export(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="NAME.align.json files, or folders of them.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMAT", help="The format; `--to list` names them all.")],
    out: Annotated[
        str,
        typer.Option(
            "-o", "--out", metavar="PATH", help="One file for all, a folder for a file each, or - for stdout."
        ),
    ] = "",
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Only what reviewers accepted, with their corrections in place.")
    ] = False,
    apply_verdicts: Annotated[
        bool, typer.Option("--apply-verdicts", help="All but what they rejected, with their corrections in place.")
    ] = False,
    min_probability: Annotated[
        float, typer.Option("--min-probability", metavar="P", help="Leave out beads below.")
    ] = 0,
    with_nulls: Annotated[
        bool | None, typer.Option("--with-nulls/--without-nulls", help="Segments without a counterpart. [TMX: without]")
    ] = None,
    level: Annotated[str, typer.Option("--level", help="paragraph, or sentence: each bead cut finer.")] = "paragraph",
    findings: Annotated[bool, typer.Option("--findings/--no-findings", help="Run the checks for the file.")] = True,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite a file with a reviewer's edits that are not merged yet.")
    ] = False,
    database: Annotated[
        str,
        typer.Option("--database", metavar="URL", help="Reviewers' verdicts. [default: review.db beside the files]"),
    ] = "",
) -> None:
    """Write alignments in a format of other programs; `--to list` names the formats.

    Without -o, NAME.SUFFIX goes beside NAME.align.json. A folder: give -o DIR/ . Several files and
    -o FILE: all in one. Reviewers' verdicts, comments and corrections come from the review
    database, if there is one.
    """
    from align.exchange import FORMATS, ExportOptions, format_named

    if to == "list":
        print("\n".join(FORMATS))
        return
    suffix = format_named(to).suffix
    if reviewed and apply_verdicts:
        raise UsageError("--reviewed and --apply-verdicts exclude each other", cure="give one of them")
    if level not in LEVELS:
        raise UsageError(f"no level is called {level!r}", place="--level", cure="choose paragraph or sentence")
    mode = "accepted" if reviewed else "apply" if apply_verdicts else "show"
    options = ExportOptions(with_nulls, min_probability, level, mode)
    request = _Request(to, options, findings and to != "ladder", database, force)
    paths = alignment_files(files)
    if out == "-":
        _report(_write(paths, sys.stdout.buffer, request), "stdout")
        sys.stdout.flush()
    elif out and not (out.endswith("/") or Path(out).is_dir()):
        _report(_write(paths, Path(out), request), out)
    else:
        for path in paths:
            folder = Path(out) if out else path.parent
            target = folder / (path.name.removesuffix(".json").removesuffix(".align") + suffix)
            _report(_write([path], target, request), str(target))


@dataclass(frozen=True)
class _Request:
    """One call of the command: what goes into its files."""

    format: str
    options: ExportOptions
    findings: bool
    database: str
    force: bool


def alignment_files(paths: list[Path]) -> list[Path]:
    """Return the native files among `paths`, folders opened.

    Raises InputError for a folder without any.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.glob("*.align.json")) if path.is_dir() else [path]
        if not inside:
            raise InputError("no NAME.align.json in this folder", place=str(path), cure="run `align run` first")
        found += inside
    return found


def database_of(path: Path, database: str) -> str:
    """Return the URL of the review database beside an alignment; empty if there is none."""
    if database:
        return database
    beside = path.parent / DATABASE_NAME
    return f"sqlite:///{beside}" if beside.is_file() else ""


def _write(paths: list[Path], to: Path | object, request: _Request) -> ExportCounts:
    from typing import BinaryIO, cast

    from align.exchange import FORMATS
    from align.exchange import export as write

    if isinstance(to, Path) and to.is_file() and FORMATS[request.format].returns and not request.force:
        _check_merged(to, paths, request.database)
    return write(_exports(paths, request), request.format, cast("Path | BinaryIO", to), request.options)


def _check_merged(target: Path, paths: list[Path], database: str) -> None:
    """Raise UsageError if `target` holds edits of a reviewer that are not in the database."""
    from align.exchange.merge import Attribution, plan, read
    from align.history.pair_state import reviewed_alignment
    from align.history.store import Store
    from align.native import load

    try:
        reviewed = read(target)
    except InputError:
        return  # not a file that `align export` wrote for reviewers
    alignments, stored = [], {}
    for path in paths:
        alignment = load(path)
        if url := database_of(path, database):
            with Store.open(url) as store:
                alignments.append(reviewed_alignment(store, alignment))
                stored[alignment.id] = store.verdicts(alignment.id)
        alignments.append(alignment)
    report = plan(reviewed.rows, alignments, stored, Attribution(reviewed.reviewer or "somebody", ""))
    known = {_content(verdict) for by_key in stored.values() for several in by_key.values() for verdict in several}
    if waiting := sum(1 for verdict in report.verdicts if _content(verdict) not in known):
        cure = f"run `align merge {target}` first, or overwrite it with --force"
        raise UsageError(f"it holds edits that are not merged ({waiting})", place=str(target), cure=cure)


def _content(verdict: Verdict) -> tuple[str | None, ...]:
    comment = " ".join(verdict.comment.split())
    return (verdict.bead, verdict.decision, comment, verdict.source_text, verdict.target_text)


def _exports(paths: list[Path], request: _Request) -> Iterator[Export]:
    """Load the pairs one after the other, so that one at a time is in memory."""
    from align.native import load

    refine = _refiner() if request.options.level == "sentence" else None
    for path in paths:
        one = _with_verdicts(load(path), database_of(path, request.database), request.findings)
        if refine is not None:
            from align.exchange.sentence_rows import by_sentence
            from align.text.sentences import sentence_spans

            one = by_sentence(one, request.options, refine, sentence_spans)
        yield one


def _with_verdicts(alignment: Alignment, database: str, findings: bool) -> Export:
    from align.exchange import Export

    if not database:
        return Export(alignment, {}, _found(alignment) if findings else {})
    from align.history.pair_state import reviewed_alignment
    from align.history.store import Store

    with Store.open(database) as store:
        alignment = reviewed_alignment(store, alignment)
        verdicts = store.verdicts(alignment.id)
        dismissed = store.dismissed()
    found = _found(alignment) if findings else {}
    found = {
        key: tuple(one for one in several if (key, one.check, one.message) not in dismissed)
        for key, several in found.items()
    }
    return Export(alignment, verdicts, found)


def _found(alignment: Alignment) -> dict[str, tuple[Finding, ...]]:
    from align.check import CheckConfig, check_alignment

    found: dict[str, list[Finding]] = {}
    for finding in check_alignment(alignment, CheckConfig()):
        found.setdefault(finding.bead, []).append(finding)
    return {key: tuple(several) for key, several in found.items()}


def _refiner() -> Refine:
    from align.pipeline import load_aligner, refine_sentences

    aligner = load_aligner()
    return lambda alignment: refine_sentences(alignment, aligner)


def _report(counts: ExportCounts, place: str) -> None:
    pairs = "1 pair" if counts.pairs == 1 else f"{counts.pairs} pairs"
    beads = "1 bead" if counts.beads == 1 else f"{counts.beads} beads"
    rest = f" ({counts.kept_out} kept out)" if counts.kept_out else ""
    print(f"{place}: {beads}{rest} of {pairs}", file=sys.stderr)
    if counts.replaced:
        print(f"{place}: {counts.replaced} characters that XML or UTF-8 forbids are shown as ␛ or �", file=sys.stderr)
