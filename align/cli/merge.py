"""`align merge`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from align.cli.inputs import database_of, load, store_to_read
from align.errors import InputError, UsageError
from align.native import SUFFIX

if TYPE_CHECKING:
    from align.exchange.merge import Attribution, MergeReport, Outcome, Reviewed
    from align.history.sessions import ReadSession, WriteSession
    from align.history.store import Store
    from align.model import Alignment, Verdict


def merge(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Reviewed .xlsx, .ods, .docx, .xlf, .tmx, .tsv or .csv files.")
    ],
    alignments: Annotated[
        list[Path] | None,
        typer.Option(
            "--with",
            metavar="PATH",
            help="NAME.align.json or bilingual files, or folders. [default: FILE's folder, or out/]",
        ),
    ] = None,
    reviewer: Annotated[
        str, typer.Option("--reviewer", metavar="NAME", help="Who reviewed, if the file doesn't say.")
    ] = "",
    database: Annotated[
        str,
        typer.Option(
            "--database", metavar="URL", help="The review database. [default: review.db beside the alignments]"
        ),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report what would change; change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
) -> None:
    """Record the verdicts, comments and corrections of reviewers' files in the database.

    Rows are found by key, id and text, so columns may be moved and rows sorted, filtered or
    deleted. Nothing is overwritten: if two people decide differently, both verdicts are kept and
    the row is reported as conflicting. Exit code 1 if a row is conflicting or unknown.
    """
    requests = [
        _MergeRequest(path, _alignment_files(path, alignments or []), reviewer, database, dry_run) for path in files
    ]
    ready = [_read(request) for request in requests]  # all files, so that a broken one stops the command before any
    reports = [(one.request.path, _merge(one)) for one in ready]
    if as_json:
        print(json.dumps([_record(path, report) for path, report in reports], ensure_ascii=False, indent=1))
    else:
        for path, report in reports:
            _print(path, report)
    if any(report.count(kind) for _, report in reports for kind in ("conflicting", "unknown")):
        raise typer.Exit(1)


@dataclass(frozen=True)
class _MergeRequest:
    """One file to merge, with the options of the command."""

    path: Path
    alignments: list[Path]
    reviewer: str
    database: str
    dry_run: bool


def _alignment_files(path: Path, given: list[Path]) -> list[Path]:
    from align.cli.inputs import alignment_files

    if given:
        return alignment_files(given)
    for folder in (path.parent, Path("out")):
        if found := sorted(folder.glob("*.align.json")):
            return found
    cure = "name the alignments with --with"
    raise InputError("no NAME.align.json beside it or in out/", place=str(path), cure=cure)


@dataclass(frozen=True)
class _ReadFile:
    """A reviewer's file that was read, with all that its merge needs."""

    request: _MergeRequest
    reviewed: Reviewed
    reviewer: str
    originals: list[Alignment]


def _read(request: _MergeRequest) -> _ReadFile:
    """Read a file and its alignments. Raises UsageError if nobody says who reviewed it."""
    from align.exchange.merge import read

    reviewed = read(request.path)
    for original in request.alignments:
        if not original.name.endswith(SUFFIX):
            reviewed = reviewed.since(read(original))
    name = request.reviewer.strip() or reviewed.reviewer
    if not name and any(not row.reviewer for row in reviewed.rows):
        cure = 'give --reviewer NAME, or fill in "Reviewed by"'
        raise UsageError("who reviewed it?", place=str(request.path), cure=cure)
    return _ReadFile(request, reviewed, name, [load(path) for path in request.alignments])


def _merge(file: _ReadFile) -> MergeReport:
    """Plan and record in one transaction: no verdict comes in between, and a merge that is killed leaves none."""
    from align.exchange.merge import Attribution
    from align.history.changes import now
    from align.history.pair_state import reviewed_alignment

    with _store(file.request) as store:
        edited = [reviewed_alignment(store, alignment) for alignment in file.originals]
        with store.writing() as session:
            report = _plan(file.reviewed, [*edited, *file.originals], session, Attribution(file.reviewer, now()))
            if not file.request.dry_run:
                for outcome in report.outcomes:
                    _record_outcome(outcome, session)
    return report


def _store(request: _MergeRequest) -> AbstractContextManager[Store]:
    """Open the database to write; for a dry run to read, an empty one in memory if there is none."""
    from align.history.store import Store, sqlite_url

    beside = request.alignments[0]
    if request.dry_run:
        return store_to_read(database_of(beside, request.database) or "sqlite://")
    return Store.open(request.database or sqlite_url(beside.parent))


def _plan(
    reviewed: Reviewed, alignments: Sequence[Alignment], session: ReadSession, default: Attribution
) -> MergeReport:
    from align.exchange.merge import plan

    stored = {alignment.id: _verdicts(session, alignment.id) for alignment in alignments}
    return plan(reviewed.rows, alignments, stored, default)


def _verdicts(session: ReadSession, pair: str) -> dict[str, tuple[Verdict, ...]]:
    from align.history.changes import verdicts_in_force

    return verdicts_in_force(session.changes(pair))


def _record_outcome(outcome: Outcome, session: WriteSession) -> None:
    from align.history.changes import Change, verdict_body

    if outcome.match is None or not outcome.verdicts:
        return
    alignment, bead = outcome.match.alignment, outcome.match.bead
    source = [alignment.source.segments[index].text for index in bead.source]
    target = [alignment.target.segments[index].text for index in bead.target]
    session.keep_texts([(outcome.match.key, source, target)])
    for verdict in outcome.verdicts:
        session.append(
            Change(
                kind="verdict",
                pair=alignment.id,
                reviewer=verdict.reviewer,
                bead=verdict.bead,
                after=verdict_body(verdict),
                at=verdict.at,
            )
        )


def _print(path: Path, report: MergeReport) -> None:
    for outcome in report.outcomes:
        if outcome.kind == "unchanged" and not outcome.notes:
            continue
        print(f"{outcome.kind:<12} {_name(outcome)}  {' '.join('; '.join(_lines(outcome)).split())}".rstrip())
    from align.exchange.merge.plan import OUTCOMES

    print(f"{path}: " + ", ".join(f"{report.count(kind)} {kind}" for kind in OUTCOMES))
    sys.stdout.flush()


def _name(outcome: Outcome) -> str:
    from align.exchange.rows import row_name

    if outcome.match is None:
        return f"{outcome.row.id or '(no id)'} ({outcome.row.place})"
    return row_name(outcome.match.alignment, outcome.match.number)


def _lines(outcome: Outcome) -> list[str]:
    """Return notes and new verdicts of an outcome; for an unknown row all its cells."""
    lines = list(outcome.notes)
    if outcome.match is None:
        row = outcome.row
        cells = (("verdict", row.verdict), ("comment", row.comment), ("source", row.source), ("target", row.target))
        return lines + [f"{name}: {text}" for name, text in cells if text and text.strip()]
    for verdict in outcome.verdicts:
        parts = [verdict.decision] if verdict.decision else []
        parts += [f"“{verdict.comment}”"] if verdict.comment else []
        parts += ["a better source text"] if verdict.source_text is not None else []
        parts += ["a better target text"] if verdict.target_text is not None else []
        lines.insert(0, f"{verdict.reviewer}: {', '.join(parts)}")
    return lines


def _record(path: Path, report: MergeReport) -> dict[str, Any]:
    from dataclasses import asdict

    from align.exchange.merge.plan import OUTCOMES

    rows = [
        {
            "outcome": outcome.kind,
            "id": _name(outcome) if outcome.match else outcome.row.id,
            "key": outcome.match.key if outcome.match else outcome.row.key,
            "place": outcome.row.place,
            "notes": outcome.notes,
            "verdicts": [asdict(verdict) for verdict in outcome.verdicts],
            "row": None if outcome.match else asdict(outcome.row),
        }
        for outcome in report.outcomes
    ]
    return {"file": str(path), **{kind: report.count(kind) for kind in OUTCOMES}, "rows": rows}
