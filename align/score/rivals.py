"""For each bead of a ladder the likeliest other bead that holds one of its segments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.model import Evidence
from align.text.ranges import ranges

if TYPE_CHECKING:
    from align.score.arrays import Doubles, Ints
    from align.search.arcs import Arcs

_LEAST = 0.005
"""Beads of a smaller posterior are no rivals."""
_Bead = tuple[tuple[int, int], tuple[int, int]]
"""First segment and number of segments of each side; a null bead is the same wherever it stands on the other side."""


@dataclass(frozen=True)
class Choice:
    """A ladder among its candidates."""

    arcs: Arcs
    shares: Doubles
    """The probability of each arc."""
    ladder: Ints
    """The places of the chosen arcs."""


def with_rivals(
    known: Sequence[tuple[Evidence, ...]], choice: Choice, source: Sequence[int], target: Sequence[int]
) -> list[tuple[Evidence, ...]]:
    """Return the evidence of each chosen bead with its rival behind it, if another bead is likely.

    `source` and `target`: the places of the arcs' segments in the documents.
    """
    return [
        before if place is None else (*before, _evidence(choice, place, source, target))
        for before, place in zip(known, rivals(choice), strict=True)
    ]


def rivals(choice: Choice) -> list[int | None]:
    """Return the place of each chosen bead's rival among the arcs, None where no other bead is likely."""
    arcs, shares, ladder = choice.arcs, choice.shares, choice.ladder.tolist()
    likely = sorted(np.flatnonzero(shares >= _LEAST).tolist(), key=lambda place: -float(shares[place]))
    beads = {place: _bead(*arcs.at(place)) for place in [*ladder, *likely]}
    holders: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place in likely:
        for segment in _segments(beads[place]):
            holders[segment].append(place)
    found: list[int | None] = []
    for place in ladder:
        others = [
            next((other for other in holders[segment] if beads[other] != beads[place]), None)
            for segment in _segments(beads[place])
        ]
        found.append(max((other for other in others if other is not None), key=lambda at: shares[at], default=None))
    return found


def _evidence(choice: Choice, place: int, source: Sequence[int], target: Sequence[int]) -> Evidence:
    i, a, j, b = choice.arcs.at(place)
    sides = ranges(source[i : i + a]), ranges(target[j : j + b])
    if not b:
        detail = f"source {sides[0][0]} left out"
    elif not a:
        detail = f"target {sides[1][0]} added"
    else:
        detail = f"source {', '.join(sides[0])} with target {', '.join(sides[1])}"
    return Evidence("rival", float(choice.shares[place]), 0.0, detail)


def _bead(i: int, a: int, j: int, b: int) -> _Bead:
    return (i if a else -1, a), (j if b else -1, b)


def _segments(bead: _Bead) -> list[tuple[int, int]]:
    return [(side, start + step) for side, (start, count) in enumerate(bead) for step in range(count)]
