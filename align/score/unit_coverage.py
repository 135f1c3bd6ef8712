"""How well the runs of one side answer the units (sentences or words) of the other."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from align.score.content_words import words_alike
from align.score.folds import fold_groups
from align.score.run_margins import margins_of

if TYPE_CHECKING:
    from align.score.arrays import Floats, Ints
    from align.score.encoded_side import EncodedSide


class UnitCoverage:
    """How well runs of the other side answer the units of this side.

    `answer` is float32[units here, segments there]: the best similarity of each unit to a unit of
    each segment. `counts` is the number of units of each segment here, `weights` the weight of each
    unit.
    """

    def __init__(self, answer: Floats, counts: Ints, weights: Floats) -> None:
        self._answer, self._counts, self._weights = answer, counts, weights.astype(np.float32)
        self.mass = fold_groups(np.add, self._weights, counts, 0.0)
        """Total weight of each segment's units."""
        self.best = fold_groups(np.add, self._weights * answer.max(axis=1, initial=-1.0), counts, 0.0)
        """Weighted sum over each segment's units of the best answer anywhere."""
        self._sums: dict[int, Floats] = {}
        self._least: dict[int, Floats] = {}

    def sums(self, b: int) -> Floats:
        """Weighted sum over each segment's units of the best answer in each run of b segments, [n, m - b + 1]."""
        if b not in self._sums:
            self._sums[b] = fold_groups(np.add, self._weights[:, None] * self._answers(b), self._counts, 0.0)
        return self._sums[b]

    def least(self, b: int) -> Floats:
        """The worst answer of each segment's units in each run of b segments, [n, m - b + 1]; 1 without units."""
        if b not in self._least:
            self._least[b] = fold_groups(np.minimum, self._answers(b), self._counts, 1.0)
        return self._least[b]

    @cached_property
    def share(self) -> Floats:
        """The best mean answer of each segment in any single segment of the other side."""
        best: Floats = self.sums(1).max(axis=1) / np.maximum(self.mass, 1e-6)
        return best

    def _answers(self, b: int) -> Floats:
        """The best answer of each unit in each run of b segments, [units, m - b + 1]."""
        width = self._answer.shape[1] - b + 1
        answer = self._answer[:, :width]
        for step in range(1, b):
            answer = np.maximum(answer, self._answer[:, step : step + width])
        return answer


def sentence_coverage(source: EncodedSide, target: EncodedSide) -> tuple[UnitCoverage, UnitCoverage]:
    """Coverage of sentences by margins, weighted by characters: (of the source by the target, of the target)."""
    margins = margins_of(source.sentence_vectors() @ target.sentence_vectors().T)
    weights = [np.concatenate(side.sentence_chars) for side in (source, target)]
    counts = source.sentence_counts, target.sentence_counts
    answers = (
        fold_groups(np.maximum, margins.T, counts[1], -1.0).T,
        fold_groups(np.maximum, margins, counts[0], -1.0).T,
    )
    return UnitCoverage(answers[0], counts[0], weights[0]), UnitCoverage(answers[1], counts[1], weights[1])


def word_coverage(source: EncodedSide, target: EncodedSide) -> tuple[UnitCoverage, UnitCoverage]:
    """Coverage of content words, weighted by rarity: (of the source by the target, of the target)."""
    sides = source, target
    counts = [side.word_counts for side in sides]
    used = [np.unique(side.all_words, return_inverse=True) for side in sides]
    alike = words_alike(*(side.vocabulary[distinct] for side, (distinct, _) in zip(sides, used, strict=True)))
    weights = [side.word_weight[side.all_words] for side in sides]
    answers = (
        fold_groups(np.maximum, alike.T[used[1][1]], counts[1], -1.0).T[used[0][1]],
        fold_groups(np.maximum, alike[used[0][1]], counts[0], -1.0).T[used[1][1]],
    )
    return UnitCoverage(answers[0], counts[0], weights[0]), UnitCoverage(answers[1], counts[1], weights[1])
