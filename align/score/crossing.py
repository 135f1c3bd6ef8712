"""Moved paragraphs: beads among null and doubtful segments whose order in the target differs from the source's.

A ladder can only rise. A paragraph that the summary puts first and the original last is null on
both sides of the ladder, or in a doubtful bead. Such segments are compared with each other wherever
they stand, with the features and weights of all beads. `align.score.move_features` has the further
features of a move.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from align.model import Bead
from align.score.move_features import MoveOption, Surroundings, co_moves, move_features
from align.score.move_search import FreeSegments, move_options

if TYPE_CHECKING:
    from align.score.arrays import Doubles
    from align.score.measured_pair import DocumentPair
    from align.score.move_features import MoveColumns
    from align.score.weights import Weights

NEEDED = 0.2
"""Least probability of a crossing. A lower limit finds more moves, and more where nothing moved."""
_LIKELY = 0.1
"""Least probability in the first estimate, which counts the other moves."""
DOUBTFUL = 0.98
"""Beads of a lower probability may lose their segments to a crossing."""


def moved_beads(pair: DocumentPair, beads: Sequence[Bead], weights: Weights) -> list[Bead]:
    """Return the crossings among the segments that `beads`, a ladder, leaves null or pairs doubtfully."""
    options, columns = crossing_options(pair, beads, weights)
    if not options:
        return []
    probabilities = weights.moved_with_others(columns | co_move_columns(options, columns, weights, len(beads)))
    return [
        Bead(options[k].source, options[k].target, float(probabilities[k]), options[k].evidence, crosses=True)
        for k in choose(options, probabilities, NEEDED)
    ]


def crossing_options(
    pair: DocumentPair, beads: Sequence[Bead], weights: Weights
) -> tuple[list[MoveOption], MoveColumns]:
    """Return the beads that may have moved, and their features."""
    ladder = [bead for bead in beads if not bead.is_null]
    doubtful = [bead for bead in ladder if bead.probability < DOUBTFUL or _may_be_turned(pair, bead)]
    loose = [bead for bead in beads if bead.is_null] + doubtful
    free = FreeSegments(
        sorted(p for bead in loose for p in bead.source), sorted(p for bead in loose for p in bead.target)
    )
    options = {(option.source, option.target): option for option in move_options(pair, free, weights)}
    around = Surroundings(ladder, doubtful, list(options.values()))
    crossing = [option for option in options.values() if around.crosses(option)]
    return crossing, move_features(crossing, around, pair.target.chars, len(free.target))


def _may_be_turned(pair: DocumentPair, bead: Bead) -> bool:
    """Return True for a bead of two or three segments a side that name each other's persons in another order."""
    if min(len(bead.source), len(bead.target)) < 2 or pair.names.empty:
        return False
    sure = pair.names.sure_pairs()[np.ix_(bead.source, bead.target)]
    places = [(int(row), int(column)) for row, column in np.argwhere(sure)]
    return any(k > i and m < j for i, j in places for k, m in places)


def co_move_columns(options: Sequence[MoveOption], columns: MoveColumns, weights: Weights, beads: int) -> MoveColumns:
    """Return the features of other moves among `beads` beads, from a first estimate of all options."""
    first = weights.moved(columns)
    return co_moves(options, choose(options, first, _LIKELY), first, beads)


def choose(options: Sequence[MoveOption], probabilities: Doubles, needed: float) -> list[int]:
    """Return the places of the options that are probable enough, most probable first, no two with a common segment."""
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
