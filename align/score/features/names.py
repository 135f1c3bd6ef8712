"""Names of persons in short segments: those that both sides of a bead name, and those that only one names."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from align.facts.pronunciation import available
from align.score.feature_table import NULL_NAMES

if TYPE_CHECKING:
    from align.score.arrays import Bools, Floats, Ints
    from align.score.feature_table import Bucket, Values
    from align.score.measured_pair import MeasuredPair

    Run = tuple[int, Ints]
    """Number of segments, and the first one of each bead."""


def name_features(pair: MeasuredPair, bucket: Bucket) -> Values:
    """Persons that both sides name, that the other side names nowhere, and that it names elsewhere."""
    names = pair.names
    if names.empty:
        return {}
    stated, held = bucket.spans[names.stating], bucket.spans[1 - names.stating]
    elsewhere = _total(names.missing(held[0], known=True), held, stated) + _alone(names.unmet, held, stated)
    values: Values = {
        "names_shared": np.minimum(_total(names.shared(held[0]), held, stated), 2.0),
        "names_open": np.minimum(_total(names.missing(held[0], known=False), held, stated), 2.0) * names.trust,
        "names_elsewhere": np.minimum(elsewhere, 3.0),
    }
    if min(bucket.a, bucket.b) > 1:
        values["names_turned"] = _turned(names.sure, held, stated)
    if bucket.a == bucket.b == 1:
        values["names_neither"] = _neither(names.people, held[1], stated[1]) if available() else 0.0
    return values


def lone_name_features(pair: MeasuredPair, bucket: Bucket) -> Values:
    """Whether the other side surely names the segment's person, and whether it names none of its persons anywhere."""
    names = pair.names
    if names.empty:
        return {}
    side = bucket.null_side
    segments, name = bucket.spans[side][1], NULL_NAMES[side]
    lost = names.lost
    if side == names.stating:
        lost = np.minimum(names.missing(1, known=False).min(axis=0), 1.0) * names.trust
    named = names.sure_pairs().sum(axis=1 - side) > 0
    return {f"{name}_named": named[segments], f"{name}_unnamed": lost[segments]}


def _total(table: Floats, held: Run, stated: Run) -> Floats:
    """The table's values for the holding run of each bead, over the stating segments."""
    sums: Floats = np.sum([table[held[1], stated[1] + step] for step in range(stated[0])], axis=0)
    return sums


def _alone(unmet: Floats, held: Run, stated: Run) -> Floats:
    """How many holding segments of each bead name a person, but none of any of its stating segments."""
    total = np.zeros(len(held[1]), dtype=np.float32)
    for row in range(held[0]):
        total += np.min([unmet[held[1] + row, stated[1] + step] for step in range(stated[0])], axis=0)
    return total


def _turned(sure: Bools, held: Run, stated: Run) -> Bools:
    """Whether two segments of each bead name each other's persons, but not those at their own place."""
    (rows, row), (columns, column) = held, stated
    turned: Bools = np.zeros(len(row), dtype=bool)
    for i, k in combinations(range(rows), 2):
        for j, m in combinations(range(columns), 2):
            crossed = sure[row + i, column + m] & sure[row + k, column + j]
            turned = turned | (crossed & ~(sure[row + i, column + j] & sure[row + k, column + m]))
    return turned


def _neither(people: tuple[Bools, Bools], row: Ints, column: Ints) -> Floats:
    """For two segments that both name nobody, how dense both documents are in persons: among them, that is telling."""
    dense = float(np.sqrt(people[0].mean() * people[1].mean()))
    neither: Floats = np.where(people[0][row] | people[1][column], 0.0, dense)
    return neither
