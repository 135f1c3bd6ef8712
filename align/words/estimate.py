"""From a block's comparison to probabilities: each pair of words is estimated twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from align.score.logistic import logistic
from align.score.slopes import Slopes
from align.words.features import first_features, second_features
from align.words.glossary_links import with_terms
from align.words.prefixes import without_barred

if TYPE_CHECKING:
    from align.score.arrays import Floats
    from align.words.block import Tables, WordBlock
    from align.words.weights import WordWeights


def estimate(block: WordBlock, weights: WordWeights) -> Floats:
    """Return the probability that two words answer each other, float32[n, m]."""
    return estimate_all([block], weights)[0]


def estimate_all(blocks: Sequence[WordBlock], weights: WordWeights) -> list[Floats]:
    """Return the estimates of several blocks; computing them together costs less."""
    shapes = [block.size for block in blocks]
    held = [block for block in blocks if 0 not in block.size]
    first = _fixed(held, _together([first_features(block) for block in held], weights.first))
    second = _together([second_features(block, one) for block, one in zip(held, first, strict=True)], weights.second)
    found = iter(_fixed(held, second))
    return [np.zeros(shape, dtype=np.float32) if 0 in shape else next(found) for shape in shapes]


def _fixed(blocks: Sequence[WordBlock], estimates: Sequence[Floats]) -> list[Floats]:
    return [with_terms(without_barred(block, one), block.terms) for block, one in zip(blocks, estimates, strict=True)]


def _together(tables: Sequence[Tables], slopes: Slopes) -> list[Floats]:
    if not tables:
        return []
    shapes = [next(iter(table.values())).shape for table in tables]
    joined: Tables = {
        name: np.concatenate([table[name].ravel() for table in tables]).astype(np.float32)
        for name in tables[0]
        if name in slopes
    }
    values = logistic(slopes, joined)
    ends = np.cumsum([rows * columns for rows, columns in shapes])[:-1]
    return [part.reshape(shape) for part, shape in zip(np.split(values, ends), shapes, strict=True)]
