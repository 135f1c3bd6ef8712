"""Similarity of runs of segments, and how well runs of one side answer the units of the other.

Cosines of short or common texts are high with everything. So every cosine stands beside its margin: the cosine less
the mean of both texts' four nearest neighbours, halved (CSLS: Conneau et al. 2018, arXiv:1710.04087).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.score.side import Side

    Floats = NDArray[np.floating[Any]]
    Combine = Callable[[Floats], Floats]

_NEIGHBOURS = 4
_MANY = 30
"""Texts from which on their number no longer matters."""
_MISSING = 0.35
"""What the mean of the nearest grows by where texts are e times as many, in standard deviations of the cosines."""


def run_vectors(side: Side, widest: int, combine: Combine) -> dict[int, Floats]:
    """For each length a ≤ `widest`, the unit vectors of all runs of a segments, float32[n - a + 1, d]."""
    known: dict[int, Floats] = side.kept.setdefault("runs", {})
    known.setdefault(1, side.vectors(combine))
    lengths = range(1, min(widest, len(side)) + 1)
    new = [a for a in lengths if a not in known]
    if new:
        sums = np.concatenate([np.zeros((1, side.parts.shape[1])), np.cumsum(side.parts, axis=0, dtype=np.float64)])
        found = combine(np.concatenate([(sums[a:] - sums[:-a]).astype(np.float32) for a in new]))
        ends = np.cumsum([len(side) - a + 1 for a in new])
        known |= zip(new, np.split(found, ends[:-1]), strict=True)
    return {a: known[a] for a in lengths}


def nearest_mean(cosines: Floats, axis: int) -> Floats:
    """Mean of the four greatest cosines along an axis.

    The greatest of few are lower than the greatest of many, and margins in short texts would be too wide; so what is
    missing to the mean among `_MANY` is added.
    """
    held = cosines.shape[axis]
    count = min(_NEIGHBOURS, held)
    top = np.partition(cosines, held - count, axis=axis)
    mean: Floats = top.take(range(held - count, held), axis=axis).mean(axis=axis)
    if 0 < held < _MANY:
        mean = mean + np.float32(_MISSING * float(cosines.std()) * math.log(_MANY / held))
    return mean


class Cosines:
    """Cosines and margins between runs of source and runs of target segments, by run lengths (a, b)."""

    def __init__(self, source: Side, target: Side, widest: int, combine: Combine) -> None:
        self.source = run_vectors(source, widest, combine)
        self.target = run_vectors(target, widest, combine)
        kept = source.against(target)
        near: list[dict[int, Floats]] = kept.setdefault("near", [{}, {}])
        for known, runs, units in ((near[0], self.source, self.target[1]), (near[1], self.target, self.source[1])):
            known |= {a: nearest_mean(rows @ units.T, 1) for a, rows in runs.items() if a not in known}
        self.near_source, self.near_target = near
        self._margins: dict[tuple[int, int], Floats] = kept.setdefault("margins", {})

    def margins(self, a: int, b: int) -> Floats:
        """Margins of all runs of a source with all runs of b target segments, float32[n - a + 1, m - b + 1]."""
        if (a, b) not in self._margins:
            cosines = self.source[a] @ self.target[b].T
            self._margins[a, b] = cosines - (self.near_source[a][:, None] + self.near_target[b][None]) / 2
        return self._margins[a, b]

    def cosine(self, a: int, i: NDArray[np.int64], b: int, j: NDArray[np.int64]) -> Floats:
        """Cosines of the runs of a segments from i with those of b segments from j, pair by pair."""
        return self.margins(a, b)[i, j] + self.hub(a, i, b, j)

    def hub(self, a: int, i: NDArray[np.int64], b: int, j: NDArray[np.int64]) -> Floats:
        """What the margin takes off the cosine."""
        mean: Floats = (self.near_source[a][i] + self.near_target[b][j]) / 2
        return mean


class Coverage:
    """How well runs of the other side answer a side's units (sentences, or words), in one direction.

    `answer` is float32[units here, segments there]: the best likeness of each unit with a unit of each segment.
    `counts` says how many units each segment here holds, `weights` what each unit weighs.
    """

    def __init__(self, answer: Floats, counts: NDArray[np.int64], weights: Floats) -> None:
        self._answer, self._counts, self._weights = answer, counts, weights.astype(np.float32)
        self.mass = _reduce(np.add, self._weights, counts, 0.0)
        """Total weight of each segment's units."""
        self.best = _reduce(np.add, self._weights * answer.max(axis=1, initial=-1.0), counts, 0.0)
        """Weighted sum over each segment's units of the best answer anywhere."""
        self._sums: dict[int, Floats] = {}
        self._least: dict[int, Floats] = {}

    def sums(self, b: int) -> Floats:
        """Weighted sum over each segment's units of the best answer in each run of b segments, [n, m - b + 1]."""
        if b not in self._sums:
            self._sums[b] = _reduce(np.add, self._weights[:, None] * self._answers(b), self._counts, 0.0)
        return self._sums[b]

    def least(self, b: int) -> Floats:
        """The worst answered unit of each segment in each run of b segments, [n, m - b + 1]; 1 without units."""
        if b not in self._least:
            self._least[b] = _reduce(np.minimum, self._answers(b), self._counts, 1.0)
        return self._least[b]

    @cached_property
    def share(self) -> Floats:
        """Best mean answer of each segment in any one segment of the other side."""
        best: Floats = self.sums(1).max(axis=1) / np.maximum(self.mass, 1e-6)
        return best

    def _answers(self, b: int) -> Floats:
        """The best answer of each unit in each run of b segments, [units, m - b + 1]."""
        width = self._answer.shape[1] - b + 1
        answer = self._answer[:, :width]
        for step in range(1, b):
            answer = np.maximum(answer, self._answer[:, step : step + width])
        return answer


def _reduce(fold: np.ufunc, rows: Floats, counts: NDArray[np.int64], empty: float) -> Floats:
    """Fold consecutive groups of rows; a group of none gives `empty`.

    All first rows of the groups at once, then all second rows…: ten times as fast as `reduceat` along the first axis.
    """
    out = np.full((len(counts), *rows.shape[1:]), empty, dtype=np.float32)
    starts = np.cumsum(counts) - counts
    for step in range(int(counts.max(initial=0))):
        filled = np.flatnonzero(counts > step)
        taken = rows[starts[filled] + step]
        out[filled] = taken if step == 0 else fold(out[filled], taken)
    return out


def sentence_coverage(source: Side, target: Side, combine: Combine) -> tuple[Coverage, Coverage]:
    """Coverage of sentences by margins, weighted by characters: (of the source by the target, of the target)."""
    kept = source.against(target)
    if "sentences" in kept:
        known: tuple[Coverage, Coverage] = kept["sentences"]
        return known
    vectors = [side.sentence_vectors(combine) for side in (source, target)]
    cosines = vectors[0] @ vectors[1].T
    margins = cosines - (nearest_mean(cosines, 1)[:, None] + nearest_mean(cosines, 0)[None]) / 2
    weights = [np.concatenate(side.sentence_chars) for side in (source, target)]
    counts = source.sentence_counts, target.sentence_counts
    answers = _reduce(np.maximum, margins.T, counts[1], -1.0).T, _reduce(np.maximum, margins, counts[0], -1.0).T
    found = Coverage(answers[0], counts[0], weights[0]), Coverage(answers[1], counts[1], weights[1])
    kept["sentences"] = found
    return found


def word_coverage(source: Side, target: Side) -> tuple[Coverage, Coverage]:
    """Coverage of content words, weighted by rarity. The encoder is the dictionary: `選択` and "select" are 0.92 alike.

    A cosine of 0.45 or less counts nothing, one of 0.85 or more counts as the same word.
    """
    kept = source.against(target)
    if "words" in kept:
        known: tuple[Coverage, Coverage] = kept["words"]
        return known
    sides = source, target
    counts = [np.array([len(words) for words in side.words], dtype=np.int64) for side in sides]
    held = [np.concatenate([*side.words, np.zeros(0, np.int64)]) for side in sides]
    used = [np.unique(words, return_inverse=True) for words in held]
    rows = [side.vocabulary[some[0]].astype(np.float32) for side, some in zip(sides, used, strict=True)]
    cosines = rows[0] @ rows[1].T
    alike = np.clip((cosines - 0.45) / 0.4, 0.0, 1.0)
    weights = [side.word_weight[words] for side, words in zip(sides, held, strict=True)]
    answers = (
        _reduce(np.maximum, alike.T[used[1][1]], counts[1], -1.0).T[used[0][1]],
        _reduce(np.maximum, alike[used[0][1]], counts[0], -1.0).T[used[1][1]],
    )
    found = Coverage(answers[0], counts[0], weights[0]), Coverage(answers[1], counts[1], weights[1])
    kept["words"] = found
    return found
