"""Moved paragraphs: beads among what the ladder left null, whose order in the target differs from the source's.

A ladder can only rise. What a summary says first and the original last lies null on both sides of it, or in a bead
that is doubtful for want of a better one. Such segments are compared with each other wherever they stand, with the
features and weights of all beads; `align.score.moved` says what else speaks for a move.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from align.model import Bead
from align.score.beads import Candidates
from align.score.evidence import evidence_of
from align.score.features import Features
from align.score.moved import Moved, Surroundings, columns
from align.score.similarity import nearest_mean
from align.search.arcs import Arcs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.score.moved import Columns
    from align.score.side import Side
    from align.score.similarity import Combine
    from align.score.weights import Weights

    Floats = NDArray[np.float64]

NEEDED = 0.25
"""Probability from which on a crossing is taken; lower ones would find more, and more where nothing moved."""
DOUBTFUL = 0.995
"""Beads of a lower probability may lose their segments to a crossing."""
_TELLING = 3.0
"""Log-odds from which on what spoke for an option is kept; none is chosen that gains less."""
_LEAST_MARGIN = -0.05
_NEAREST = 6
_FARTHER = 0.3
"""Of the nearest, those are looked at whose margin is at most so much below the best."""
_BATCH = 48
_ROWS = 256
_BACKGROUND = 60
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))


def moved_beads(source: Side, target: Side, beads: Sequence[Bead], weights: Weights, combine: Combine) -> list[Bead]:
    """Return the crossings among the segments that `beads`, a ladder, leaves null or pairs doubtfully."""
    options, found = moved_options(source, target, beads, weights, combine)
    probabilities = weights.moved(found) if options else np.zeros(0)
    return [
        Bead(options[k].source, options[k].target, float(probabilities[k]), options[k].evidence, crosses=True)
        for k in choose(options, probabilities)
    ]


def moved_options(
    source: Side, target: Side, beads: Sequence[Bead], weights: Weights, combine: Combine
) -> tuple[list[Moved], Columns]:
    """Return what may have moved, and the columns of what speaks for each."""
    ladder = [bead for bead in beads if not bead.is_null]
    doubtful = [bead for bead in ladder if bead.probability < DOUBTFUL]
    loose = [bead for bead in beads if bead.is_null] + doubtful
    free = sorted(p for bead in loose for p in bead.source), sorted(p for bead in loose for p in bead.target)
    options = [
        option
        for batch in _likely(source, target, free, combine)
        for option in _options(source, target, batch, weights, combine)
        if option.gain > 0
    ]
    around = Surroundings(ladder, doubtful, options)
    crossing = [option for option in options if around.crosses(option)]
    return crossing, columns(crossing, around, (source, target), len(free[1]))


def choose(options: Sequence[Moved], probabilities: Floats) -> list[int]:
    """Places of the options that are probable enough, most probable first, none sharing a segment with another."""
    taken: tuple[set[int], set[int]] = set(), set()
    chosen = []
    for place in np.argsort(-probabilities, kind="stable").tolist():
        option = options[place]
        if probabilities[place] < NEEDED:
            break
        if taken[0].isdisjoint(option.source) and taken[1].isdisjoint(option.target):
            chosen.append(place)
            taken[0].update(option.source)
            taken[1].update(option.target)
    return chosen


def _likely(
    source: Side, target: Side, free: tuple[list[int], list[int]], combine: Combine
) -> Iterator[tuple[set[int], set[int]]]:
    """Free source segments and the free target segments that come near them, with free neighbours, in batches."""
    if not free[0] or not free[1]:
        return
    background = _with_background([], len(source)), _with_background([], len(target))
    vectors = [side.vectors(combine)[places] for side, places in ((source, free[0]), (target, free[1]))]
    around = [side.vectors(combine)[places] for side, places in ((source, background[0]), (target, background[1]))]
    hubs = [nearest_mean(vectors[0] @ around[1].T, 1), nearest_mean(vectors[1] @ around[0].T, 1)]
    ahead, back = _near(vectors, hubs), _near(vectors[::-1], hubs[::-1])
    near: list[set[int]] = [set() for _ in free[0]]
    for row, column in chain(ahead, ((row, column) for column, row in back)):
        near[row].add(column)
    sets = set(free[0]), set(free[1])
    rows = [row for row, columns in enumerate(near) if columns]
    for begin in range(0, len(rows), _BATCH):
        batch = rows[begin : begin + _BATCH]
        found = [free[0][row] for row in batch], [free[1][column] for row in batch for column in near[row]]
        wide = [
            {place for at in side for place in range(at - 2, at + 3)} & own
            for side, own in zip(found, sets, strict=True)
        ]
        yield wide[0], wide[1]


def _near(vectors: Sequence[NDArray[Any]], hubs: Sequence[NDArray[Any]]) -> Iterator[tuple[int, int]]:
    """For each row of the first, those of its nearest in the second whose margin is not far below the best."""
    count = min(_NEAREST, len(vectors[1]))
    for begin in range(0, len(vectors[0]), _ROWS):
        rows = slice(begin, begin + _ROWS)
        margins = vectors[0][rows] @ vectors[1].T - (hubs[0][rows, None] + hubs[1][None]) / 2
        nearest = np.argpartition(margins, margins.shape[1] - count, axis=1)[:, -count:]
        found = np.take_along_axis(margins, nearest, axis=1)
        near = found > np.maximum(_LEAST_MARGIN, found.max(axis=1, keepdims=True) - _FARTHER)
        yield from zip((begin + np.nonzero(near)[0]).tolist(), nearest[near].tolist(), strict=True)


def _with_background(places: Collection[int], count: int) -> list[int]:
    """The places, and some others spread over the document, so that margins mean what they mean elsewhere."""
    spread = np.unique(np.linspace(0, count - 1, min(count, _BACKGROUND)).astype(int))
    return sorted({*places, *spread.tolist()})


def _options(
    source: Side, target: Side, free: tuple[set[int], set[int]], weights: Weights, combine: Combine
) -> Iterator[Moved]:
    """Every bead of free neighbours, with what it gains over leaving its segments null."""
    places = _with_background(free[0], len(source)), _with_background(free[1], len(target))
    features = Features(source.pick(places[0]), target.pick(places[1]), 3, combine)
    position = [{place: at for at, place in enumerate(side)} for side in places]
    runs = [
        {length: [p for p in sorted(side) if all(p + step in side for step in range(length))] for length in (1, 2, 3)}
        for side in free
    ]
    rows = []
    for a, b in _SHAPES:
        for place in runs[0][a]:
            rows += [(position[0][place], a, position[1][other], b) for other in runs[1][b]]
    rows += [(position[0][place], 1, 0, 0) for place in runs[0][1]]
    rows += [(0, 0, position[1][place], 1) for place in runs[1][1]]
    table = np.array(rows, dtype=np.int64)
    arcs = Arcs(table[:, 0], table[:, 1], table[:, 2], table[:, 3])
    arcs = arcs.take(_worth_a_look(arcs, features))
    found = Candidates((len(places[0]), len(places[1])), arcs, features.of(arcs), features)
    scores = weights.scores(found.columns)
    alone = (
        {int(arcs.i[k]): scores[k] for k in np.flatnonzero(arcs.b == 0)},
        {int(arcs.j[k]): scores[k] for k in np.flatnonzero(arcs.a == 0)},
    )
    gains = {}
    for arc in np.flatnonzero((arcs.a > 0) & (arcs.b > 0)).tolist():
        i, a, j, b = (int(values[arc]) for values in (arcs.i, arcs.a, arcs.j, arcs.b))
        null = sum(alone[0][i + step] for step in range(a)) + sum(alone[1][j + step] for step in range(b))
        gains[arc] = float(scores[arc] - null)
    telling = [arc for arc, gain in gains.items() if gain > _TELLING]
    told = dict(zip(telling, evidence_of(found, weights, telling), strict=True))
    for arc, gain in gains.items():
        i, a, j, b = (int(values[arc]) for values in (arcs.i, arcs.a, arcs.j, arcs.b))
        yield Moved(tuple(places[0][i : i + a]), tuple(places[1][j : j + b]), gain, told.get(arc, ()))


def _worth_a_look(arcs: Arcs, features: Features) -> NDArray[np.bool_]:
    """Null alignments, and beads with a margin above the least."""
    keep: NDArray[np.bool_] = (arcs.a == 0) | (arcs.b == 0)
    for a, b, some in arcs.shapes():
        if a and b:
            keep[some] = features.cosines.margins(a, b)[arcs.i[some], arcs.j[some]] > _LEAST_MARGIN
    return keep
