"""The checks on tables of pairs: false findings on right pairs, and errors found by kind.

`python -m tests.bench.check_tables FOLDER [--show KIND] [--no-encoder]` reads those of these files that FOLDER holds:

- `pairs.tsv` (id, ja, en): pairs taken as right. `judged.tsv` (id, check, judged) names the findings that are true or
  arguable; every other finding counts as false;
- `injected.tsv` (id, kind, ja, en): pairs with one error each;
- `fresh.tsv` (id, ja, en, expect): `expect` is "ok" or the kind of the error;
- `faults.tsv` (id, kind, ja, en, expected): `expected` is "none" or the kind of the error.

Without FOLDER it reads the project's labelled pairs. An error counts as found if a finding of severity error or warning
of a check that fits its kind stands on its pair.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from align.check import CheckConfig, check_alignment
from align.exchange.bilingual import from_rows
from align.model import Finding

FACTS = ("number", "date", "time", "acronym")
FITTING = {
    "number": FACTS,
    "date": FACTS,
    "time": FACTS,
    "acronym": FACTS,
    "name": ("name", "acronym"),
    "omission": ("omission", "number", "date", "name", "acronym", "length"),
    "drop": ("omission", "number", "date", "name", "acronym", "length"),
    "polarity": ("polarity",),
    "direction": ("polarity", "direction", "number", "time", "date"),
    "untranslated": ("untranslated",),
    "addition": ("addition", "number", "date", "name", "length"),
}
"""First word of a kind -> the checks that may report it."""


@dataclass(frozen=True)
class Row:
    """One pair; `kind` is empty for a right one."""

    id: str
    kind: str
    source: str
    target: str


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a TSV with a header; [] if the file is missing."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def fits(kind: str, check: str) -> bool:
    """True if a finding of the check reports an error of the kind."""
    return check in FITTING.get(kind.replace("-", " ").replace("+", " ").split()[0], (kind,))


def loud(rows: list[Row], config: CheckConfig) -> list[list[Finding]]:
    """The findings of severity error or warning on each row, every row read alone."""
    alignment = from_rows([(str(n), row.source, row.target) for n, row in enumerate(rows)], "ja", "en")
    place = {key: n for n, key in enumerate(alignment.keys)}
    found: list[list[Finding]] = [[] for _ in rows]
    for finding in check_alignment(alignment, config):
        if finding.severity != "hint":
            found[place[finding.bead]].append(finding)
    return found


def report_right(rows: list[Row], found: list[list[Finding]], judged: dict[tuple[str, str], str], show: str) -> None:
    """Print the findings on right pairs for 100 pairs, by check and severity."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for row, findings in zip(rows, found, strict=True):
        for finding in findings:
            said = judged.get((row.id, finding.check), "false")
            counts[finding.check, finding.severity, said] += 1
            if show in (finding.check, "all") and said == "false":
                print(
                    f"[{row.id}] {finding.severity} {finding.check}: {finding.message}\n  {row.source}\n  {row.target}"
                )
    print(f"\n{len(rows)} right pairs: {_rate(counts, len(rows))} false findings for 100 pairs, "
          f"{_rate(counts, len(rows), 'error')} false errors")  # fmt: skip
    print(f"{'check':14}{'severity':10}{'true':>6}{'arguable':>10}{'false':>7}")
    for check, severity in sorted({key[:2] for key in counts}):
        cells = [counts[check, severity, said] for said in ("true", "arguable", "false")]
        print(f"{check:14}{severity:10}{cells[0]:6}{cells[1]:10}{cells[2]:7}")


def _rate(counts: Counter[tuple[str, str, str]], pairs: int, severity: str = "") -> str:
    false = sum(n for key, n in counts.items() if key[2] == "false" and severity in ("", key[1]))
    return f"{100 * false / max(1, pairs):.2f}"


def report_errors(name: str, rows: list[Row], found: list[list[Finding]], show: str) -> None:
    """Print the errors that were found, by kind."""
    errors, right = Counter(row.kind for row in rows if row.kind), Counter[str]()
    for row, findings in zip(rows, found, strict=True):
        hit = any(fits(row.kind, finding.check) for finding in findings) if row.kind else False
        right[row.kind] += hit
        if show == row.kind and row.kind and not hit:
            print(f"[{row.id}] {row.kind} not found\n  {row.source}\n  {row.target}")
    total = sum(errors.values())
    print(f"\n{name}: {sum(right.values())} of {total} errors found")
    for kind in sorted(errors):
        print(f"{kind:28}{right[kind]:4} of {errors[kind]:3}")


def report_mixed(name: str, rows: list[Row], found: list[list[Finding]], show: str) -> None:
    """Print errors found, and precision by pair: of the pairs with a finding, those with an error."""
    report_errors(name, rows, found, show)
    flagged = [(row, items) for row, items in zip(rows, found, strict=True) if items]
    wrong = [(row, items) for row, items in flagged if not row.kind]
    print(f"pairs with a finding: {len(flagged)}, of these right pairs: {len(wrong)}")
    if show in ("right", "all"):
        for row, items in wrong:
            print(f"[{row.id}] right\n  {row.source}\n  {row.target}")
            for item in items:
                print(f"    -> {item.severity} {item.check}: {item.message}")


def own_rows() -> list[Row]:
    """The project's labelled pairs."""
    from tests.check.measure import load

    return [Row(str(n), pair.kind, pair.source, pair.target) for n, pair in enumerate(load())]


def main(arguments: Iterable[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument(
        "--show", default="", help="print the false findings of a check, or the missed errors of a kind"
    )
    parser.add_argument("--no-encoder", action="store_true", help="leave out omission and addition")
    options = parser.parse_args(None if arguments is None else list(arguments))
    config = CheckConfig(encoder="" if options.no_encoder else CheckConfig().encoder)
    alone = CheckConfig(off=frozenset({"inconsistency"}), encoder=config.encoder)
    if options.folder is None:
        report_mixed("labelled", rows := own_rows(), loud(rows, alone), options.show)
        return
    folder: Path = options.folder
    if pairs := [Row(row["id"], "", row["ja"], row["en"]) for row in table(folder / "pairs.tsv")]:
        judged = {(row["id"], row["check"]): row["judged"] for row in table(folder / "judged.tsv")}
        report_right(pairs, loud(pairs, config), judged, options.show)
    if rows := [Row(row["id"], row["kind"], row["ja"], row["en"]) for row in table(folder / "injected.tsv")]:
        report_errors("injected.tsv", rows, loud(rows, alone), options.show)
    for name, column, right in (("fresh.tsv", "expect", "ok"), ("faults.tsv", "expected", "none")):
        rows = [
            Row(row["id"], "" if row[column] == right else row[column], row["ja"], row["en"])
            for row in table(folder / name)
        ]
        if rows:
            report_mixed(name, rows, loud(rows, alone), options.show)


if __name__ == "__main__":
    main()
