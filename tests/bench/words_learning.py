"""Learn align/words/weights.json from labelled sentence pairs; cross-validated by pair and by register."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encode import load_encoder
from align.encode.cache import CachedParts, cache_folder
from align.score.logistic import logistic
from align.score.slopes import Slope, hinges
from align.words.block import Tables, WordBlock, block_side, compare, read_texts
from align.words.features import first_features, second_features
from align.words.vectors import WordVectors
from align.words.weights import WordWeights
from tests.links.links_set import REGISTERS, LabelledPair, Span, read_pairs

Floats = NDArray[np.float64]
PENALTY = 1.0
"""Strength of the quadratic penalty on weights of standardised columns, in lost log-likelihood."""
KNOTS = (0.4, 0.8)
"""Quantiles of a feature's values on the right links at which its slope may change."""
FOLDS = 5


@dataclass(frozen=True)
class WordLesson:
    """One labelled pair with its comparison."""

    pair: LabelledPair
    register: str
    block: WordBlock
    tables: Tables
    right: NDArray[np.bool_]
    """True where a sure link joins the two words, bool[n, m]."""
    open: NDArray[np.bool_]
    """True where a possible link joins them: no lesson either way."""


def touches(span: Span, spans: Sequence[Span]) -> bool:
    """True if the span overlaps one of the others."""
    return any(start < span[1] and span[0] < end for start, end in spans)


def lessons(half: str, parts: CachedParts | None = None) -> list[WordLesson]:
    """Compare the words of every pair of one half."""
    parts = parts or CachedParts(load_encoder(), cache_folder())
    vectors = WordVectors(parts, "ja"), WordVectors(parts, "en")
    found = []
    for register in REGISTERS:
        for pair in read_pairs(half, register):
            sides = block_side(pair.source, "ja"), block_side(pair.target, "en")
            read_texts([sides], vectors)
            block = compare(sides[0], sides[1], vectors)
            right, open_ = (np.zeros(block.size, dtype=bool) for _ in range(2))
            for links, table in ((pair.sure, right), (pair.possible, open_)):
                for link in links:
                    rows = [n for n, word in enumerate(sides[0].words) if touches(word.span, link.source)]
                    columns = [n for n, word in enumerate(sides[1].words) if touches(word.span, link.target)]
                    table[np.ix_(rows, columns)] = True
            found.append(WordLesson(pair, register, block, first_features(block), right, open_ & ~right))
    return found


def fit(tables: Sequence[Tables], some: Sequence[WordLesson], penalty: float = PENALTY) -> dict[str, Slope]:
    """Fit a logistic function of piecewise linear features by penalised likelihood."""
    counts = np.concatenate([~one.open.ravel() for one in some])
    answers = np.concatenate([one.right.ravel() for one in some])[counts].astype(np.float64)
    columns = {name: np.concatenate([one[name].ravel() for one in tables])[counts] for name in tables[0]}
    knots = {name: _knots(name, column, answers > 0) for name, column in columns.items()}
    basis = np.concatenate([hinges(columns[name], knots[name]) for name in columns], axis=1)
    free = np.concatenate([np.full(1 + len(knots[name]), name == "bias") for name in columns])
    scale = np.where(free, 1.0, np.maximum(basis.std(axis=0), 1e-6))
    basis = basis / scale

    found = _newton(basis, answers, np.where(free, 1e-6, penalty)) / scale
    slopes, start = {}, 0
    for name in columns:
        stop = start + 1 + len(knots[name])
        slopes[name] = Slope(knots[name], tuple(found[start:stop].tolist()))
        start = stop
    return slopes


def _newton(basis: Floats, answers: Floats, penalty: Floats) -> Floats:
    """Return the weights of greatest penalised likelihood, by damped Newton steps."""
    weights = np.zeros(basis.shape[1])

    def loss(at: Floats) -> float:
        odds = basis @ at
        return float(np.logaddexp(0.0, odds).sum() - answers @ odds + (penalty * at**2).sum() / 2)

    last = loss(weights)
    for _ in range(30):
        share = 1.0 / (1.0 + np.exp(-basis @ weights))
        slope = basis.T @ (share - answers) + penalty * weights
        curvature = (basis * (share * (1 - share))[:, None]).T @ basis + np.diag(penalty)
        step = np.linalg.solve(curvature, slope)
        size = 1.0
        while loss(weights - size * step) > last and size > 1e-3:
            size /= 2
        weights = weights - size * step
        now = loss(weights)
        if last - now < 1e-3:
            break
        last = now
    return weights


def _knots(name: str, column: NDArray[np.float32], right: NDArray[np.bool_]) -> tuple[float, ...]:
    if name == "bias" or len(np.unique(column[:5000])) <= 2:
        return ()
    return tuple(sorted({round(float(value), 5) for value in np.quantile(column[right], KNOTS)}))


def folds(some: Sequence[WordLesson], by: str = "pair", count: int = FOLDS) -> Iterator[tuple[list, list]]:
    """Split the lessons by pair or by register: the others, and the fold, for each fold."""
    order = np.random.default_rng(1).permutation(len(some))
    group = {int(place): number % count for number, place in enumerate(order)}
    for number in range(count):
        held = [
            group[place] == number if by == "pair" else one.register == REGISTERS[number]
            for place, one in enumerate(some)
        ]
        yield (
            [one for one, out in zip(some, held, strict=True) if not out],
            [one for one, out in zip(some, held, strict=True) if out],
        )


def learn(some: Sequence[WordLesson], version: str, threshold: float = 0.5, joins: float = 0.4) -> WordWeights:
    """Learn both models; the second one reads first estimates by models that had not seen the pair."""
    unseen: dict[str, NDArray[np.float32]] = {}
    for rest, held in folds(some):
        slopes = fit([one.tables for one in rest], rest)
        unseen |= {one.pair.name: logistic(slopes, one.tables) for one in held}
    first = fit([one.tables for one in some], some)
    second = fit([second_features(one.block, unseen[one.pair.name]) for one in some], some)
    return WordWeights(version, first, second, threshold, joins)


def estimates(some: Sequence[WordLesson], by: str = "pair") -> dict[str, NDArray[np.float32]]:
    """Return for each pair the second estimates by models that had not seen it, or its register."""
    found = {}
    for rest, held in folds(some, by):
        weights = learn(rest, "fold")
        for one in held:
            first = logistic(weights.first, one.tables)
            found[one.pair.name] = logistic(weights.second, second_features(one.block, first))
    return found
