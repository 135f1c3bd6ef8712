"""How much of each side the other answers, by sentences and by content words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.arrays import Floats, Ints
    from align.score.feature_table import Bucket, Values
    from align.score.measured_pair import MeasuredPair
    from align.score.unit_coverage import UnitCoverage

    Window = tuple[int, Ints, int, Ints]
    """Number of segments and first segment here, the same on the other side."""


def answer_features(pair: MeasuredPair, bucket: Bucket) -> Values:
    """The share of each side that the other answers, and what is lost against the best answer anywhere."""
    (a, i), (b, j) = bucket.spans
    values: Values = {}
    for kind, coverage in (("sentences", pair.sentences), ("words", pair.words)):
        for side, window in enumerate(((a, i, b, j), (b, j, a, i))):
            values |= _one_side(f"{kind}_{('source', 'target')[side]}", kind, coverage[side], window)
    return values


def _one_side(name: str, kind: str, coverage: UnitCoverage, window: Window) -> Values:
    length, start, other_length, other = window
    sums = fold_windows(np.add, coverage.sums(other_length), length)[start, other]
    mass = fold_windows(np.add, coverage.mass, length)[start]
    best = fold_windows(np.add, coverage.best, length)[start]
    whole = np.maximum(mass, 1e-6)
    values: Values = {name: sums / whole, f"{name}_lost": (sums - best) / whole}
    if kind == "sentences":
        least = fold_windows(np.minimum, coverage.least(other_length), length)
        values[f"{name}_least"] = least[start, other]
    else:
        values[f"{name}_missing"] = mass - sums
        values[f"{name}_found"] = sums
    return values | _weakest(name, coverage, window) if length > 1 else values


def _weakest(name: str, coverage: UnitCoverage, window: Window) -> Values:
    """The segment of a run that the other side answers worst."""
    length, start, other_length, other = window
    mass = np.maximum(coverage.mass, 1e-6)[:, None]
    sums = coverage.sums(other_length)
    lost = (sums - coverage.best[:, None]) / mass
    return {
        f"{name}_weakest": fold_windows(np.minimum, sums / mass, length)[start, other],
        f"{name}_weakest_lost": fold_windows(np.minimum, lost, length)[start, other],
    }


def fold_windows(fold: np.ufunc, rows: Floats, length: int) -> Floats:
    """Fold each run of `length` rows: row k of the result stands for the rows k…k + length - 1."""
    count = len(rows) - length + 1
    out: Floats = rows[:count].copy()
    for step in range(1, length):
        fold(out, rows[step : step + count], out=out)
    return out
