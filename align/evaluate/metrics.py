"""Precision, recall and F1 of four kinds, micro-averaged over documents, with intervals.

strict  counts beads: right if the gold holds the identical bead; null beads are left out
link    counts pairs (source index, target index) of the non-null beads
null    counts segments in null beads, on both sides
lax     counts beads: right if they share a link with a gold bead (Thompson & Koehn 2019). A document
        in one giant bead scores 1.000, so lax is only for comparison with papers

Intervals come from a percentile bootstrap (Efron 1979) over documents. If there is only one
document, its islands are drawn: the smallest groups of segments that neither ladder links to other
segments.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.connected import connected
from align.errors import FormatError, UsageError
from align.evaluate.calibration import Calibration, calibrate
from align.evaluate.ladder_files import Ladder
from align.model import Bead

METRICS = ("strict", "link", "null", "lax")
Counts = NDArray[np.int64]
"""int64[units, 4]: right and all in the hypothesis, found and all in the gold."""
Segment = tuple[str, int]
"""Its side, "source" or "target", and its index."""
Sides = tuple[tuple[int, ...], tuple[int, ...]]
"""The source and the target segments of a bead."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in 0…1, and the 95 % interval of F1.

    If there is nothing to find and nothing was found, all are 1.
    """

    precision: float
    recall: float
    f1: float
    low: float
    high: float


@dataclass(frozen=True)
class Evaluation:
    """What `align score` reports."""

    scores: Mapping[str, Score]
    calibration: Calibration | None
    """None unless every hypothesis has probabilities."""
    documents: int
    beads: int
    """The number of gold beads, null beads included."""
    signature: str
    counted: str = "gold beads"
    """What `beads` counts."""

    def to_json(self) -> dict[str, Any]:
        """Return plain data: scores by metric, "calibration", "documents", "beads", "signature"."""
        body: dict[str, Any] = {name: asdict(score) for name, score in self.scores.items()}
        if self.calibration:
            body["calibration"] = self.calibration.to_json()
        return body | {"documents": self.documents, "beads": self.beads, "signature": self.signature}


def evaluate(
    gold: Sequence[Ladder], hypotheses: Sequence[Ladder], *, resamples: int = 1000, seed: int = 1
) -> Evaluation:
    """Compare each hypothesis with the gold at its place. Raises FormatError, UsageError."""
    if not gold or len(gold) != len(hypotheses):
        raise UsageError(f"{len(gold)} gold ladders and {len(hypotheses)} hypotheses", cure="give one for each")
    for one, other in zip(gold, hypotheses, strict=True):
        check_fit(one, other)
    pairs = list(zip(gold, hypotheses, strict=True))
    if len(pairs) == 1:
        unit, units = "islands", islands(gold[0].beads, hypotheses[0].beads)
    else:
        unit, units = "documents", [(one.beads, other.beads) for one, other in pairs]
    scores = {}
    for metric in METRICS:
        counts = np.array([count(metric, one, other) for one, other in units], dtype=np.int64)
        scores[metric] = score_of_units(counts, resamples, seed)
    graded = all(ladder.graded for ladder in hypotheses)
    return Evaluation(
        scores=scores,
        calibration=calibrate(*_graded_beads(pairs)) if graded else None,
        documents=len(pairs),
        beads=sum(len(ladder.beads) for ladder in gold),
        signature=signature_of([one.signature for one in hypotheses], f"{resamples}x{unit}", seed),
    )


def check_fit(gold: Ladder, hypothesis: Ladder) -> None:
    """Raise FormatError unless both ladders have equally many segments on each side."""
    for side in ("source", "target"):
        found, wanted = getattr(hypothesis, f"n_{side}"), getattr(gold, f"n_{side}")
        if found != wanted:
            raise FormatError(
                f"{found} {side} segments, but {gold.place or 'the gold'} has {wanted}",
                place=hypothesis.place or "hypothesis",
                cure="align the same texts with the same --lines and --level as the gold",
            )


def count(metric: str, gold: Sequence[Bead], hypothesis: Sequence[Bead]) -> tuple[int, int, int, int]:
    """Return one unit's counts as in `Counts`, for a metric of METRICS."""
    if metric == "lax":
        return _count_lax(gold, hypothesis)
    counted: dict[str, Callable[[Sequence[Bead]], set[Any]]] = {"strict": _beads, "link": _links, "null": _nulls}
    take = counted[metric]
    wanted, found = take(gold), take(hypothesis)
    right = len(wanted & found)
    return right, len(found), right, len(wanted)


def islands(gold: Sequence[Bead], hypothesis: Sequence[Bead]) -> list[tuple[Sequence[Bead], Sequence[Bead]]]:
    """Split two ladders into the smallest groups of beads that share no segment with another group.

    Each group is (its gold beads, its hypothesis beads).
    """
    beads = [(0, bead) for bead in gold] + [(1, bead) for bead in hypothesis]
    groups = connected(beads, lambda numbered: _segments(numbered[1]))
    return [
        ([bead for which, bead in group if which == 0], [bead for which, bead in group if which == 1])
        for group in groups
    ]


def _segments(bead: Bead) -> list[Segment]:
    return [("source", index) for index in bead.source] + [("target", index) for index in bead.target]


def is_right(bead: Bead, gold_beads: set[Sides], gold_nulls: set[Segment]) -> bool:
    """Tell whether the gold holds the identical bead.

    A null bead is right if all its segments are null in the gold, however they are grouped.
    """
    if bead.is_null:
        return _nulls([bead]) <= gold_nulls
    return (bead.source, bead.target) in gold_beads


def _beads(beads: Sequence[Bead]) -> set[Sides]:
    return {(bead.source, bead.target) for bead in beads if not bead.is_null}


def _links(beads: Sequence[Bead]) -> set[tuple[int, int]]:
    return {(source, target) for bead in beads for source in bead.source for target in bead.target}


def _nulls(beads: Sequence[Bead]) -> set[Segment]:
    return {segment for bead in beads if bead.is_null for segment in _segments(bead)}


def _count_lax(gold: Sequence[Bead], hypothesis: Sequence[Bead]) -> tuple[int, int, int, int]:
    sides = []
    for beads, others in ((hypothesis, gold), (gold, hypothesis)):
        links = _links(others)
        real = [bead for bead in beads if not bead.is_null]
        sides += [sum(not _links([bead]).isdisjoint(links) for bead in real), len(real)]
    return sides[0], sides[1], sides[2], sides[3]


def score_of_units(counts: Counts, resamples: int, seed: int) -> Score:
    """Return the score of all units together, and its interval by drawing units."""
    precision, recall, f1 = (float(value[0]) for value in _ratios(counts.sum(axis=0, keepdims=True)))
    low, high = np.quantile(_ratios(_resample(counts, resamples, seed))[2], (0.025, 0.975))
    return Score(*(round(value, 6) for value in (precision, recall, f1, float(low), float(high))))


def _resample(counts: Counts, resamples: int, seed: int) -> Counts:
    """Return int64[resamples, 4]: the totals of as many units, drawn with replacement.

    They are drawn in batches to bound the memory.
    """
    random, units = np.random.default_rng(seed), len(counts)
    batch = max(1, 2_000_000 // units)
    sizes = [min(batch, resamples - done) for done in range(0, resamples, batch)]
    return np.vstack([random.multinomial(units, np.full(units, 1 / units), size=size) @ counts for size in sizes])


def _ratios(counts: Counts) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return precision, recall and F1 of each row; 0 of 0 is 1."""
    right, found, matched, wanted = counts.T.astype(np.float64)
    precision = np.divide(right, found, out=np.ones_like(right), where=found > 0)
    recall = np.divide(matched, wanted, out=np.ones_like(matched), where=wanted > 0)
    total = precision + recall
    f1 = np.divide(2 * precision * recall, total, out=np.zeros_like(total), where=total > 0)
    return precision, recall, f1


def _graded_beads(pairs: Sequence[tuple[Ladder, Ladder]]) -> tuple[list[float], list[bool]]:
    """Return the probability of each hypothesis bead, and whether it is right."""
    probabilities: list[float] = []
    right: list[bool] = []
    for gold, hypothesis in pairs:
        gold_beads, gold_nulls = _beads(gold.beads), _nulls(gold.beads)
        for bead in hypothesis.beads:
            probabilities.append(bead.probability)
            right.append(is_right(bead, gold_beads, gold_nulls))
    return probabilities, right


def signature_of(made_by: Sequence[str], bootstrap: str, seed: int) -> str:
    """Name how the scores were made, and by what the hypotheses were made.

    `made_by` holds the signatures of the hypotheses; `bootstrap` says how often what was drawn:
    "1000xdocuments".
    """
    known = sorted({signature for signature in made_by if signature})
    named = known[0] if len(known) == 1 else f"{len(known)} signatures" if known else "ladders"
    return f"score:micro|null:segments|boot:{bootstrap}|seed:{seed}|hypothesis:({named})"
