"""Moved paragraphs: beads among what the ladder left null, whose order in the target differs from the source's.

A ladder can only rise. What a summary says first and the original last lies null on both sides of it, or in a bead
that is doubtful for want of a better one. Such segments are compared with each other wherever they stand, with the
features and weights of all beads; `align.score.moved` says what else speaks for a move.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from align.model import Bead
from align.score.beads import Candidates
from align.score.evidence import evidence_of
from align.score.features import Features
from align.score.moved import Moved, Surroundings, columns, company
from align.score.similarity import nearest_mean
from align.search.arcs import Arcs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.score.moved import Columns
    from align.score.side import Side
    from align.score.similarity import Combine
    from align.score.weights import Weights

    Floats = NDArray[np.float64]

NEEDED = 0.2
"""Probability from which on a crossing is taken; lower ones would find more, and more where nothing moved."""
_LIKELY = 0.1
"""The same for the first look, which counts the others."""
DOUBTFUL = 0.98
"""Beads of a lower probability may lose their segments to a crossing."""
_TELLING = 3.0
"""Log-odds from which on what spoke for an option is kept; none is chosen that gains less."""
_LEAST_MARGIN = -0.05
_NEAREST = 6
"""So many nearest of a segment are looked at, if it is among theirs too; and one of both among the first."""
_FIRST = 2
_FARTHER = 0.3
"""Of the nearest, those are looked at whose margin is at most so much below the best."""
_BATCH = 96
_ROWS = 256
_BACKGROUND = 60
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))


def moved_beads(source: Side, target: Side, beads: Sequence[Bead], weights: Weights, combine: Combine) -> list[Bead]:
    """Return the crossings among the segments that `beads`, a ladder, leaves null or pairs doubtfully."""
    options, found = moved_options(source, target, beads, weights, combine)
    if not options:
        return []
    probabilities = weights.moved_in_company(found | in_company(options, found, weights, len(beads)))
    return [
        Bead(options[k].source, options[k].target, float(probabilities[k]), options[k].evidence, crosses=True)
        for k in choose(options, probabilities, NEEDED)
    ]


def moved_options(
    source: Side, target: Side, beads: Sequence[Bead], weights: Weights, combine: Combine
) -> tuple[list[Moved], Columns]:
    """Return what may have moved, and the columns of what speaks for each."""
    ladder = [bead for bead in beads if not bead.is_null]
    doubtful = [bead for bead in ladder if bead.probability < DOUBTFUL]
    loose = [bead for bead in beads if bead.is_null] + doubtful
    free = sorted(p for bead in loose for p in bead.source), sorted(p for bead in loose for p in bead.target)
    sets = set(free[0]), set(free[1])
    options = {
        (option.source, option.target): option
        for near in _likely(source, target, free, combine)
        for option in _options(source, target, near, sets, weights, combine)
        if option.gain > 0
    }
    around = Surroundings(ladder, doubtful, list(options.values()))
    crossing = [option for option in options.values() if around.crosses(option)]
    return crossing, columns(crossing, around, (source, target), len(free[1]))


def in_company(options: Sequence[Moved], found: Columns, weights: Weights, beads: int) -> Columns:
    """The columns that tell of each option's company among `beads` beads, after a first look at all of them."""
    first = weights.moved(found)
    return company(options, choose(options, first, _LIKELY), first, beads)


def choose(options: Sequence[Moved], probabilities: Floats, needed: float) -> list[int]:
    """Places of the options that are probable enough, most probable first, none sharing a segment with another."""
    taken: tuple[set[int], set[int]] = set(), set()
    chosen = []
    for place in np.argsort(-probabilities, kind="stable").tolist():
        option = options[place]
        if probabilities[place] < needed:
            break
        if taken[0].isdisjoint(option.source) and taken[1].isdisjoint(option.target):
            chosen.append(place)
            taken[0].update(option.source)
            taken[1].update(option.target)
    return chosen


def _likely(
    source: Side, target: Side, free: tuple[list[int], list[int]], combine: Combine
) -> Iterator[set[tuple[int, int]]]:
    """Pairs of a free source segment and a free target segment that come near each other, in batches.

    Or whose number no other one has: "9.6.16." may be all that is left of a heading.
    """
    if not free[0] or not free[1]:
        return
    background = _with_background([], len(source)), _with_background([], len(target))
    vectors = [side.vectors(combine)[places] for side, places in ((source, free[0]), (target, free[1]))]
    around = [side.vectors(combine)[places] for side, places in ((source, background[0]), (target, background[1]))]
    hubs = [nearest_mean(vectors[0] @ around[1].T, 1), nearest_mean(vectors[1] @ around[0].T, 1)]
    ahead, back = _near(vectors, hubs), _near(vectors[::-1], hubs[::-1])
    near: list[set[int]] = [set() for _ in free[0]]
    for (row, column), rank in ahead.items():
        if (column, row) in back and min(rank, back[column, row]) < _FIRST:
            near[row].add(column)
    for row, column in _numbered_alike([source.numbers[i] for i in free[0]], [target.numbers[j] for j in free[1]]):
        near[row].add(column)
    rows = [row for row, columns in enumerate(near) if columns]
    for begin in range(0, len(rows), _BATCH):
        batch = rows[begin : begin + _BATCH]
        yield {(free[0][row], free[1][column]) for row in batch for column in near[row]}


def _numbered_alike(source: Sequence[str], target: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Places of the numbers that each side holds once."""
    held = Counter(source), Counter(target)
    places = {number: column for column, number in enumerate(target) if number and held[1][number] == 1}
    for row, number in enumerate(source):
        if number in places and held[0][number] == 1:
            yield row, places[number]


def _near(vectors: Sequence[NDArray[Any]], hubs: Sequence[NDArray[Any]]) -> dict[tuple[int, int], int]:
    """Rows of the first with their nearest in the second, where the margin is not far below the best; and the rank."""
    count = min(_NEAREST, len(vectors[1]))
    ranks: dict[tuple[int, int], int] = {}
    for begin in range(0, len(vectors[0]), _ROWS):
        rows = slice(begin, begin + _ROWS)
        margins = vectors[0][rows] @ vectors[1].T - (hubs[0][rows, None] + hubs[1][None]) / 2
        nearest = np.argpartition(margins, margins.shape[1] - count, axis=1)[:, -count:]
        found = np.take_along_axis(margins, nearest, axis=1)
        near = found > np.maximum(_LEAST_MARGIN, found.max(axis=1, keepdims=True) - _FARTHER)
        rank = (found[:, None, :] > found[:, :, None]).sum(axis=2)
        places = zip((begin + np.nonzero(near)[0]).tolist(), nearest[near].tolist(), strict=True)
        ranks |= dict(zip(places, rank[near].tolist(), strict=True))
    return ranks


def _with_background(places: Collection[int], count: int) -> list[int]:
    """The places, and some others spread over the document, so that margins mean what they mean elsewhere."""
    spread = np.unique(np.linspace(0, count - 1, min(count, _BACKGROUND)).astype(int))
    return sorted({*places, *spread.tolist()})


def _options(
    source: Side,
    target: Side,
    near: set[tuple[int, int]],
    free: tuple[set[int], set[int]],
    weights: Weights,
    combine: Combine,
) -> Iterator[Moved]:
    """Every bead of free neighbours that holds a pair of `near`, with what it gains over leaving its segments null."""
    beads = sorted({bead for pair in near for bead in _beads_around(*pair, free)})
    held = (
        {i + step for i, a, _, _ in beads for step in range(a)},
        {j + step for _, _, j, b in beads for step in range(b)},
    )
    places = _with_background(held[0], len(source)), _with_background(held[1], len(target))
    features = Features(source.pick(places[0]), target.pick(places[1]), 3, combine)
    position = [{place: at for at, place in enumerate(side)} for side in places]
    rows = [(position[0][i], a, position[1][j], b) for i, a, j, b in beads]
    rows += [(position[0][place], 1, 0, 0) for place in sorted(held[0])]
    rows += [(0, 0, position[1][place], 1) for place in sorted(held[1])]
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


def _beads_around(i: int, j: int, free: tuple[set[int], set[int]]) -> Iterator[tuple[int, int, int, int]]:
    """Beads of free neighbours that hold source segment i and target segment j: (i, a, j, b)."""
    for a, b in _SHAPES:
        for begin, other in product(range(i - a + 1, i + 1), range(j - b + 1, j + 1)):
            inside = all(p in free[0] for p in range(begin, begin + a))
            if inside and all(p in free[1] for p in range(other, other + b)):
                yield begin, a, other, b


def _worth_a_look(arcs: Arcs, features: Features) -> NDArray[np.bool_]:
    """Null alignments, and beads with a margin above the least or the same number; no number beside another one."""
    keep: NDArray[np.bool_] = (arcs.a == 0) | (arcs.b == 0)
    for a, b, some in arcs.shapes():
        if a and b:
            keep[some] = features.cosines.margins(a, b)[arcs.i[some], arcs.j[some]] > _LEAST_MARGIN
        if a == b == 1:
            keep[some] |= features.numbered_alike(arcs.i[some], arcs.j[some])
            keep[some] &= ~features.numbered_apart()[arcs.i[some], arcs.j[some]]
    return keep
