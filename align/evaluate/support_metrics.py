"""Precision, recall and F1 of a support map, micro-averaged over documents, with intervals.

support      counts pairs (target sentence, source sentence)
paragraphs   counts pairs (target segment, source segment) that share a link of sentences
null         counts segments without any link, on both sides
unsupported  counts target sentences that rest on nothing

Intervals come from a percentile bootstrap over documents, or over the target's segments if there is
only one document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from align.errors import FormatError, UsageError
from align.evaluate.calibration import calibrate
from align.evaluate.metrics import Evaluation, score_of_units, signature_of
from align.evaluate.support_files import Support
from align.model import Place

SUPPORT_METRICS = ("support", "paragraphs", "null", "unsupported")


def evaluate_support(
    gold: Sequence[Support], hypotheses: Sequence[Support], *, resamples: int = 1000, seed: int = 1
) -> Evaluation:
    """Compare each hypothesis with the gold at its place. Raises FormatError, UsageError.

    `beads` of the result is the number of gold links.
    """
    if not gold or len(gold) != len(hypotheses):
        raise UsageError(f"{len(gold)} gold files and {len(hypotheses)} hypotheses", cure="give one for each")
    pairs = list(zip(gold, hypotheses, strict=True))
    for one, other in pairs:
        _check_fit(one, other)
    scores = {}
    for metric in SUPPORT_METRICS:
        units = [_items(metric, one, other) for one, other in pairs]
        counts = [_count(*unit) for unit in (units if len(pairs) > 1 else _by_segment(*units[0]))]
        scores[metric] = score_of_units(np.array(counts, dtype=np.int64), resamples, seed)
    graded = all(one.graded for one in hypotheses)
    return Evaluation(
        scores=scores,
        calibration=calibrate(*_graded_links(pairs)) if graded else None,
        documents=len(pairs),
        beads=sum(len(some) for one in gold for some in one.sources.values()),
        signature=signature_of(
            [one.signature for one in hypotheses],
            f"{resamples}x{'documents' if len(pairs) > 1 else 'segments'}",
            seed,
        ),
        counted="gold links",
    )


def _check_fit(gold: Support, hypothesis: Support) -> None:
    if missing := sorted(set(gold.sources) ^ set(hypothesis.sources)):
        segment, sentence = missing[0]
        raise FormatError(
            f"target sentence {segment}.{sentence} stands in one file only, not in {gold.place} and here",
            place=hypothesis.place or "hypothesis",
            cure="align the same texts with the same --lines as the gold",
        )


def _items(metric: str, gold: Support, hypothesis: Support) -> tuple[set[Any], set[Any]]:
    """Return what is counted, in the gold and in the hypothesis; each item begins with its segment."""
    if metric == "null":
        size = hypothesis.segments or gold.segments or _size(gold, hypothesis)
        return _null_segments(gold, size), _null_segments(hypothesis, size)
    take: dict[str, Callable[[Support], set[Any]]] = {
        "support": _links,
        "paragraphs": _segment_links,
        "unsupported": _unsupported,
    }
    return take[metric](gold), take[metric](hypothesis)


def _links(support: Support) -> set[tuple[int, Place, Place]]:
    return {(target[0], target, source) for target, some in support.sources.items() for source in some}


def _segment_links(support: Support) -> set[tuple[int, int]]:
    return {(target[0], source[0]) for target, some in support.sources.items() for source in some}


def _unsupported(support: Support) -> set[tuple[int, Place]]:
    return {(target[0], target) for target, some in support.sources.items() if not some}


def _size(*maps: Support) -> tuple[int, int]:
    """The segments that are named: a source segment behind the last one named is not known of."""
    sources = [source[0] for one in maps for some in one.sources.values() for source in some]
    targets = [target[0] for one in maps for target in one.sources]
    return max(sources, default=-1) + 1, max(targets, default=-1) + 1


def _null_segments(support: Support, size: tuple[int, int]) -> set[tuple[int, str]]:
    linked = _segment_links(support)
    found = {(index, "source") for index in set(range(size[0])) - {source for _, source in linked}}
    return found | {(index, "target") for index in set(range(size[1])) - {target for target, _ in linked}}


def _count(gold: set[Any], hypothesis: set[Any]) -> tuple[int, int, int, int]:
    right = len(gold & hypothesis)
    return right, len(hypothesis), right, len(gold)


def _by_segment(gold: set[Any], hypothesis: set[Any]) -> list[tuple[set[Any], set[Any]]]:
    segments = sorted({item[0] for item in gold | hypothesis}) or [0]
    return [
        ({item for item in gold if item[0] == segment}, {item for item in hypothesis if item[0] == segment})
        for segment in segments
    ]


def _graded_links(pairs: Sequence[tuple[Support, Support]]) -> tuple[list[float], list[bool]]:
    """Return the probability of each hypothesis link, and whether the gold holds it."""
    probabilities: list[float] = []
    right: list[bool] = []
    for gold, hypothesis in pairs:
        for target, some in hypothesis.sources.items():
            for source, probability in some.items():
                probabilities.append(probability)
                right.append(source in gold.sources[target])
    return probabilities, right
