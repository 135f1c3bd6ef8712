"""Clauses of the source that the target leaves out, Japanese and English both ways: how likely that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.text.language import primary
from align.words.clause_features import FEATURES, LinkedTexts, open_clauses, with_vectors
from align.words.vectors import WordVectors

if TYPE_CHECKING:
    from align.encode.cache import CachedParts
    from align.text.spans import Span

_MODELS = {
    "ja": (
        {
            "open": -0.319,
            "open_share": 6.103,
            "words": 0.33,
            "open_names": 0.656,
            "far": 4.097,
            "short": -3.724,
            "short_without": 2.46,
            "long_without": 0.449,
            "gain": 11.664,
            "rise": 26.635,
            "whole": 2.152,
            "near": -6.191,
            "alike": 7.027,
            "rest": 2.755,
            "rest_words": -0.295,
            "target_open": -0.091,
            "target_open_share": -2.021,
        },
        -11.22,
    ),
    "en": (
        {
            "open": -0.127,
            "open_share": 7.033,
            "words": 0.155,
            "open_names": 0.07,
            "far": 7.088,
            "short": -6.645,
            "short_without": 37.33,
            "long_without": 0.355,
            "gain": 22.114,
            "rise": 33.382,
            "whole": 4.755,
            "near": -5.489,
            "alike": 6.319,
            "rest": 3.163,
            "rest_words": -0.841,
            "target_open": 0.057,
            "target_open_share": -3.612,
        },
        -8.69,
    ),
}
"""Language of the source -> log-odds for one unit of each feature, and the bias.

Learnt by `python -m tests.bench.clause_weights`.
"""
_BEADS_A_STEP = 256


@dataclass(frozen=True)
class LeftClause:
    """A clause of the source with the probability that the target leaves it out."""

    span: Span
    probability: float


def left_clauses(beads: Sequence[LinkedTexts], parts: CachedParts, least: float) -> Iterator[list[LeftClause]]:
    """Yield for each bead the clauses left out with a probability of `least` or more; they do not overlap.

    All beads are from Japanese to English, or all from English to Japanese.
    """
    if not beads:
        return
    langs = beads[0].langs
    vectors = WordVectors(parts, langs[0]), WordVectors(parts, langs[1])
    weights, bias = _MODELS[primary(langs[0])]
    for begin in range(0, len(beads), _BEADS_A_STEP):
        step = beads[begin : begin + _BEADS_A_STEP]
        some = [(number, clause) for number, one in enumerate(step) for clause in open_clauses(one)]
        rows = with_vectors([(step[number], clause) for number, clause in some], parts, vectors) if some else None
        found: list[list[LeftClause]] = [[] for _ in step]
        if rows is not None:
            odds = rows @ np.array([weights[name] for name in FEATURES]) + bias
            for (number, clause), chance in zip(some, (1 / (1 + np.exp(-odds))).tolist(), strict=True):
                if chance >= least:
                    found[number].append(LeftClause(clause.span, chance))
        yield from map(_apart, found)


def _apart(some: Sequence[LeftClause]) -> list[LeftClause]:
    """Of clauses that overlap, keep the likeliest; in order of the text."""
    kept: list[LeftClause] = []
    for one in sorted(some, key=lambda clause: -clause.probability):
        if all(one.span[1] <= other.span[0] or other.span[1] <= one.span[0] for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda clause: clause.span)
