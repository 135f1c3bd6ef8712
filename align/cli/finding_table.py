"""Findings and coverage as tables on the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from align.model import SEVERITIES, likely

if TYPE_CHECKING:
    from rich.console import Console

    from align.check import CheckConfig
    from align.check.report import FileReport

_MOST = 5
"""Texts left out or added that the table shows."""
_ROOM = 60
"""Columns of each."""


def print_reports(reports: Sequence[FileReport], settings: CheckConfig) -> None:
    """Print a table of findings and the coverage of each file."""
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
    for name in ("id", "severity", "likely", "check", "message"):
        table.add_column(name, no_wrap=name != "message", overflow="fold")
    for row in report.rows:
        finding = row.finding
        severity = Text(finding.severity, style=colours[finding.severity])
        table.add_row(Text(row.id), severity, likely(finding), finding.check, Text(finding.message))
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
