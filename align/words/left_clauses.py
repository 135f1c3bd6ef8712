"""Clauses of the source that the target leaves out, Japanese and English both ways: how likely that is.

`python -m tests.bench.clause_weights` writes clauses.json, the log-odds for one unit of each
feature.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from align.text.language import primary
from align.words.clause_features import FEATURES, LinkedTexts, open_clauses
from align.words.clause_vectors import with_vectors
from align.words.vectors import WordVectors

if TYPE_CHECKING:
    from align.encode.cache import CachedParts
    from align.text.spans import Span

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
    weights, bias = _model(primary(langs[0]))
    for begin in range(0, len(beads), _BEADS_A_STEP):
        step = beads[begin : begin + _BEADS_A_STEP]
        some = [(number, clause) for number, one in enumerate(step) for clause in open_clauses(one)]
        rows = with_vectors([(step[number], clause) for number, clause in some], parts, vectors) if some else None
        found: list[list[LeftClause]] = [[] for _ in step]
        if rows is not None:
            odds = rows @ np.array(weights) + bias
            for (number, clause), chance in zip(some, (1 / (1 + np.exp(-odds))).tolist(), strict=True):
                if chance >= least:
                    found[number].append(LeftClause(clause.span, chance))
        yield from map(_apart, found)


@lru_cache(maxsize=2)
def _model(lang: str) -> tuple[tuple[float, ...], float]:
    """The weights, in the order of the features, and the bias, for a language of the source."""
    model = json.loads(files("align.words").joinpath("clauses.json").read_text("utf-8"))[lang]
    return tuple(model["weights"][name] for name in FEATURES), model["bias"]


def _apart(some: Sequence[LeftClause]) -> list[LeftClause]:
    """Of clauses that overlap, keep the likeliest; in order of the text."""
    kept: list[LeftClause] = []
    for one in sorted(some, key=lambda clause: -clause.probability):
        if all(one.span[1] <= other.span[0] or other.span[1] <= one.span[0] for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda clause: clause.span)
