"""Moved paragraphs: beads among what the ladder left null, whose order in the target differs from the source's.

A ladder can only rise. What a summary says first and the original last lies null on both sides of it, or in a bead
that is doubtful for want of a better one. Such segments are compared with each other wherever they stand, with the
features and weights of all beads. A crossing has much more to choose from than a bead on the ladder, so it must gain
more log-odds over leaving its segments null, unless a neighbour moved with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from align.model import Bead
from align.score.beads import Candidates
from align.score.evidence import evidence_of
from align.score.features import Features
from align.search.arcs import Arcs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.score.side import Side
    from align.score.similarity import Combine
    from align.score.weights import Weights

    Floats = NDArray[np.float64]

NEEDED_GAIN = 6.0
"""Log-odds that a lone crossing must gain over leaving its segments null."""
NEEDED_TAKING = 8.0
"""The same for a crossing that takes segments away from doubtful beads, beyond what those lose."""
NEEDED_BESIDE = 3.0
"""The same for a crossing whose neighbour moved with it."""
DOUBTFUL = 0.995
"""Beads of a lower probability may lose their segments to a crossing that gains so much more than they do."""
_SPREAD = 1.5
"""How fast probability rises with gain."""
_LEAST_MARGIN = 0.0
_NEAREST = 4
_MOST = 400
_BACKGROUND = 150
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))


@dataclass(frozen=True)
class _Moved:
    """A bead that may have moved: its place among the candidates, and its segments."""

    arc: int
    gain: float
    source: tuple[int, ...]
    target: tuple[int, ...]
    takes: bool = False
    """True if it takes segments away from a doubtful bead."""

    def meets(self, other: _Moved) -> bool:
        """Say whether both hold a segment in common."""
        return not (set(self.source).isdisjoint(other.source) and set(self.target).isdisjoint(other.target))

    def beside(self, other: _Moved) -> bool:
        """Say whether both lie side by side, in the same order, on both sides."""
        first, second = (self, other) if self.source[0] < other.source[0] else (other, self)
        return second.source[0] == first.source[-1] + 1 and second.target[0] == first.target[-1] + 1


def moved_beads(source: Side, target: Side, beads: Sequence[Bead], weights: Weights, combine: Combine) -> list[Bead]:
    """Return the crossings among the segments that `beads`, a ladder, leaves null or pairs doubtfully."""
    nulls = (
        {place for bead in beads if not bead.target for place in bead.source},
        {place for bead in beads if not bead.source for place in bead.target},
    )
    doubtful = [bead for bead in beads if not bead.is_null and bead.probability < DOUBTFUL]
    free = (
        sorted(nulls[0].union(*(bead.source for bead in doubtful))),
        sorted(nulls[1].union(*(bead.target for bead in doubtful))),
    )
    likely = _likely(source, target, free, combine) if free[0] and free[1] else ([], [])
    if not likely[0] or not likely[1]:
        return []
    places = _with_background(likely[0], len(source)), _with_background(likely[1], len(target))
    features = Features(source.pick(places[0]), target.pick(places[1]), 3, combine)
    found, options = _options(features, places, (set(likely[0]), set(likely[1])), weights)
    ladder = [bead for bead in beads if not bead.is_null]
    gains = {(option.source, option.target): option.gain for option in options}
    net = [
        replace(
            option,
            gain=option.gain - sum(_loss(option, bead, gains) for bead in doubtful),
            takes=not (nulls[0].issuperset(option.source) and nulls[1].issuperset(option.target)),
        )
        for option in options
        if option.gain > NEEDED_BESIDE and _crosses(option, ladder)
    ]
    return [
        Bead(
            option.source,
            option.target,
            1.0 / (1.0 + float(np.exp(-(option.gain - NEEDED_BESIDE) / _SPREAD))),
            evidence_of(found, weights, option.arc),
            crosses=True,
        )
        for option in _chosen([option for option in net if option.gain > NEEDED_BESIDE])
    ]


def _likely(
    source: Side, target: Side, nulls: tuple[list[int], list[int]], combine: Combine
) -> tuple[list[int], list[int]]:
    """The null segments that have a near neighbour among the other side's."""
    background = _with_background([], len(source)), _with_background([], len(target))
    vectors = [combine(side.parts[places]) for side, places in ((source, nulls[0]), (target, nulls[1]))]
    around = [combine(side.parts[places]) for side, places in ((source, background[0]), (target, background[1]))]
    hubs = [
        np.sort(rows @ other.T, axis=1)[:, -_NEAREST:].mean(axis=1)
        for rows, other in ((vectors[0], around[1]), (vectors[1], around[0]))
    ]
    kept: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for begin in range(0, len(nulls[0]), 1024):
        rows = slice(begin, begin + 1024)
        margins = vectors[0][rows] @ vectors[1].T - (hubs[0][rows, None] + hubs[1][None]) / 2
        for row, column in zip(*np.nonzero(margins > _LEAST_MARGIN), strict=True):
            for side, place in ((0, nulls[0][begin + row]), (1, nulls[1][column])):
                kept[side][place] = max(kept[side].get(place, 0.0), float(margins[row, column]))
    best = [sorted(side, key=lambda place, side=side: -side[place])[:_MOST] for side in kept]  # type: ignore[misc]
    null_sets = set(nulls[0]), set(nulls[1])
    wide = [
        sorted({near for place in side for near in range(place - 2, place + 3) if near in null_sets[number]})
        for number, side in enumerate(best)
    ]
    return wide[0], wide[1]


def _with_background(places: Sequence[int], count: int) -> list[int]:
    """The places, and some others spread over the document, so that margins mean what they mean elsewhere."""
    spread = np.unique(np.linspace(0, count - 1, min(count, _BACKGROUND)).astype(int))
    return sorted({*places, *spread.tolist()})


def _options(
    features: Features,
    places: tuple[list[int], list[int]],
    free: tuple[set[int], set[int]],
    weights: Weights,
) -> tuple[Candidates, list[_Moved]]:
    """Every bead of free neighbours, with what it gains over leaving its segments null."""
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
    options = []
    for arc in np.flatnonzero((arcs.a > 0) & (arcs.b > 0)):
        i, a, j, b = (int(values[arc]) for values in (arcs.i, arcs.a, arcs.j, arcs.b))
        null = sum(alone[0][i + step] for step in range(a)) + sum(alone[1][j + step] for step in range(b))
        source = tuple(places[0][i + step] for step in range(a))
        options.append(
            _Moved(int(arc), float(scores[arc] - null), source, tuple(places[1][j + step] for step in range(b)))
        )
    return found, options


def _worth_a_look(arcs: Arcs, features: Features) -> NDArray[np.bool_]:
    """Null alignments, and beads with a margin above the least."""
    keep: NDArray[np.bool_] = (arcs.a == 0) | (arcs.b == 0)
    for a, b, some in arcs.shapes():
        if a and b:
            keep[some] = features.cosines.margins(a, b)[arcs.i[some], arcs.j[some]] > _LEAST_MARGIN
    return keep


def _loss(option: _Moved, bead: Bead, gains: Mapping[tuple[tuple[int, ...], tuple[int, ...]], float]) -> float:
    """What a doubtful bead loses if the option takes segments away from it, in log-odds."""
    left = (
        tuple(place for place in bead.source if place not in option.source),
        tuple(place for place in bead.target if place not in option.target),
    )
    if left == (bead.source, bead.target):
        return 0.0
    return max(gains.get((bead.source, bead.target), 0.0) - gains.get(left, 0.0), 0.0)


def _chosen(options: Sequence[_Moved]) -> list[_Moved]:
    """The options that gain enough, greatest gain first; then neighbours of the chosen, which need to gain less."""
    chosen: list[_Moved] = []
    ranked = sorted(options, key=lambda option: -option.gain)
    ranked = [option for option in ranked if not _better_apart(option, ranked)]
    while True:
        for option in ranked:
            if any(option.meets(other) for other in chosen):
                continue
            needed = NEEDED_TAKING if option.takes else NEEDED_GAIN
            if option.gain > needed or any(option.beside(other) for other in chosen):
                chosen.append(option)
                break
        else:
            return chosen


def _better_apart(option: _Moved, ranked: Sequence[_Moved]) -> bool:
    """Say whether two neighbouring beads in the option's place gain more than it does."""
    if len(option.source) == len(option.target) == 1:
        return False
    rivals = [other for other in ranked if other is not option and other.meets(option)]
    return any(
        one.beside(other) and one.gain + other.gain > option.gain and not one.meets(other)
        for place, one in enumerate(rivals)
        for other in rivals[:place]
    )


def _crosses(option: _Moved, beads: Sequence[Bead]) -> bool:
    """Say whether another bead of the ladder stands on different sides of it in source and target."""
    return any(
        (bead.source[0] < option.source[0]) != (bead.target[0] < option.target[0])
        for bead in beads
        if set(option.source).isdisjoint(bead.source) and set(option.target).isdisjoint(bead.target)
    )
