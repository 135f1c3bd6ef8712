"""Learn align/support/weights.json from documents with judged support; cross-validated by document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from align.model import SupportLink, SupportMap
from align.pipeline import PairAligner, load_aligner
from align.score.encoded_side import encode_side
from align.score.logistic import logistic
from align.score.slopes import Slope, hinges
from align.segment import read_document
from align.support.first_features import Tables, first_features
from align.support.grouping import beads_of, groups, segment_links
from align.support.measures import SentenceMeasures, measure_sentences
from align.support.null_features import null_features
from align.support.second_features import second_features
from align.support.sentence_table import sentence_table
from align.support.weights import SupportWeights, write_support_weights

Floats = NDArray[np.float64]
PENALTY = 4.0
"""Strength of the quadratic penalty on weights of standardised columns, in lost log-likelihood.

Chosen by leaving out one writer after the other: documents of a known writer want a weaker one.
"""
KNOTS = (0.4, 0.8)
"""Quantiles of a feature's values on the right links at which its slope may change."""
INNER_FOLDS = 5
OUTER_FOLDS = 7
THRESHOLD = 0.42
"""Probability from which on a link is part of the map; the best F1 on documents that the models had not seen."""


@dataclass(frozen=True)
class SupportLesson:
    """One document pair with its judged links."""

    name: str
    measures: SentenceMeasures
    tables: Tables
    links: NDArray[np.bool_]
    """True where the target sentence rests on the source sentence, bool[n, m]."""


def read_support(path: Path) -> list[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """Read a support file: for each target sentence its place and the places of its sources."""
    rows = []
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            target, _, sources = line.partition("<-")
            rows.append((_place(target), [_place(one) for one in sources.split(",") if one.strip()]))
    return rows


def _place(text: str) -> tuple[int, int]:
    segment, _, sentence = text.strip().partition(".")
    return int(segment), int(sentence)


def lesson(path: Path, aligner: PairAligner) -> SupportLesson:
    """Measure the pair beside a support file."""
    documents = [read_document(path.with_suffix(f".{lang}"), lang, lines=True, id=path.stem) for lang in ("ja", "en")]
    ladder = np.zeros((len(documents[0]), len(documents[1])), dtype=np.float32)
    for bead in aligner.ladder(*documents):
        ladder[np.ix_(bead.source, bead.target)] = bead.probability
    parts = aligner.parts
    tables = [sentence_table(document, encode_side(document, parts), parts) for document in documents]
    measures = measure_sentences(tables[0], tables[1], ladder)
    row = {place: number for number, place in enumerate(tables[0].places)}
    column = {place: number for number, place in enumerate(tables[1].places)}
    links = np.zeros(measures.size, dtype=bool)
    for target, sources in read_support(path):
        for source in sources:
            links[row[source], column[target]] = True
    return SupportLesson(path.stem, measures, first_features(measures), links)


def fit(tables: Sequence[Tables], right: Sequence[NDArray[np.bool_]], penalty: float = PENALTY) -> dict[str, Slope]:
    """Fit a logistic function of piecewise linear features by penalised likelihood (L-BFGS)."""
    answers = np.concatenate([one.ravel() for one in right]).astype(np.float64)
    columns = {name: np.concatenate([one[name].ravel() for one in tables]) for name in tables[0]}
    knots = {name: _knots(name, column, answers > 0) for name, column in columns.items()}
    basis = np.concatenate([hinges(columns[name], knots[name]) for name in columns], axis=1)
    free = np.concatenate([np.full(1 + len(knots[name]), name == "bias") for name in columns])
    scale = np.where(free, 1.0, np.maximum(basis.std(axis=0), 1e-6))
    basis = basis / scale

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = basis @ weights
        value = np.logaddexp(0.0, odds).sum() - answers @ odds + penalty * (weights[~free] ** 2).sum() / 2
        slope = basis.T @ (1.0 / (1.0 + np.exp(-odds)) - answers)
        slope[~free] += penalty * weights[~free]
        return value, slope

    found = minimize(loss, np.zeros(basis.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 800}).x / scale
    slopes, start = {}, 0
    for name in columns:
        stop = start + 1 + len(knots[name])
        slopes[name] = Slope(knots[name], tuple(found[start:stop].tolist()))
        start = stop
    return slopes


def _knots(name: str, column: NDArray[np.float32], right: NDArray[np.bool_]) -> tuple[float, ...]:
    if name == "bias" or len(np.unique(column[:5000])) <= 2:
        return ()
    return tuple(sorted({round(float(value), 5) for value in np.quantile(column[right], KNOTS)}))


def learn(lessons: Sequence[SupportLesson], version: str, threshold: float) -> SupportWeights:
    """Learn the models; what a later model reads of an earlier one comes from documents that one had not seen."""
    unseen = estimates_of_unseen(lessons, INNER_FOLDS)
    first = fit([one.tables for one in lessons], [one.links for one in lessons])
    second_tables = [one.tables | second_features(one.measures, unseen[one.name][0]) for one in lessons]
    second = fit(second_tables, [one.links for one in lessons])
    nulls = [
        fit(
            [null_features(one.measures, unseen[one.name][1], side) for one in lessons],
            [~one.links.any(axis=1 - side) for one in lessons],
        )
        for side in (0, 1)
    ]
    return SupportWeights(
        version,
        first,
        second,
        target_null=nulls[1],
        source_null=nulls[0],
        threshold=threshold,
        bead_curve=bead_curve(lessons, unseen, threshold),
    )


def estimates_of_unseen(lessons: Sequence[SupportLesson], count: int) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return for each lesson the first and the second estimate of its links, by models that had not seen it."""
    firsts: dict[str, np.ndarray] = {}
    for rest, some in folds(lessons, count):
        slopes = fit([one.tables for one in rest], [one.links for one in rest])
        firsts |= {one.name: logistic(slopes, one.tables) for one in some}
    found = {}
    for rest, some in folds(lessons, count):
        first = fit([one.tables for one in rest], [one.links for one in rest])
        second = fit(
            [one.tables | second_features(one.measures, firsts[one.name]) for one in rest],
            [one.links for one in rest],
        )
        for one in some:
            seen = logistic(first, one.tables)
            found[one.name] = seen, logistic(second, one.tables | second_features(one.measures, seen))
    return found


def folds(lessons: Sequence[SupportLesson], count: int) -> Iterable[tuple[list[SupportLesson], list[SupportLesson]]]:
    """Split the lessons by document: the others, and the fold, for each fold."""
    order = np.random.default_rng(1).permutation(len(lessons))
    for number in range(min(count, len(lessons))):
        held = set(order[number :: min(count, len(lessons))].tolist())
        yield (
            [one for place, one in enumerate(lessons) if place not in held],
            [one for place, one in enumerate(lessons) if place in held],
        )


def lessons_in(folder: Path, aligner: PairAligner | None = None) -> list[SupportLesson]:
    """Measure every pair of a folder."""
    aligner = aligner or load_aligner()
    return [lesson(path, aligner) for path in sorted(folder.glob("*.support"))]


def bead_curve(
    lessons: Sequence[SupportLesson], unseen: Mapping[str, tuple[np.ndarray, np.ndarray]], threshold: float
) -> tuple[tuple[float, float], ...]:
    """Fit a rising curve: from the estimate that a bead is exactly right to how often it was, by pooled neighbours."""
    estimates, right = [], []
    for one in lessons:
        gold = {(source, target) for source, target in groups(segment_links(_as_map(one, one.links * 1.0, 0.5)))}
        found = _as_map(one, unseen[one.name][1], threshold)
        for bead in beads_of(found, _IDENTITY):
            if not bead.is_null:
                estimates.append(bead.probability)
                right.append((bead.source, bead.target) in gold)
    return rising_curve(np.array(estimates), np.array(right, dtype=float))


_IDENTITY = SupportWeights("", {}, {}, {}, {}, 0.5)


def _as_map(one: SupportLesson, links: np.ndarray, threshold: float) -> SupportMap:
    places = one.measures.source.places, one.measures.target.places
    found = [
        SupportLink(places[0][row], places[1][column], float(links[row, column]))
        for row, column in zip(*np.nonzero(links >= threshold), strict=True)
    ]
    tables = [
        [1.0] * int(table.number[table.paragraph == k].max() + 1)
        for table in (one.measures.source, one.measures.target)
        for k in range(int(table.paragraph.max()) + 1)
    ]
    split = int(one.measures.source.paragraph.max()) + 1
    return SupportMap(
        tuple(sorted(found, key=lambda link: (link.target, link.source))),
        tuple(tuple(row) for row in tables[:split]),
        tuple(tuple(row) for row in tables[split:]),
    )


def rising_curve(estimates: Floats, right: Floats) -> tuple[tuple[float, float], ...]:
    """Return points of a rising curve (isotonic regression by pooling neighbours; Ayer et al. 1955)."""
    order = np.argsort(estimates, kind="stable")
    pools: list[list[float]] = []
    for estimate, hit in zip(estimates[order].tolist(), right[order].tolist(), strict=True):
        pools.append([estimate, hit, 1.0])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    points = [(total / count, hits / count) for total, hits, count in pools if count >= 8]
    return ((0.0, 0.0), *points, (1.0, max([0.98, *(y for _, y in points)])))


def learn_weights(summaries: Path, out: Path, version: str) -> list[dict[str, Any]]:
    """Learn all models, write them, and return how they do on documents that they had not seen."""
    lessons = lessons_in(summaries)
    rows: list[dict[str, Any]] = []
    unseen = estimates_of_unseen(lessons, OUTER_FOLDS)
    for number, model in enumerate(("first", "second")):
        said = np.concatenate([unseen[one.name][number].ravel() >= THRESHOLD for one in lessons])
        right = np.concatenate([one.links.ravel() for one in lessons])
        both = float((said & right).sum())
        precision, recall = both / said.sum(), both / right.sum()
        f1 = 2 * precision * recall / (precision + recall)
        rows.append({"model": model, "precision": precision, "recall": recall, "f1": f1, "documents": len(lessons)})
    weights = learn(lessons, version, THRESHOLD)
    learnt_from = f"{len(lessons)} documents of tests/summaries/dev"
    out.write_text(write_support_weights(weights, learnt_from), encoding="utf-8")
    return rows
