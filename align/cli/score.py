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
            metavar="GOLD",
            help="A gold ladder, a NAME.support, or a folder of NAME.gold, NAME.support or NAME/gold.ladder.",
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
    """Compare an alignment with a gold ladder, or its support map with a gold one.

    Ladders: strict, link and null precision, recall and F1. Support: links between sentences, pairs
    of paragraphs that share a link, paragraphs without any, and target sentences that rest on
    nothing.

    It also gives the lax F1 (for comparison with papers only), 95 % bootstrap intervals and the
    calibration error of the probabilities. Exit code 2 if a document is missing or has another
    number of segments than the gold.
    """
    from align.evaluate.support_files import SUPPORT_SUFFIX

    results = []
    if gold.is_dir() or gold.name.endswith(SUPPORT_SUFFIX):
        results += _support(gold, hypothesis, partial=partial)
    if not gold.name.endswith(SUPPORT_SUFFIX) and not (results and not _has_ladders(gold)):
        results.append(_ladders(gold, hypothesis, partial=partial))
    if as_json:
        bodies = [result.to_json() for result in results]
        print(json.dumps(bodies[0] if len(bodies) == 1 else bodies, indent=2))
    else:
        for result in results:
            _print_table(result)


def _support(gold: Path, hypothesis: Path, *, partial: bool) -> list[Evaluation]:
    """Score what sentences rest on, if there is such gold."""
    from align.evaluate.support_files import find_supports, read_support
    from align.evaluate.support_metrics import evaluate_support

    found = find_supports(gold, hypothesis)
    if not found[0] and not found[1]:
        return []
    pairs = _complete(found, hypothesis, partial=partial)
    return [evaluate_support([read_support(one) for one, _ in pairs], [read_support(other) for _, other in pairs])]


def _has_ladders(gold: Path) -> bool:
    from align.evaluate.ladder_files import GOLD_IN_FOLDER, GOLD_SUFFIXES

    patterns = [*(f"*{suffix}" for suffix in GOLD_SUFFIXES), f"*/{GOLD_IN_FOLDER}"]
    return any(True for pattern in patterns for _ in gold.glob(pattern))


def _ladders(gold: Path, hypothesis: Path, *, partial: bool) -> Evaluation:
    from align.evaluate.ladder_files import find_ladders, read_ladder
    from align.evaluate.metrics import evaluate

    pairs = _complete(find_ladders(gold, hypothesis), hypothesis, partial=partial)
    return evaluate([read_ladder(one) for one, _ in pairs], [read_ladder(other) for _, other in pairs])


def _complete(
    found: tuple[list[tuple[Path, Path]], list[str], list[str]], hypothesis: Path, *, partial: bool
) -> list[tuple[Path, Path]]:
    """Return the pairs of files, and say what is left over. Raises InputError where a hypothesis is missing."""
    pairs, missing, extra = found
    if missing and not (partial and pairs):
        raise InputError(
            f"no hypothesis for {len(missing)} of {len(pairs) + len(missing)} gold files: {_names(missing)}",
            place=str(hypothesis),
            cure="align them too, or score the others with --partial" if pairs else "align them first: align run",
        )
    for names, trouble in ((missing, "not scored, no hypothesis"), (extra, "not scored, no gold")):
        if names:
            print(f"align: {trouble}: {_names(names)}", file=sys.stderr)
    return pairs


def _names(names: list[str]) -> str:
    return ", ".join(names[:10]) + (f" and {len(names) - 10} more" if len(names) > 10 else "")


def _print_table(result: Evaluation) -> None:
    width = max(8, *(len(name) + 1 for name in result.scores))
    print(f"{'':{width}}{'precision':>10}{'recall':>10}{'F1':>10}   95 % interval")
    for name, value in result.scores.items():
        interval = f"{value.low:.4f}-{value.high:.4f}"
        print(f"{name:{width}}{value.precision:>10.4f}{value.recall:>10.4f}{value.f1:>10.4f}   {interval}")
    if result.calibration:
        bins = result.calibration.bins
        print(f"calibration error {result.calibration.ece:.4f} (ECE, {bins} equal-mass bins)")
    print(f"{result.documents} document{'s' * (result.documents != 1)}, {result.beads} {result.counted}")
    print(result.signature)
