"""Lessons for sentence links inside the beads of a translation: set pages whose beads are joined to paragraphs.

Every few beads of a page are joined into one paragraph a side, whose sentences are the page's segments. So the gold
ladder of the page says which sentences of a paragraph answer each other, and which answer nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.pipeline import PairAligner
from align.score.encoded_side import encode_side
from align.score.logistic import Slopes, logistic
from align.support.in_beads import (
    SentencesOfBead,
    bead_features,
    link_probabilities,
    second_bead_features,
    sentences_of_beads,
)
from align.support.weights import SupportWeights
from tests.bench.corpus import Sample, samples
from tests.bench.export import paragraphs_of
from tests.bench.support_learning import fit

Lesson = tuple[SentencesOfBead, NDArray[np.bool_]]
SETS = ("dev-summary", "dev-noisy")
SIZES = (1, 2, 4)
"""Beads that are joined to one paragraph."""
LARGEST_PAGE = 40_000
"""Bytes of the largest page that lessons are made of."""
FOLDS = 3


def lessons_of(page: Sample, aligner: PairAligner) -> Iterator[Lesson]:
    """Yield the paragraphs of a page, joined of one, two and four beads, with the links of their sentences."""
    for size in SIZES:
        yield from _joined(page, aligner, size)


def _joined(page: Sample, aligner: PairAligner, size: int) -> Iterator[Lesson]:
    alignment = paragraphs_of(page, size)
    sides = [encode_side(document, aligner.parts) for document in (alignment.source, alignment.target)]
    links = np.zeros([int(side.sentence_counts.sum()) for side in sides], dtype=bool)
    for bead in page.gold().beads:
        links[np.ix_(bead.source, bead.target)] = True
    for found in sentences_of_beads(sides[0], sides[1], alignment.beads):
        if found.margin.size > 1:
            yield found, links[np.ix_(found.source, found.target)]


def learn_in_beads(sets: Path, aligner: PairAligner) -> tuple[tuple[Slopes, Slopes], dict[str, float]]:
    """Learn both models; return them, and how models of two thirds of the pages do on the last third."""
    pages = [
        page
        for name in SETS
        for page in samples(sets / name)
        if (page.folder / f"{page.name}.ja").stat().st_size < LARGEST_PAGE
    ]
    by_page = {page: list(lessons_of(page, aligner)) for page in pages}
    names = sorted({page.name for page in pages})
    kept = set(names[::FOLDS])
    taught = [one for page, some in by_page.items() if page.name not in kept for one in some]
    held = [one for page, some in by_page.items() if page.name in kept for one in some]
    scores = measure(_learn(taught), held)
    return _learn(taught + held), scores


def _learn(lessons: list[Lesson]) -> tuple[Slopes, Slopes]:
    tables = [bead_features(found) for found, _ in lessons]
    links = [right for _, right in lessons]
    half = len(lessons) // 2
    halves = (slice(None, half), slice(half, None))
    seconds = []
    for unseen, seen in (halves, halves[::-1]):
        slopes = fit(tables[seen], links[seen])
        seconds += [table | second_bead_features(logistic(slopes, table)) for table in tables[unseen]]
    return fit(tables, links), fit(seconds, links)


def measure(slopes: tuple[Slopes, Slopes], lessons: list[Lesson]) -> dict[str, float]:
    """Precision, recall and F1 of links at one half."""
    weights = SupportWeights("", {}, {}, {}, {}, slopes[0], slopes[1], 0.5)
    said = np.concatenate([link_probabilities(found, weights).ravel() >= 0.5 for found, _ in lessons])
    right = np.concatenate([links.ravel() for _, links in lessons])
    both = float((said & right).sum())
    precision, recall = both / said.sum(), both / right.sum()
    f1 = 2 * precision * recall / (precision + recall)
    return {"beads": len(lessons), "precision": precision, "recall": recall, "f1": f1}
