"""The two bundled pairs with ten errors each, seeded into copies of the English: `python -m tests.check.seeded`."""

from __future__ import annotations

import csv
import tempfile
from dataclasses import dataclass
from pathlib import Path

from align.check import check_alignment
from align.evaluate.ladder_files import read_ladder
from align.model import Alignment, Finding
from align.segment import read_document

DATA = Path(__file__).resolve().parents[2] / "data"
SEEDS = Path(__file__).with_name("seeds.tsv")


@dataclass(frozen=True)
class Seed:
    """One error: `text` in the English becomes `seeded`."""

    pair: str
    kind: str
    text: str
    seeded: str


def seeds() -> list[Seed]:
    """All of them."""
    with SEEDS.open(encoding="utf-8", newline="") as stream:
        return [Seed(**row) for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]


def pair(name: str, changes: list[Seed]) -> Alignment:
    """The gold alignment of a bundled pair, with the changes made in its English."""
    folder = DATA / name
    english = (folder / "en.txt").read_text(encoding="utf-8")
    for seed in changes:
        assert english.count(seed.text) == 1, f"{seed.text!r} stands {english.count(seed.text)} times in {name}"
        english = english.replace(seed.text, seed.seeded)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "en.txt"
        path.write_text(english, encoding="utf-8")
        target = read_document(path, "en", id=name)
    source = read_document(folder / "ja.txt", "ja", id=name)
    beads = read_ladder(folder / "gold.ladder").beads
    return Alignment(source, target, beads)


def outcome(name: str, changes: list[Seed]) -> tuple[list[Seed], list[Finding]]:
    """The seeds that were found, and the findings that neither a seed nor the untouched pair explains."""
    untouched = {(item.check, item.message) for item in check_alignment(pair(name, []))}
    alignment = pair(name, changes)
    findings = [item for item in check_alignment(alignment) if item.severity != "hint"]
    found: list[Seed] = []
    explained: set[int] = set()
    texts = {
        key: (alignment.source_text(bead), alignment.target_text(bead))
        for key, bead in zip(alignment.keys, alignment.beads, strict=True)
    }
    for seed in changes:
        for number, item in enumerate(findings):
            said = [texts[item.bead][1][slice(*span)] for span in item.target_spans]
            if item.check == seed.kind and number not in explained and _speaks_of(seed, said, texts[item.bead][1]):
                found.append(seed)
                explained.add(number)
                break
    rest = [
        item
        for number, item in enumerate(findings)
        if number not in explained and (item.check, item.message) not in untouched
    ]
    return found, rest


def _speaks_of(seed: Seed, said: list[str], target: str) -> bool:
    if seed.kind == "omission":
        return seed.text not in target
    if seed.kind == "polarity":
        return seed.seeded in target
    return seed.seeded in target and any(part in seed.seeded or seed.seeded in part for part in said)


def main() -> None:
    """Print what was found and what was not."""
    for name in ("2026-01-15", "2023-01-12"):
        changes = [seed for seed in seeds() if seed.pair == name]
        found, rest = outcome(name, changes)
        print(f"{name}: {len(found)} of {len(changes)} seeded errors found, {len(rest)} findings beside them")
        for seed in changes:
            print(
                "  found " if seed in found else "  MISSED",
                f"{seed.kind:12} {seed.text} -> {seed.seeded or '(dropped)'}",
            )
        for item in rest:
            print(f"  beside: {item.check} {item.severity}: {item.message}")


if __name__ == "__main__":
    main()
