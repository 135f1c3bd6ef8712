"""`align check`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.cli import finding_files, finding_table
from align.cli.inputs import alignment_files, database_of, load, store_to_read
from align.cli.inputs import settings as settings_of
from align.errors import UsageError
from align.history.store import Store, sqlite_url
from align.model import SEVERITIES, Alignment, Finding

if TYPE_CHECKING:
    from align.check import CheckConfig
    from align.check.report import FileReport, FindingRow

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE…", help="NAME.align.json, a bilingual .tsv .csv .xlsx .ods .tmx .xlf, or a folder of alignments."
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--to", metavar="FORMATS", help="tsv, jsonl, html; comma between them. [default: as -o ends, else a table]"
    ),
]
Out = Annotated[
    str, typer.Option("-o", "--out", metavar="PATH", help="A file, or a folder for several formats; - is stdout.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 if there is a finding at error level.")]
Config = Annotated[
    str, typer.Option("--config", metavar="FILE", help="Settings. [default: align.toml here, if it exists]")
]
Glossary = Annotated[str, typer.Option("--glossary", metavar="FILE", help="Terms as CSV or TBX.")]
Only = Annotated[str, typer.Option("--only", metavar="CHECK,…", help="Run only these checks.")]
Off = Annotated[str, typer.Option("--off", metavar="CHECK,…", help="Do not run these checks.")]
Least = Annotated[str, typer.Option("--severity", help="Show findings from hint, warning or error upwards.")]
MinProbability = Annotated[
    float | None,
    typer.Option(
        "--min-probability", min=0.0, max=1.0, help="Leave out findings that are less probable. [default: 0.1]"
    ),
]
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
    files: Files = None,
    to: Format = "",
    out: Out = "-",
    strict: Strict = False,
    config: Config = "",
    glossary: Glossary = "",
    only: Only = "",
    off: Off = "",
    least: Least = "hint",
    min_probability: MinProbability = None,
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

    if to.strip().lower() == "list":
        print("\n".join(WRITERS))
        return
    formats = finding_files.formats_of(to, out)
    if least not in SEVERITIES:
        raise UsageError(f"no severity is called {least!r}", place="--severity", cure=f"use {', '.join(SEVERITIES)}")
    settings = _settings(config, glossary, only, off)
    if min_probability is not None:
        settings = replace(settings, min_probability=min_probability)
    table = _Table(source_column, target_column, id_column, source_lang, target_lang)
    if not files:
        raise UsageError("no file given", cure="give NAME.align.json, a bilingual file, or a folder of alignments")
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
    for format in formats:
        finding_files.write(reports, format, out, raw=raw)
    if not formats:
        finding_table.print_reports(reports, settings)
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

    def read(self, pair: str) -> frozenset[tuple[str, str, str]]:
        """Return (bead, check, message) of each of a pair; none if there is no database."""
        url = database_of(self.path, self.given)
        if not url:
            return frozenset()
        with store_to_read(url) as store:
            return store.dismissed(pair)

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

        gone = self.dismissals.read(self.alignment.id)
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
