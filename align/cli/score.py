"""`align score`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from align.errors import InputError

if TYPE_CHECKING:
    from align.evaluate.metrics import Evaluation


def score(
    gold: Annotated[
        Path,
        typer.Argument(
            metavar="GOLD", help="A gold ladder, or a folder of NAME.gold, NAME.ladder or NAME/gold.ladder."
        ),
    ],
    hypothesis: Annotated[
        Path, typer.Argument(metavar="HYPOTHESIS", help="A NAME.align.json or NAME.ladder, or a folder of them.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
    partial: Annotated[
        bool,
        typer.Option(
            "--partial", help="Score the documents that have a hypothesis; without this, a missing one is an error."
        ),
    ] = False,
) -> None:
    """Compare an alignment with a gold ladder: strict, link and null precision, recall and F1.

    It also gives the lax F1 (for comparison with papers only), 95 % bootstrap intervals and the calibration error of
    the probabilities. Exit code 2 if a document is missing or has another number of segments than the gold.
    """
    from align.evaluate.ladder_files import find_ladders, read_ladder
    from align.evaluate.metrics import evaluate

    pairs, missing, extra = find_ladders(gold, hypothesis)
    if missing and not (partial and pairs):
        raise InputError(
            f"no hypothesis for {len(missing)} of {len(pairs) + len(missing)} gold ladders: {_names(missing)}",
            place=str(hypothesis),
            cure="align them too, or score the others with --partial" if pairs else "align them first: align run",
        )
    for names, trouble in ((missing, "not scored, no hypothesis"), (extra, "not scored, no gold")):
        if names:
            print(f"align: {trouble}: {_names(names)}", file=sys.stderr)
    result = evaluate([read_ladder(one) for one, _ in pairs], [read_ladder(other) for _, other in pairs])
    if as_json:
        print(json.dumps(result.to_json(), indent=2))
    else:
        _print_table(result)


def _names(names: list[str]) -> str:
    return ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")


def _print_table(result: Evaluation) -> None:
    print(f"{'':8}{'precision':>10}{'recall':>10}{'F1':>10}   95 % interval")
    for name, value in result.scores.items():
        interval = f"{value.low:.4f}-{value.high:.4f}"
        print(f"{name:8}{value.precision:>10.4f}{value.recall:>10.4f}{value.f1:>10.4f}   {interval}")
    if result.calibration:
        bins = result.calibration.bins
        print(f"calibration error {result.calibration.ece:.4f} (ECE, {bins} equal-mass bins)")
    print(f"{result.documents} document{'s' * (result.documents != 1)}, {result.beads} gold beads")
    print(result.signature)
