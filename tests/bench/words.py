"""Word links on the labelled pairs of tests/links: ours, cross-validated or on the half kept unseen, and the peers'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from align.model import WordLink
from align.words.decide import decide
from align.words.estimate import estimate
from align.words.spans import spans_of
from align.words.weights import WordWeights, default_word_weights, write_word_weights
from tests.bench.words_learning import WordLesson, estimates, learn, lessons
from tests.bench.words_peers import peers
from tests.bench.words_score import Score, score
from tests.links.links_set import REGISTERS

THRESHOLD, JOINS = 0.58, 0.55
"""Chosen on the dev half, cross-validated by pair: the most recall with a precision of at least .91."""
_BINS = (0.0, 0.65, 0.75, 0.85, 0.92, 0.96, 1.01)

Linked = Mapping[str, Sequence[WordLink]]
"""Name of a pair -> its links."""


def links_of(lesson: WordLesson, found: NDArray[np.float32], weights: WordWeights) -> list[WordLink]:
    """Decide on the links of one pair."""
    words = lesson.block.sides[0].words, lesson.block.sides[1].words
    return [
        WordLink(spans_of(words[0], link.source), spans_of(words[1], link.target), link.estimate)
        for link in decide(lesson.block, found, weights)
    ]


def rows_of(system: str, some: Sequence[WordLesson], linked: Linked, half: str) -> list[dict[str, Any]]:
    """One row for all pairs, one for each register."""
    rows = []
    for register in ("all", *REGISTERS):
        total = Score()
        for one in some:
            if register in ("all", one.register):
                total += score(one.pair, one.block, linked[one.pair.name])
        rows.append(
            {
                "system": system,
                "half": half,
                "register": register,
                "precision": round(total.precision, 4),
                "recall": round(total.recall, 4),
                "f1": round(total.f1, 4),
                "aer": round(total.aer, 4),
                "links": total.said,
                "sure": total.sure,
            }
        )
    return rows


def measure(half: str, sets: Path | None) -> list[dict[str, Any]]:
    """Measure one half: dev is cross-validated by pair; held reads the bundled weights.

    `sets` is a folder of folders with NAME.ja, NAME.en and NAME.gold, which the peers are trained on; None leaves the
    peers out.
    """
    some = lessons(half)
    rows: list[dict[str, Any]] = []
    if half == "dev":
        weights = WordWeights("", {}, {}, THRESHOLD, JOINS)
        found = estimates(some)
        linked = {one.pair.name: links_of(one, found[one.pair.name], weights) for one in some}
        rows += rows_of("align, cross-validated", some, linked, half)
    else:
        weights = default_word_weights()
        linked = {one.pair.name: links_of(one, estimate(one.block, weights), weights) for one in some}
        rows += rows_of("align", some, linked, half)
    if sets is not None:
        for system, linked in peers(some, sets).items():
            rows += rows_of(system, some, linked, half)
    return rows


def learn_weights(out: Path, version: str) -> list[dict[str, Any]]:
    """Learn from the dev half, fit the curve on pairs that the models had not seen, write the weights."""
    some = lessons("dev")
    weights = learn(some, version, THRESHOLD, JOINS)
    found = estimates(some)
    linked = {one.pair.name: links_of(one, found[one.pair.name], weights) for one in some}
    weights = replace(weights, curve=_curve(some, linked))
    out.write_text(write_word_weights(weights, "tests/links/dev"), "utf-8")
    return rows_of("align, unseen pair", some, linked, "dev")


def _curve(some: Sequence[WordLesson], linked: Linked) -> tuple[tuple[float, float], ...]:
    """The share of right links in bins of the estimate, made to rise."""
    values, right = [], []
    for one in some:
        for link in linked[one.pair.name]:
            values.append(link.probability)
            right.append(score(one.pair, one.block, [link]).right)
    points = [(0.0, 0.0)]
    for low, high in pairwise(_BINS):
        inside = [place for place, value in enumerate(values) if low <= value < high]
        if inside:
            share = float(np.mean([right[place] for place in inside]))
            points.append((float(np.mean([values[place] for place in inside])), max(points[-1][1], share)))
    return (*points, (1.0, max(points[-1][1], 0.99)))


def table(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the table of docs/words.md."""
    head = "| half | register | system | precision | recall | F1 | AER |"
    shown = [row for row in rows if row["register"] == "all" or row["system"].startswith("align")]
    return [head, "|---|---|---|---|---|---|---|"] + [
        f"| {row['half']} | {row['register']} | {row['system']} | {row['precision']:.3f} | {row['recall']:.3f} "
        f"| {row['f1']:.3f} | {row['aer']:.3f} |"
        for row in shown
    ]
