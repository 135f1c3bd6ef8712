"""`align check`."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli.inputs import alignment_files, database_of, load, store_to_read
from align.cli.inputs import settings as settings_of
from align.errors import UsageError
from align.history.store import Store, sqlite_url
from align.model import SEVERITIES, Alignment, Finding

if TYPE_CHECKING:
    from rich.console import Console

    from align.check import CheckConfig
    from align.check.report import FileReport, FindingRow

_MOST = 5
"""Texts left out or added that the table shows."""
_ROOM = 60
"""Columns of each."""

Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE…", help="NAME.align.json, a bilingual .tsv .csv .xlsx .tmx .xlf, or a folder of alignments."
    ),
]
Format = Annotated[
    str, typer.Option("--to", metavar="FORMAT", help="tsv, jsonl or html. [default: a table on the screen]")
]
Out = Annotated[str, typer.Option("-o", "--out", metavar="FILE", help="Where --to writes; - is stdout.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 if there is a finding at error level.")]
Config = Annotated[
    str, typer.Option("--config", metavar="FILE", help="Settings. [default: align.toml here, if it exists]")
]
Glossary = Annotated[str, typer.Option("--glossary", metavar="FILE", help="Terms as CSV or TBX.")]
Only = Annotated[str, typer.Option("--only", metavar="CHECK,…", help="Run only these checks.")]
Off = Annotated[str, typer.Option("--off", metavar="CHECK,…", help="Do not run these checks.")]
Least = Annotated[str, typer.Option("--severity", help="Show findings from hint, warning or error upwards.")]
SourceColumn = Annotated[str, typer.Option("--source-column", help="Of a table: header, letter or number.")]
TargetColumn = Annotated[str, typer.Option("--target-column", help="Of a table: header, letter or number.")]
IdColumn = Annotated[str, typer.Option("--id-column", help="Of a table. [default: id or key, else the row's number]")]
SourceLang = Annotated[str, typer.Option("--source-lang", help="Of a bilingual file.")]
TargetLang = Annotated[str, typer.Option("--target-lang", help="Of a bilingual file.")]
Dismiss = Annotated[
    str,
    typer.Option("--dismiss", metavar="ID:CHECK", help="Hide this finding for as long as both texts stay the same."),
]
Database = Annotated[
    str, typer.Option("--database", metavar="URL", help="Where dismissals are kept. [default: review.db beside FILE]")
]

Raw = Annotated[
    bool, typer.Option("--raw", help="TSV for programs: no apostrophe before what Excel takes for a formula.")
]


def check(
    files: Files,
    to: Format = "",
    out: Out = "-",
    strict: Strict = False,
    config: Config = "",
    glossary: Glossary = "",
    only: Only = "",
    off: Off = "",
    least: Least = "hint",
    source_column: SourceColumn = "",
    target_column: TargetColumn = "",
    id_column: IdColumn = "",
    source_lang: SourceLang = "ja",
    target_lang: TargetLang = "en",
    dismiss: Dismiss = "",
    database: Database = "",
    raw: Raw = False,
) -> None:
    """Find numbers, dates, times, names, terms and sentences in which the two texts differ."""
    from align.check import check_alignments, resting
    from align.check.report import WRITERS

    if to and to not in WRITERS:
        raise UsageError(f"no format is called {to!r}", place="--to", cure=f"use {', '.join(WRITERS)}")
    if least not in SEVERITIES:
        raise UsageError(f"no severity is called {least!r}", place="--severity", cure=f"use {', '.join(SEVERITIES)}")
    settings = _settings(config, glossary, only, off)
    table = _Table(source_column, target_column, id_column, source_lang, target_lang)
    paths = _paths(files)
    alignments = [_load(path, table) for path in paths]
    for path, alignment in zip(paths, alignments, strict=True):
        if off_here := [name for name in resting(alignment) if settings.runs(name)]:
            note = f"{path}: no {', '.join(off_here)}: these checks know only Japanese and English"
            typer.echo(note, err=True)
    checked = [
        _Checked(path, alignment, findings, _Dismissals(path, database))
        for path, alignment, findings in zip(paths, alignments, check_alignments(alignments, settings), strict=True)
    ]
    if dismiss:
        _dismiss(checked, dismiss)
    reports = [item.report(least) for item in checked]
    if to:
        _write(reports, to, out, raw=raw)
    else:
        _print(reports, settings)
    if strict and any(row.finding.severity == "error" for report in reports for row in report.rows):
        raise typer.Exit(1)


@dataclass(frozen=True)
class _Table:
    """How to read a bilingual file: its columns and languages."""

    source: str
    target: str
    id: str
    source_lang: str
    target_lang: str


def _settings(config: str, glossary: str, only: str, off: str) -> CheckConfig:
    from align.check.config import CHECK_NAMES

    settings = settings_of(config)
    if only:
        settings = replace(settings, off=frozenset(CHECK_NAMES) - _names(only))
    if off:
        settings = replace(settings, off=settings.off | _names(off))
    return replace(settings, glossary=Path(glossary)) if glossary else settings


def _names(text: str) -> frozenset[str]:
    from align.check.config import CHECK_NAMES

    names = frozenset(name.strip() for name in text.split(",") if name.strip())
    for name in sorted(names):
        if name not in CHECK_NAMES:
            raise UsageError(f"no check is called {name!r}", cure=f"use {', '.join(CHECK_NAMES)}")
    return names


def _paths(files: Sequence[Path]) -> list[Path]:
    return [path for file in files for path in (alignment_files([file]) if file.is_dir() else [file])]


def _load(path: Path, table: _Table) -> Alignment:
    from align.exchange.bilingual import Columns

    columns = Columns(table.source or None, table.target or None, table.id or None)
    return load(path, (table.source_lang, table.target_lang), columns)


class _Dismissals:
    """The findings that a person dismissed, in the review database beside the file."""

    def __init__(self, path: Path, database: str) -> None:
        self.path, self.given = path, database

    def read(self) -> frozenset[tuple[str, str, str]]:
        """Return (bead, check, message) of each; none if there is no database."""
        url = database_of(self.path, self.given)
        if not url:
            return frozenset()
        with store_to_read(url) as store:
            return store.dismissed()

    def add(self, rows: Sequence[FindingRow]) -> None:
        """Keep these findings as dismissed; they count for as long as both texts stay the same."""
        with Store.open(self.given or sqlite_url(self.path.parent)) as store:
            for row in rows:
                store.dismiss(row.finding.bead, row.finding.check, row.finding.message)


@dataclass(frozen=True)
class _Checked:
    """A file with its findings and where its dismissals are kept."""

    path: Path
    alignment: Alignment
    findings: Sequence[Finding]
    dismissals: _Dismissals

    def rows(self) -> tuple[FindingRow, ...]:
        """Return all findings with their ids."""
        from align.check.report import rows_of

        return rows_of(self.alignment, self.findings)

    def report(self, least: str) -> FileReport:
        """Return the findings of severity `least` and above that nobody dismissed."""
        from align.check.coverage import coverage
        from align.check.report import FileReport

        gone = self.dismissals.read()
        kept = [row for row in self.rows() if (row.finding.bead, row.finding.check, row.finding.message) not in gone]
        shown = [row for row in kept if SEVERITIES.index(row.finding.severity) <= SEVERITIES.index(least)]
        return FileReport(self.alignment, tuple(shown), coverage(self.alignment, [row.finding for row in kept]))


def _dismiss(checked: Sequence[_Checked], dismiss: str) -> None:
    """Dismiss the findings called ID:CHECK. Raises UsageError unless exactly one file has them."""
    name, _, check_name = dismiss.rpartition(":")
    found = []
    for item in checked:
        if rows := [row for row in item.rows() if (row.id, row.finding.check) == (name, check_name)]:
            found.append((item, rows))
    if not found:
        raise UsageError(f"no finding {dismiss!r}", place="--dismiss", cure="give ID:CHECK as the report shows them")
    if len(found) > 1:
        places = ", ".join(str(item.path) for item, _ in found)
        raise UsageError(f"{dismiss!r} is in {places}", place="--dismiss", cure="give only the file that you mean")
    item, rows = found[0]
    item.dismissals.add(rows)


def _write(reports: Sequence[FileReport], to: str, out: str, *, raw: bool) -> None:
    from align.check.report import WRITERS, write_tsv
    from align.files import write_whole

    stream = io.StringIO(newline="")
    if to == "tsv":
        write_tsv(reports, stream, raw=raw)
    else:
        WRITERS[to](reports, stream)
    if out == "-":
        sys.stdout.write(stream.getvalue())
    else:
        write_whole(Path(out), stream.getvalue().encode("utf-8"))
        count = sum(len(report.rows) for report in reports)
        print(f"align: {count} finding{'s' * (count != 1)} in {out}", file=sys.stderr)


def _print(reports: Sequence[FileReport], settings: CheckConfig) -> None:
    from rich.console import Console

    console = Console(highlight=False, soft_wrap=False)
    for report in reports:
        if report.rows:
            _print_table(report, console)
        counts = Counter(row.finding.severity for row in report.rows)
        tally = ", ".join(f"{counts[name]} {name}{'s' * (counts[name] != 1)}" for name in SEVERITIES)
        console.print(f"{report.alignment.id}: {tally} in {len(report.alignment.beads)} beads", markup=False)
        _print_coverage(report, console, settings)


def _print_table(report: FileReport, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    colours = {"error": "red", "warning": "yellow", "hint": "cyan"}
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in ("id", "severity", "check", "message"):
        table.add_column(name, no_wrap=name != "message", overflow="fold")
    for row in report.rows:
        finding = row.finding
        severity = Text(finding.severity, style=colours[finding.severity])
        table.add_row(Text(row.id), severity, finding.check, Text(finding.message))
    console.print(table)


def _print_coverage(report: FileReport, console: Console, settings: CheckConfig) -> None:
    from align.text.width import cut

    cover = report.coverage
    if not cover.belongs_together:
        console.print("These texts do not belong together: hardly a sentence rests on the source.", markup=False)
    console.print(
        f"The target carries {cover.carried:.0%} of the source; {cover.supported:.0%} of the target is in the source.",
        markup=False,
    )
    for title, parts in (("left out", cover.left_out), ("added", cover.added)):
        for part in parts[:_MOST]:
            console.print(f"  {title} {part.weight:5.1%}  {cut(part.text, _ROOM)}", markup=False)
        if len(parts) > _MOST:
            console.print(f"  {title}: {len(parts) - _MOST} more", markup=False)
    if settings.readings and settings.runs("name"):
        from align.facts.pronunciation import available

        if not available():
            console.print("Kanji names were not compared: pip install 'taiyaku[names]'", markup=False)
