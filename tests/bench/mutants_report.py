"""Rows of the mutation run -> results/mutants.json and results/mutants.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.bench import report
from tests.bench.rooms import ROOMS


def write_results(rows: list[dict[str, Any]], results: Path) -> None:
    """Put the rows of these rooms into mutants.json and make mutants.md of all that are there."""
    path = results / "mutants.json"
    kept = {row["room"]: row for row in json.loads(path.read_text(encoding="utf-8"))["rows"]} if path.exists() else {}
    kept |= {row["room"]: row for row in rows}
    ordered = [kept[name] for name in ROOMS if name in kept]
    report.keep(results, "mutants", ordered, "one change a mutant; a sample of each room by its seed")
    page = ["# Mutation run\n", table(ordered)]
    for row in ordered:
        lines = "".join(f"    {line}\n" for line in row["survivors"])
        page.append(f"## Survivors of {row['room']}\n\n{lines or 'None.'}")
    (results / "mutants.md").write_text("\n".join(page), encoding="utf-8")


def table(rows: list[dict[str, Any]]) -> str:
    """Return the Markdown table by room. A mutant that runs out of time counts as noticed."""
    cells = [
        (
            row["room"],
            row["mutants"],
            row["tried"],
            row["killed"],
            row["timed_out"],
            f"{(row['killed'] + row['timed_out']) / max(1, row['tried']):.0%}",
        )
        for row in rows
    ]
    return report.table(("room", "mutants", "tried", "killed", "timed out", "noticed"), cells)
