"""How much of each side the other answers, by sentences and by content words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.score.folds import fold_runs

if TYPE_CHECKING:
    from align.score.arrays import Ints
    from align.score.feature_table import Bucket, Values
    from align.score.measured_pair import MeasuredPair
    from align.score.unit_coverage import UnitCoverage

    Runs = tuple[int, Ints, int, Ints]
    """Number of segments and first segment of each run here, and the same of the runs on the other side."""


def answer_features(pair: MeasuredPair, bucket: Bucket) -> Values:
    """The share of each side that the other answers, and what is lost against the best answer anywhere."""
    (a, i), (b, j) = bucket.spans
    values: Values = {}
    for kind, coverage in (("sentences", pair.sentences), ("words", pair.words)):
        for side, runs in enumerate(((a, i, b, j), (b, j, a, i))):
            values |= _one_side(f"{kind}_{('source', 'target')[side]}", kind, coverage[side], runs)
    return values


def _one_side(name: str, kind: str, coverage: UnitCoverage, runs: Runs) -> Values:
    length, start, other_length, other = runs
    sums = fold_runs(np.add, coverage.sums(other_length), length)[start, other]
    mass = fold_runs(np.add, coverage.mass, length)[start]
    best = fold_runs(np.add, coverage.best, length)[start]
    whole = np.maximum(mass, 1e-6)
    values: Values = {name: sums / whole, f"{name}_lost": (sums - best) / whole}
    if kind == "sentences":
        least = fold_runs(np.minimum, coverage.least(other_length), length)
        values[f"{name}_least"] = least[start, other]
    else:
        values[f"{name}_missing"] = mass - sums
        values[f"{name}_found"] = sums
    return values | _weakest(name, coverage, runs) if length > 1 else values


def _weakest(name: str, coverage: UnitCoverage, runs: Runs) -> Values:
    """The segment of a run that the other side answers worst."""
    length, start, other_length, other = runs
    mass = np.maximum(coverage.mass, 1e-6)[:, None]
    sums = coverage.sums(other_length)
    lost = (sums - coverage.best[:, None]) / mass
    return {
        f"{name}_weakest": fold_runs(np.minimum, sums / mass, length)[start, other],
        f"{name}_weakest_lost": fold_runs(np.minimum, lost, length)[start, other],
    }
