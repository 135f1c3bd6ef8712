"""Write findings as TSV, JSON lines or HTML. Each writer gets an open text stream."""

from __future__ import annotations

import csv
import html
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TextIO

from align.check.coverage import PairCoverage
from align.model import SEVERITIES, Alignment, Bead, Finding, Span, likely
from align.text.formula_guard import guarded


@dataclass(frozen=True)
class FindingRow:
    """A finding with both texts of its bead."""

    pair: str
    id: str
    """The id of the bead or of the table's row."""
    finding: Finding
    source: str
    target: str


@dataclass(frozen=True)
class FileReport:
    """The findings on one file and its coverage."""

    alignment: Alignment
    rows: tuple[FindingRow, ...]
    coverage: PairCoverage


def rows_of(alignment: Alignment, findings: Sequence[Finding]) -> tuple[FindingRow, ...]:
    """Return findings with the id and the texts of their beads."""
    place = {key: number for number, key in enumerate(alignment.keys)}
    found = []
    for finding in findings:
        number = place[finding.bead]
        bead = alignment.beads[number]
        found.append(
            FindingRow(
                alignment.id,
                bead_id(alignment, bead, number),
                finding,
                alignment.source_text(bead),
                alignment.target_text(bead),
            )
        )
    return tuple(found)


def bead_id(alignment: Alignment, bead: Bead, number: int) -> str:
    """Return the row's id in a bilingual table, else `PAIR:NUMBER` as in `Alignment.to_frame`."""
    if alignment.signature.startswith("bilingual"):
        segment = (
            alignment.source.segments[bead.source[0]] if bead.source else alignment.target.segments[bead.target[0]]
        )
        return segment.origin
    return f"{alignment.id}:{number + 1}"


def write_jsonl(reports: Iterable[FileReport], stream: TextIO) -> None:
    """Write one JSON object a line, one line a finding."""
    for report in reports:
        for row in report.rows:
            finding = row.finding
            body = {
                "pair": row.pair,
                "id": row.id,
                "check": finding.check,
                "severity": finding.severity,
                "probability": finding.probability,
                "message": finding.message,
                "source_spans": finding.source_spans,
                "target_spans": finding.target_spans,
                "source": row.source,
                "target": row.target,
                "key": finding.bead,
            }
            stream.write(json.dumps(body, ensure_ascii=False) + "\n")


_COLUMNS = ("pair", "id", "check", "severity", "probability", "message", "source_spans", "target_spans", "source",
            "target")  # fmt: skip


def write_tsv(reports: Iterable[FileReport], stream: TextIO, *, raw: bool = False) -> None:
    """Write a header and one row a finding. Spans read `start-end`; commas separate several.

    A text that a spreadsheet program could run as a formula gets an apostrophe, unless it shall be
    `raw`.
    """
    table = csv.writer(stream, dialect=csv.excel_tab, lineterminator="\n")
    table.writerow(_COLUMNS)
    for report in reports:
        for row in report.rows:
            finding = row.finding
            spans = (_spans(finding.source_spans), _spans(finding.target_spans))
            chance = "" if finding.probability is None else f"{finding.probability:.2f}"
            head = (row.pair, row.id, finding.check, finding.severity, chance, finding.message)
            cells = (*head, *spans, row.source, row.target)
            table.writerow(cells if raw else map(guarded, cells))


def _spans(spans: Sequence[Span]) -> str:
    return ",".join(f"{start}-{end}" for start, end in spans)


_STYLE = """
:root { color-scheme: light dark }
body { font: 15px/1.6 system-ui, "Noto Sans CJK JP", sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
td, th { vertical-align: top; text-align: start; padding: .5rem .6rem; border-bottom: 1px solid #8884 }
mark { border-radius: .2em; padding: 0 .1em; color: #000 }
.error mark { background: #ffb3b3 } .warning mark { background: #ffe08a } .hint mark { background: #cfe3ff }
.s { white-space: nowrap; font-weight: 600 }
.error .s { color: #c02626 } .warning .s { color: #9a6700 } .hint .s { color: #3f72b5 }
@media (prefers-color-scheme: dark) {
  .error .s { color: #ff8f8f } .warning .s { color: #f2c94c } .hint .s { color: #9cc3ff }
}
td.t { width: 36% }
.bar { height: .5rem; background: #8884; border-radius: .25rem; overflow: hidden; max-width: 24rem }
.bar i { display: block; height: 100%; background: #2f8f5b }
@media (max-width: 48rem) {
  td, th { display: block; width: auto !important; border: 0; padding: .15rem 0 }
  thead { display: none }
  tr { display: block; border-bottom: 2px solid #8886; padding: .5rem 0 }
}
"""


def write_html(reports: Iterable[FileReport], stream: TextIO) -> None:
    """Write one page without scripts or links, with a section for each file."""
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    stream.write(f'<!doctype html>\n<html lang="en"><head>{head}'
                 f"<title>Findings</title><style>{_STYLE}</style></head><body>\n<h1>Findings</h1>\n")  # fmt: skip
    for report in reports:
        _section(report, stream)
    stream.write("</body></html>\n")


def _section(report: FileReport, stream: TextIO) -> None:
    counts = Counter(row.finding.severity for row in report.rows)
    tally = ", ".join(f"{counts[name]} {name}{'s' * (counts[name] != 1)}" for name in SEVERITIES)
    source, target = report.alignment.source.lang, report.alignment.target.lang
    cover = report.coverage
    said = f"{tally}. The target carries {cover.carried:.0%} of the source."
    if not cover.belongs_together:
        said += " These texts do not belong together."
    stream.write(f"<section><h2>{html.escape(report.alignment.id)}</h2><p>{said}</p>"
                 f'<div class="bar"><i style="width:{cover.carried * 100:.1f}%"></i></div>\n')  # fmt: skip
    for title, parts, lang in (("Left out", cover.left_out, source), ("Added", cover.added, target)):
        if parts:
            items = "".join(
                f'<li lang="{lang}">{html.escape(part.text)} <small>{part.weight:.1%}</small></li>' for part in parts
            )
            stream.write(f"<details><summary>{title}: {len(parts)}</summary><ol>{items}</ol></details>\n")
    if report.rows:
        head = "<th>Row</th><th>Finding</th><th>Source</th><th>Target</th>"
        stream.write(f"<table><thead><tr>{head}</tr></thead><tbody>\n")
        for row in report.rows:
            _table_row(row, source, target, stream)
        stream.write("</tbody></table>")
    stream.write("</section>\n")


def _table_row(row: FindingRow, source: str, target: str, stream: TextIO) -> None:
    finding = row.finding
    said = f"{likely(finding)}<br>{html.escape(finding.message)}"
    label = f'<span class="s">{finding.severity}: {finding.check}</span> {said}'
    left, right = _marked(row.source, finding.source_spans), _marked(row.target, finding.target_spans)
    stream.write(f'<tr class="{finding.severity}"><td>{html.escape(row.id)}</td><td>{label}</td>'
                 f'<td class="t" lang="{source}">{left}</td>'
                 f'<td class="t" lang="{target}">{right}</td></tr>\n')  # fmt: skip


def _marked(text: str, spans: Sequence[Span]) -> str:
    out, end = [], 0
    for start, stop in sorted(spans):
        if start < end or stop - start >= len(text):
            continue
        out.append(html.escape(text[end:start]) + f"<mark>{html.escape(text[start:stop])}</mark>")
        end = stop
    return "".join(out) + html.escape(text[end:])


WRITERS = {"tsv": write_tsv, "jsonl": write_jsonl, "html": write_html}
"""Format -> writer."""
