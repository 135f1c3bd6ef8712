"""Precision and recall of the checks by kind, on the labelled pairs: `python -m tests.check.measure`.

Each row of `labelled.tsv` gives two pairs: the source with its correct target, and with a target that holds one error
of the kind named. The rows marked "tune" were looked at while the checks were written; those marked "measure" were
written last, and their figures at the first run stand in ARCHITECTURE.md. A finding counts
from warning upwards. It is right if it stands on a pair with an error of its kind.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from align.check import CheckConfig, check_alignment
from align.exchange.bilingual import from_rows
from align.model import Alignment, Finding

LABELLED = Path(__file__).with_name("labelled.tsv")
KINDS = ("number", "date", "time", "name", "acronym", "omission", "addition", "untranslated", "polarity", "punctuation")


@dataclass(frozen=True)
class Labelled:
    """One sentence pair; `kind` is empty for a correct one."""

    part: str
    kind: str
    source: str
    target: str


def load(path: Path = LABELLED) -> list[Labelled]:
    """Two pairs a row."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    correct = [Labelled(row["part"], "", row["source"], row["target"]) for row in rows]
    return correct + [Labelled(row["part"], row["kind"], row["source"], row["wrong"]) for row in rows]


def findings_of(pairs: list[Labelled], config: CheckConfig) -> list[list[Finding]]:
    """The findings on each pair. Inconsistency is off: every source stands twice here, on purpose."""
    alignment: Alignment = from_rows([(str(n), pair.source, pair.target) for n, pair in enumerate(pairs)], "ja", "en")
    place = {key: n for n, key in enumerate(alignment.keys)}
    found: list[list[Finding]] = [[] for _ in pairs]
    for finding in check_alignment(alignment, config):
        found[place[finding.bead]].append(finding)
    return found


def table(pairs: list[Labelled], found: list[list[Finding]]) -> list[tuple[str, int, int, int, int]]:
    """(kind, errors, true, false, missed): pairs, not findings."""
    right: Counter[str] = Counter()
    false: Counter[str] = Counter()
    errors: Counter[str] = Counter(pair.kind for pair in pairs)
    for pair, findings in zip(pairs, found, strict=True):
        for check in {finding.check for finding in findings if finding.severity != "hint"}:
            (right if check == pair.kind else false)[check] += 1
    kinds = [kind for kind in (*KINDS, *sorted(set(false) - set(KINDS))) if errors[kind] or false[kind]]
    return [(kind, errors[kind], right[kind], false[kind], errors[kind] - right[kind]) for kind in kinds]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("tune", "measure", "both"), default="both")
    parser.add_argument("--show", action="store_true", help="print every false or missed finding")
    options = parser.parse_args()
    pairs = load()
    found = findings_of(pairs, CheckConfig(off=frozenset({"inconsistency"})))
    for part in ("tune", "measure") if options.part == "both" else (options.part,):
        chosen = [(pair, items) for pair, items in zip(pairs, found, strict=True) if pair.part == part]
        report(part, [pair for pair, _ in chosen], [items for _, items in chosen])
        if options.show:
            show(chosen)


def report(part: str, pairs: list[Labelled], found: list[list[Finding]]) -> None:
    """One table."""
    print(f"\n{part}: {len(pairs)} pairs, {sum(bool(pair.kind) for pair in pairs)} with one error")
    print(f"{'kind':14}{'errors':>8}{'found':>8}{'false':>8}{'P':>8}{'R':>8}")
    for kind, errors, right, false, _ in table(pairs, found):
        precision = f"{right / (right + false):.3f}" if right + false else "-"
        recall = f"{right / errors:.3f}" if errors else "-"
        print(f"{kind:14}{errors:8}{right:8}{false:8}{precision:>8}{recall:>8}")
    correct = [items for pair, items in zip(pairs, found, strict=True) if not pair.kind]
    for severity in ("error", "warning", "hint"):
        share = sum(any(item.severity == severity for item in items) for items in correct) / len(correct)
        print(f"correct pairs with a finding at {severity}: {share:.1%}")


def show(chosen: list[tuple[Labelled, list[Finding]]]) -> None:
    """What went wrong, pair by pair."""
    for pair, findings in chosen:
        checks = {finding.check for finding in findings if finding.severity != "hint"}
        if checks != ({pair.kind} if pair.kind else set()):
            print(f"\n[{pair.kind or 'correct'}] {pair.source}\n    {pair.target}")
            for finding in findings:
                print(f"    -> {finding.check} {finding.severity}: {finding.message}")


if __name__ == "__main__":
    main()
