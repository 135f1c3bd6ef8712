"""Moved paragraphs: beads among what the ladder left null, whose order in the target differs from the source's.

A ladder can only rise. What a summary says first and the original last lies null on both sides of it, or in a bead
that is doubtful for want of a better one. Such segments are compared with each other wherever they stand, with the
features and weights of all beads. A crossing has much more to choose from than a bead on the ladder, so it must gain
more log-odds over leaving its segments null, unless a neighbour moved with it.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from align.model import Bead, Evidence
from align.score.beads import Candidates
from align.score.evidence import evidence_of
from align.score.features import Features
from align.score.similarity import nearest_mean
from align.search.arcs import Arcs

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.score.side import Side
    from align.score.similarity import Combine
    from align.score.weights import Weights

    Floats = NDArray[np.float64]

NEEDED_GAIN = 7.0
"""Log-odds that a lone crossing must gain over leaving its segments null."""
NEEDED_TAKING = 8.7
"""The same for a crossing that takes segments away from doubtful beads, beyond what those lose."""
NEEDED_BESIDE = 3.0
"""The same for a crossing whose neighbour moved with it."""
DOUBTFUL = 0.995
"""Beads of a lower probability may lose their segments to a crossing that gains so much more than they do."""
_FEW = 200
"""Free target segments up to which those figures hold; more to choose from asks for more, by the logarithm."""
_SPREAD = 1.5
"""How fast probability rises with gain."""
_LEAST_MARGIN = 0.0
_NEAREST = 4
_FARTHER = 0.15
"""Of the nearest, those are looked at whose margin is at most so much below the best."""
_BATCH = 48
_BACKGROUND = 150
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))


@dataclass(frozen=True)
class _Moved:
    """A bead that may have moved."""

    evidence: tuple[Evidence, ...]
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
    doubtful = [bead for bead in beads if not bead.is_null and bead.probability < DOUBTFUL]
    loose = [bead for bead in beads if bead.is_null] + doubtful
    free = sorted(p for bead in loose for p in bead.source), sorted(p for bead in loose for p in bead.target)
    options = [
        option
        for batch in _likely(source, target, free, combine)
        for option in _options(source, target, batch, weights, combine)
    ]
    ladder = [bead for bead in beads if not bead.is_null]
    starts = sorted(bead.source[0] for bead in ladder), sorted(bead.target[0] for bead in ladder)
    losing = _Losing(doubtful, options)
    choice = math.log(max(1.0, len(free[1]) / _FEW))
    net = [
        replace(option, gain=option.gain - losing.by(option) - choice, takes=losing.takes(option))
        for option in options
        if option.gain > NEEDED_BESIDE and _crosses(option, starts, losing.takes(option))
    ]
    return [
        Bead(option.source, option.target, _probability(option.gain), option.evidence, crosses=True)
        for option in _chosen([option for option in net if option.gain > NEEDED_BESIDE])
    ]


def _probability(gain: float) -> float:
    """Probability that a chosen crossing is exactly right."""
    return 1.0 / (1.0 + float(np.exp(-(gain - NEEDED_BESIDE) / _SPREAD)))


def _likely(
    source: Side, target: Side, free: tuple[list[int], list[int]], combine: Combine
) -> Iterator[tuple[set[int], set[int]]]:
    """Free source segments and their nearest free target segments, with free neighbours, in batches."""
    if not free[0] or not free[1]:
        return
    background = _with_background([], len(source)), _with_background([], len(target))
    vectors = [combine(side.parts[places]) for side, places in ((source, free[0]), (target, free[1]))]
    around = [combine(side.parts[places]) for side, places in ((source, background[0]), (target, background[1]))]
    hubs = [nearest_mean(vectors[0] @ around[1].T, 1), nearest_mean(vectors[1] @ around[0].T, 1)]
    sets = set(free[0]), set(free[1])
    count = min(_NEAREST, len(free[1]))
    for begin in range(0, len(free[0]), _BATCH):
        rows = slice(begin, begin + _BATCH)
        margins = vectors[0][rows] @ vectors[1].T - (hubs[0][rows, None] + hubs[1][None]) / 2
        nearest = np.argpartition(margins, len(free[1]) - count, axis=1)[:, -count:]
        found_margins = margins[np.arange(len(margins))[:, None], nearest]
        near = found_margins > np.maximum(_LEAST_MARGIN, found_margins.max(axis=1, keepdims=True) - _FARTHER)
        found = (
            {free[0][begin + row] for row in np.flatnonzero(near.any(axis=1))},
            {free[1][column] for column in nearest[near]},
        )
        if found[0]:
            wide = [
                {place for at in side for place in range(at - 2, at + 3)} & own
                for side, own in zip(found, sets, strict=True)
            ]
            yield wide[0], wide[1]


def _with_background(places: Collection[int], count: int) -> list[int]:
    """The places, and some others spread over the document, so that margins mean what they mean elsewhere."""
    spread = np.unique(np.linspace(0, count - 1, min(count, _BACKGROUND)).astype(int))
    return sorted({*places, *spread.tolist()})


def _options(
    source: Side, target: Side, free: tuple[set[int], set[int]], weights: Weights, combine: Combine
) -> Iterator[_Moved]:
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
    telling = [arc for arc, gain in gains.items() if gain > NEEDED_BESIDE]
    told = dict(zip(telling, evidence_of(found, weights, telling), strict=True))
    for arc, gain in gains.items():
        i, a, j, b = (int(values[arc]) for values in (arcs.i, arcs.a, arcs.j, arcs.b))
        yield _Moved(told.get(arc, ()), gain, tuple(places[0][i : i + a]), tuple(places[1][j : j + b]))


def _worth_a_look(arcs: Arcs, features: Features) -> NDArray[np.bool_]:
    """Null alignments, and beads with a margin above the least."""
    keep: NDArray[np.bool_] = (arcs.a == 0) | (arcs.b == 0)
    for a, b, some in arcs.shapes():
        if a and b:
            keep[some] = features.cosines.margins(a, b)[arcs.i[some], arcs.j[some]] > _LEAST_MARGIN
    return keep


class _Losing:
    """The doubtful beads, and what they lose to a crossing that takes segments away from them."""

    def __init__(self, doubtful: Sequence[Bead], options: Sequence[_Moved]) -> None:
        self._gains = {(option.source, option.target): option.gain for option in options}
        self._at = [{place: bead for bead in doubtful for place in side(bead)} for side in (_source, _target)]

    def _beads(self, option: _Moved) -> list[Bead]:
        found = [self._at[0].get(place) for place in option.source]
        found += [self._at[1].get(place) for place in option.target]
        return list({id(bead): bead for bead in found if bead is not None}.values())

    def takes(self, option: _Moved) -> bool:
        """Say whether the option takes segments away from a doubtful bead."""
        return bool(self._beads(option))

    def by(self, option: _Moved) -> float:
        """Log-odds that doubtful beads lose by the option."""
        lost = 0.0
        for bead in self._beads(option):
            left = (
                tuple(place for place in bead.source if place not in option.source),
                tuple(place for place in bead.target if place not in option.target),
            )
            lost += max(self._gains.get((bead.source, bead.target), 0.0) - self._gains.get(left, 0.0), 0.0)
        return lost


def _source(bead: Bead) -> tuple[int, ...]:
    return bead.source


def _target(bead: Bead) -> tuple[int, ...]:
    return bead.target


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


def _crosses(option: _Moved, starts: tuple[list[int], list[int]], takes: bool) -> bool:
    """Say whether beads of the ladder, which rises, stand on different sides of the option in source and target."""
    before = bisect_left(starts[0], option.source[0]) - bisect_left(starts[1], option.target[0])
    return abs(before) > takes  # a bead that loses segments to the option may count on one side only
