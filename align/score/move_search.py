"""Finds which free segments of both sides may belong together, wherever they stand, and scores beads of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from align.score.candidates import Candidates
from align.score.evidence import evidence_of
from align.score.features import all_features
from align.score.move_features import MoveOption
from align.score.numbering import numbered_alike, numbered_apart
from align.score.run_margins import nearest_mean
from align.search.arcs import Arcs

if TYPE_CHECKING:
    from align.score.arrays import Bools, Floats, Texts
    from align.score.measured_pair import DocumentPair, MeasuredPair
    from align.score.weights import Weights

_SHOWN_GAIN = 3.0
"""Above this gain in log-odds, an option's evidence is kept; none is chosen that gains less."""
_LEAST_MARGIN = -0.05
"""Segments and beads with a margin below this are not looked at."""
_NEAREST = 6
"""Compare only mutual six-nearest neighbours."""
_FIRST = 2
"""One of both segments must be among the two nearest of the other."""
_FARTHER = 0.3
"""Neighbours whose margin is this far below the best are not compared."""
_SEGMENTS_A_BATCH = 96
"""Free source segments whose beads are scored together."""
_ROWS_A_STEP = 256
"""Free segments that are compared at once with all those of the other side."""
_BACKGROUND = 60
"""Segments of each document, evenly spread, that are compared with all others: margins need many to compare with."""
_SHAPES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
"""Source and target segments of the beads that are tried."""
_WIDEST = 3
"""The most segments among them."""
_Shape = tuple[int, int, int, int]
"""First source segment, source segments, first target segment, target segments."""


@dataclass(frozen=True)
class FreeSegments:
    """Places of the segments that may have moved, ascending, on each side."""

    source: list[int]
    target: list[int]


def move_options(pair: DocumentPair, free: FreeSegments, weights: Weights) -> Iterator[MoveOption]:
    """Return the beads of free neighbours that gain over leaving their segments null; some come more than once."""
    held = frozenset(free.source), frozenset(free.target)
    for near in _likely_pairs(pair, free):
        beads = sorted({bead for places in near for bead in _beads_around(places, held)})
        yield from (option for option in _scored(pair, beads, weights) if option.gain > 0)


def _likely_pairs(pair: DocumentPair, free: FreeSegments) -> Iterator[set[tuple[int, int]]]:
    """Return pairs of a free source and a free target segment that are near each other, in batches.

    Pairs with a number that no other free segment has are included: "9.6.16." may be all that is
    left of a heading. So are pairs that name the same person.
    """
    if not free.source or not free.target:
        return
    sides = (pair.source, free.source), (pair.target, free.target)
    vectors = [side.vectors()[places] for side, places in sides]
    around = [side.vectors()[_with_background([], len(side))] for side, _ in sides]
    means = [nearest_mean(vectors[0] @ around[1].T, 1), nearest_mean(vectors[1] @ around[0].T, 1)]
    ahead, back = _nearest(vectors, means), _nearest(vectors[::-1], means[::-1])
    near: list[set[int]] = [set() for _ in free.source]
    for (row, column), rank in ahead.items():
        if (column, row) in back and min(rank, back[column, row]) < _FIRST:
            near[row].add(column)
    for row, column in _same_unique_number(*(side.forms.numbers[places] for side, places in sides)):
        near[row].add(column)
    if not pair.names.empty:
        sure = pair.names.sure_pairs()[np.ix_(free.source, free.target)]
        for row, column in np.argwhere(sure).tolist():
            near[row].add(column)
    rows = [row for row, columns in enumerate(near) if columns]
    for begin in range(0, len(rows), _SEGMENTS_A_BATCH):
        batch = rows[begin : begin + _SEGMENTS_A_BATCH]
        yield {(free.source[row], free.target[column]) for row in batch for column in near[row]}


def _same_unique_number(source: Texts, target: Texts) -> Iterator[tuple[int, int]]:
    """Return the places of the numbers that each side holds once."""
    counts = Counter(source), Counter(target)
    places = {number: column for column, number in enumerate(target) if number and counts[1][number] == 1}
    for row, number in enumerate(source):
        if number in places and counts[0][number] == 1:
            yield row, places[number]


def _nearest(vectors: Sequence[Floats], means: Sequence[Floats]) -> dict[tuple[int, int], int]:
    """Return (row of the first, row of the second) -> rank, for nearest neighbours not far below the best margin."""
    count = min(_NEAREST, len(vectors[1]))
    ranks: dict[tuple[int, int], int] = {}
    for begin in range(0, len(vectors[0]), _ROWS_A_STEP):
        rows = slice(begin, begin + _ROWS_A_STEP)
        margins = vectors[0][rows] @ vectors[1].T - (means[0][rows, None] + means[1][None]) / 2
        nearest = np.argpartition(margins, margins.shape[1] - count, axis=1)[:, -count:]
        found = np.take_along_axis(margins, nearest, axis=1)
        near = found > np.maximum(_LEAST_MARGIN, found.max(axis=1, keepdims=True) - _FARTHER)
        rank = (found[:, None, :] > found[:, :, None]).sum(axis=2)
        places = zip((begin + np.nonzero(near)[0]).tolist(), nearest[near].tolist(), strict=True)
        ranks |= dict(zip(places, rank[near].tolist(), strict=True))
    return ranks


def _with_background(places: Collection[int], count: int) -> list[int]:
    """Return the places and others spread over the document, so that margins are comparable to those of the ladder."""
    spread = np.unique(np.linspace(0, count - 1, min(count, _BACKGROUND)).astype(int))
    return sorted({*places, *spread.tolist()})


def _scored(pair: DocumentPair, beads: Sequence[_Shape], weights: Weights) -> Iterator[MoveOption]:
    """Return each bead that is worth scoring, with its gain over leaving its segments null."""
    held = (
        {i + step for i, a, _, _ in beads for step in range(a)},
        {j + step for _, _, j, b in beads for step in range(b)},
    )
    places = _with_background(held[0], len(pair.source)), _with_background(held[1], len(pair.target))
    measured = pair.part(*places, _WIDEST)
    arcs = _arcs(beads, held, places)
    arcs = arcs.take(_worth_scoring(arcs, measured))
    found = Candidates(measured, arcs, all_features(measured, arcs))
    gains = _gains(arcs, weights.scores(found.columns))
    shown = [arc for arc, gain in gains.items() if gain > _SHOWN_GAIN]
    evidence = dict(zip(shown, evidence_of(found, weights, shown), strict=True))
    for arc, gain in gains.items():
        i, a, j, b = arcs.at(arc)
        source, target = tuple(places[0][i : i + a]), tuple(places[1][j : j + b])
        yield MoveOption(source, target, gain, evidence.get(arc, ()))


def _arcs(beads: Sequence[_Shape], held: tuple[set[int], set[int]], places: tuple[list[int], list[int]]) -> Arcs:
    """The beads and the null alignments of their segments, numbered within `places`."""
    position = [{place: at for at, place in enumerate(side)} for side in places]
    rows = [(position[0][i], a, position[1][j], b) for i, a, j, b in beads]
    rows += [(position[0][place], 1, 0, 0) for place in sorted(held[0])]
    rows += [(0, 0, position[1][place], 1) for place in sorted(held[1])]
    table = np.array(rows, dtype=np.int64)
    return Arcs(table[:, 0], table[:, 1], table[:, 2], table[:, 3])


def _gains(arcs: Arcs, scores: Floats) -> dict[int, float]:
    """Return arc -> its log-odds less those of the null alignments of its segments, for all beads."""
    alone = (
        {int(arcs.i[k]): scores[k] for k in np.flatnonzero(arcs.b == 0)},
        {int(arcs.j[k]): scores[k] for k in np.flatnonzero(arcs.a == 0)},
    )
    gains = {}
    for arc in np.flatnonzero((arcs.a > 0) & (arcs.b > 0)).tolist():
        i, a, j, b = arcs.at(arc)
        null = sum(alone[0][i + step] for step in range(a)) + sum(alone[1][j + step] for step in range(b))
        gains[arc] = float(scores[arc] - null)
    return gains


def _beads_around(places: tuple[int, int], free: tuple[frozenset[int], frozenset[int]]) -> Iterator[_Shape]:
    """Return the beads of free neighbours that hold both segments."""
    i, j = places
    for a, b in _SHAPES:
        for begin, other in product(range(i - a + 1, i + 1), range(j - b + 1, j + 1)):
            inside = all(p in free[0] for p in range(begin, begin + a))
            if inside and all(p in free[1] for p in range(other, other + b)):
                yield begin, a, other, b


def _worth_scoring(arcs: Arcs, pair: MeasuredPair) -> Bools:
    """True for null alignments, and for beads with a fair margin, the same number or the same person.

    False for beads whose segments are numbered differently.
    """
    source, target = pair.sides
    keep: Bools = (arcs.a == 0) | (arcs.b == 0)
    for a, b, rows in arcs.shapes():
        i, j = arcs.i[rows], arcs.j[rows]
        if a and b:
            keep[rows] = pair.runs.margins(a, b)[i, j] > _LEAST_MARGIN
        if a == b == 1:
            keep[rows] |= numbered_alike(source.forms.numbers[i], target.forms.numbers[j])
            if not pair.names.empty:
                keep[rows] |= pair.names.sure_pairs()[i, j]
            keep[rows] &= ~numbered_apart(source, target)[i, j]
    return keep
