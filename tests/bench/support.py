"""Support maps on documents with judged support: ours, the ladder alone, and rules on sentence vectors.

The rules are tuned on the development documents: a link wherever the margin exceeds a threshold, and the k sources of
greatest cosine of each target sentence.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from align.evaluate.support_files import Support, read_support
from align.evaluate.support_metrics import evaluate_support
from align.model import Alignment, Document, Place
from align.pipeline import PairAligner, load_aligner
from align.score.encoded_side import encode_side
from align.score.run_margins import margins_of
from align.segment import read_document
from align.support.sentence_table import sentence_document

SUMMARIES = Path(__file__).resolve().parents[1] / "summaries"
THRESHOLDS = tuple(round(0.01 * step, 2) for step in range(-4, 16))
TOP = (1, 2, 3)

Vectors = tuple[np.ndarray, np.ndarray]
Rule = Callable[[Vectors], np.ndarray]
"""Unit vectors of the sentences of both sides -> bool[n, m], the links."""


def copy_sets(sets: Path) -> None:
    """Lay the summaries among the sets, so that `compare` measures the peers on them."""
    for half in ("dev", "held"):
        shutil.copytree(SUMMARIES / half, sets / f"summaries-{half}", dirs_exist_ok=True)


def documents_of(path: Path) -> tuple[Document, Document]:
    """Read both texts beside a support file; each line is a segment."""
    source, target = (
        read_document(path.with_suffix(f".{lang}"), lang, lines=True, id=path.stem) for lang in ("ja", "en")
    )
    return source, target


def measure_support(folder: Path, tuning: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a system on the documents of `folder`; rules are tuned on those of `tuning`.

    A row has "calibration", None for a system whose links have no probabilities.
    """
    aligner = load_aligner(cache=False)
    files = sorted(folder.glob("*.support"))
    gold = [read_support(path) for path in files]
    pairs = [documents_of(path) for path in files]
    alignments = [aligner.align(*pair) for pair in pairs]
    yield _row(folder, "align", gold, [_of_alignment(one) for one in alignments]) | {
        "signature": alignments[0].signature
    }
    yield _row(folder, "its ladder alone", gold, [_of_ladder(aligner, *pair) for pair in pairs])
    tuned = sorted(tuning.glob("*.support"))
    taught = [read_support(path) for path in tuned], [_encoded(aligner, *documents_of(path)) for path in tuned]
    encoded = [_encoded(aligner, *pair) for pair in pairs]
    for name, rules in (
        ("margins", {t: _margin_rule(t) for t in THRESHOLDS}),
        ("top cosines", {k: _top(k) for k in TOP}),
    ):
        setting = max(rules, key=lambda one: _f1(rules[one], *taught))
        found = [_by_rule(rules[setting], pair) for pair in encoded]
        yield _row(folder, f"{name} ({setting})", gold, found)


def _row(folder: Path, system: str, gold: Sequence[Support], found: Sequence[Support]) -> dict[str, Any]:
    result = evaluate_support(gold, found)
    body, calibration = result.to_json(), result.calibration
    sure = [
        source in one.sources[target]
        for one, other in zip(gold, found, strict=True)
        for target, some in other.sources.items()
        for source, probability in some.items()
        if probability > 0.95
    ]
    graded = {"ece": calibration.ece, "sure": len(sure), "sure_right": sum(sure)} if calibration else {}
    return {"set": folder.name, "system": system} | body | {"calibration": calibration} | graded


def _of_alignment(alignment: Alignment) -> Support:
    sources: dict[tuple[int, int], dict[tuple[int, int], float]] = {
        (segment.index, number): {} for segment in alignment.target.segments for number in range(len(segment.sentences))
    }
    for link in alignment.support.links if alignment.support else ():
        sources[link.target][link.source] = link.probability
    return Support(sources, graded=True, segments=(len(alignment.source), len(alignment.target)))


def _of_ladder(aligner: PairAligner, source: Document, target: Document) -> Support:
    """All sentences of a bead's target rest on all sentences of its source."""
    sources: dict[tuple[int, int], dict[tuple[int, int], float]] = {
        (segment.index, number): {} for segment in target.segments for number in range(len(segment.sentences))
    }
    for bead in aligner.ladder(source, target):
        for j in bead.target:
            for number in range(len(target.segments[j].sentences)):
                sources[j, number] = {
                    (i, k): 1.0 for i in bead.source for k in range(len(source.segments[i].sentences))
                }
    return Support(sources, segments=(len(source), len(target)))


@dataclass(frozen=True)
class _Encoded:
    """The sentences of a pair: their places, and their unit vectors."""

    places: tuple[list[Place], list[Place]]
    vectors: Vectors
    size: tuple[int, int]


def _encoded(aligner: PairAligner, source: Document, target: Document) -> _Encoded:
    places = [
        [(segment.index, number) for segment in one.segments for number in range(len(segment.sentences))]
        for one in (source, target)
    ]
    vectors = [encode_side(sentence_document(one)[0], aligner.parts).vectors() for one in (source, target)]
    return _Encoded((places[0], places[1]), (vectors[0], vectors[1]), (len(source), len(target)))


def _by_rule(rule: Rule, pair: _Encoded) -> Support:
    links = rule(pair.vectors)
    sources = {
        place: {pair.places[0][row]: 1.0 for row in np.flatnonzero(links[:, column])}
        for column, place in enumerate(pair.places[1])
    }
    return Support(sources, segments=pair.size)


def _margin_rule(threshold: float) -> Rule:
    return lambda vectors: margins_of(vectors[0] @ vectors[1].T) >= threshold


def _top(count: int) -> Rule:
    def rule(vectors: Vectors) -> np.ndarray:
        cosines = vectors[0] @ vectors[1].T
        kth = np.sort(cosines, axis=0)[-min(count, len(cosines))]
        return cosines >= kth

    return rule


def _f1(rule: Rule, gold: Sequence[Support], pairs: Sequence[_Encoded]) -> float:
    return evaluate_support(gold, [_by_rule(rule, pair) for pair in pairs], resamples=10).scores["support"].f1
