"""Fits the weights: gold ladders against all other ladders of the same documents.

The likelihood of the gold ladders under the conditional random field of `align.score.weights` is raised by L-BFGS,
its gradient being gold features less expected features (forward-backward), with a quadratic penalty on the weights.
The penalty falls on features scaled to unit mean square, so that units do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from align.score.completeness import completeness
from align.score.slopes import Slope, hinges
from align.score.weights import Weights
from align.search.arcs import Arcs
from align.search.lattice import Lattice

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.score.candidates import Candidates

    Floats = NDArray[np.float64]


GIVEN = {
    "form_furniture_joined": Slope((), (-8.0,)),
    "form_furniture_other": Slope((), (-8.0,)),
    "names_turned": Slope((), (-12.0,)),
}
"""Weights of features that no lesson teaches.

Page furniture answers its like, and joins nothing. Two segments that name each other's persons are two crossing beads.
"""
_FIRST_ROUNDS = 40


@dataclass(frozen=True)
class Lesson:
    """The candidates of one document pair, and which of them are gold."""

    name: str
    size: tuple[int, int]
    arcs: Arcs
    columns: dict[str, NDArray[np.float32]]
    gold: NDArray[np.bool_]
    weight: float = 1.0


@dataclass(frozen=True)
class Method:
    """How the weights are learnt."""

    penalty: float = 1e-3
    knots: int = 4
    rounds: int = 100
    left_out: tuple[str, ...] = ()
    """Prefixes of features to do without, for ablations."""


def lesson_of(name: str, found: Candidates, ladder: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Lesson | None:
    """Mark the gold beads among the candidates; None if pruning lost one, which a lesson cannot do without."""
    wanted = set()
    i = j = 0
    for source, target in ladder:
        steps = [(len(source), len(target))] if source and target else [(1, 0)] * len(source) + [(0, 1)] * len(target)
        for a, b in steps:
            wanted.add((i, a, j, b))
            i, j = i + a, j + b
    arcs = found.arcs
    rows = zip(arcs.i.tolist(), arcs.a.tolist(), arcs.j.tolist(), arcs.b.tolist(), strict=True)
    gold = np.array([row in wanted for row in rows], dtype=bool)
    return Lesson(name, found.size, arcs, found.columns, gold) if gold.sum() == len(wanted) else None


def learn(lessons: Sequence[Lesson], method: Method, version: str) -> Weights:
    """Return the weights of greatest penalised likelihood. Needs scipy."""
    names = [name for name in _names(lessons) if not name.startswith(method.left_out or "!")]
    lattice = Lattice([lesson.size for lesson in lessons], [lesson.arcs for lesson in lessons])
    base = np.zeros(sum(len(lesson.arcs) for lesson in lessons))
    return Weights(version, _fitted(lessons, lattice, names, base, method) | GIVEN)


def learn_added(lessons: Sequence[Lesson], frozen: Weights, added: tuple[str, ...], version: str) -> Weights:
    """Return the frozen weights with those of features whose names begin with `added`, learnt on top of them.

    The completeness of each pair is looked at twice, with the added weights of the round before.
    """
    method = Method(penalty=1e-4, knots=0, rounds=40)
    names = [name for name in _names(lessons) if name.startswith(added)]
    kept = {name: slope for name, slope in frozen.slopes.items() if not name.startswith(added)} | GIVEN
    found = replace(frozen, slopes=kept, version=version)
    lattice = Lattice([lesson.size for lesson in lessons], [lesson.arcs for lesson in lessons])
    for _ in range(2):
        seen = [looked_at(lesson, found) for lesson in lessons]
        base = np.concatenate([replace(found, slopes=kept).scores(lesson.columns) for lesson in seen])
        found = replace(found, slopes=kept | _fitted(lessons, lattice, names, base, method))
    return found


def _names(lessons: Sequence[Lesson]) -> list[str]:
    return sorted({name for lesson in lessons for name in lesson.columns} - set(GIVEN))


def _fitted(
    lessons: Sequence[Lesson], lattice: Lattice, names: Sequence[str], base: Floats, method: Method
) -> dict[str, Slope]:
    """Return the slopes of the named features; `base` are the scores of the candidates without them."""
    from scipy.optimize import minimize

    columns = {name: np.concatenate([_column(lesson, name) for lesson in lessons]) for name in names}
    knots = {name: _knots(columns[name], method.knots) for name in names}
    table = np.concatenate([hinges(columns[name], knots[name]).astype(np.float32) for name in names], axis=1)
    scale = np.sqrt(np.square(table, dtype=np.float64).mean(axis=0)) + 1e-6
    table /= scale.astype(np.float32)
    gold = np.concatenate([lesson.gold for lesson in lessons])
    weight = np.concatenate([np.full(len(lesson.gold), lesson.weight) for lesson in lessons])
    each = np.array([lesson.weight for lesson in lessons])
    beads = float(weight[gold].sum())

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = base + (table @ weights.astype(np.float32)).astype(np.float64)
        shares, totals = lattice.posteriors(scores)
        value = float(totals @ each - scores[gold] @ weight[gold]) / beads
        slope = ((shares - gold) * weight).astype(np.float32) @ table / beads
        return value + method.penalty / 2 * float(weights @ weights), slope + method.penalty * weights

    start, options = np.zeros(table.shape[1]), {"maxiter": method.rounds, "maxcor": 20}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options).x / scale
    ends = np.cumsum([1 + len(knots[name]) for name in names])
    parts = np.split(found, ends[:-1])
    return {name: Slope(knots[name], tuple(part)) for name, part in zip(names, parts, strict=True)}


def learn_twice(lessons: Sequence[Lesson], method: Method, version: str) -> tuple[Weights, Weights]:
    """Return weights for a first look, and those for the second, which knows how complete the first found each pair."""
    first = learn(lessons, replace(method, rounds=min(method.rounds, _FIRST_ROUNDS)), version)
    return first, learn([looked_at(lesson, first) for lesson in lessons], method, version)


def looked_at(lesson: Lesson, first: Weights) -> Lesson:
    """The lesson with what a first look at it tells of the whole pair."""
    shares, _ = Lattice([lesson.size], [lesson.arcs]).posteriors(first.scores(lesson.columns))
    return replace(lesson, columns=lesson.columns | completeness(lesson.arcs, lesson.size, shares))


def calibrate(weights: Weights, shares: Floats, right: NDArray[np.bool_]) -> Weights:
    """Return the weights with a curve fitted on beads that they did not see: shares against being exactly right."""
    from scipy.optimize import isotonic_regression

    order = np.argsort(shares, kind="stable")
    bins = np.array_split(order, max(2, min(40, len(order) // 200)))
    middle = np.array([shares[some].mean() for some in bins])
    rate = isotonic_regression(np.array([right[some].mean() for some in bins])).x
    x, first = np.unique(np.round(middle, 4), return_index=True)
    points = [(float(share), float(rate[at])) for share, at in zip(x, first, strict=True)]
    highest = points[-1]
    curve = [(0.0, 0.0), *points, (1.0, max(highest[1], 0.999 if highest[0] > 0.99 else 0.0))]
    return replace(weights, calibration=tuple(dict(curve).items()))


def learn_crossings(columns: Mapping[str, Floats], right: NDArray[np.bool_], penalty: float = 2.0) -> dict[str, float]:
    """Fit logistic weights of the columns of `align.score.move_features`, scaled to variance 1. Needs scipy."""
    from scipy.optimize import minimize

    table = np.stack(list(columns.values()), axis=1)
    mean, scale = table.mean(axis=0), table.std(axis=0) + 1e-6
    table = np.concatenate([np.ones((len(table), 1)), (table - mean) / scale], axis=1)
    penalties = np.concatenate([[0.0], np.full(len(scale), penalty)])

    def loss(weights: Floats) -> tuple[float, Floats]:
        log_odds = table @ weights
        value = np.logaddexp(0.0, log_odds).sum() - log_odds[right].sum()
        slope = table.T @ (1.0 / (1.0 + np.exp(-log_odds)) - right)
        return float(value + penalties @ weights**2 / 2), slope + penalties * weights

    found = minimize(loss, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B").x
    slopes = found[1:] / scale
    named = dict(zip(columns, slopes.tolist(), strict=True))
    return {"bias": float(found[0] - slopes @ mean)} | named


def _column(lesson: Lesson, name: str) -> NDArray[np.float32]:
    return lesson.columns.get(name, np.zeros(len(lesson.arcs), dtype=np.float32))


def _knots(column: NDArray[np.float32], count: int) -> tuple[float, ...]:
    """Quantiles of the values that are not zero; none for features of a few values."""
    if not count:
        return ()
    values = column[column != 0]
    if len(values) < 100 or len(np.unique(values[:5000])) <= 4:
        return ()
    quantiles = np.quantile(values, np.linspace(0, 1, count + 2)[1:-1])
    return tuple(float(knot) for knot in np.unique(quantiles.round(4)))
