"""What speaks for a bead that may have moved: its gain in log-odds, and what stands around it.

A ladder can only rise, so every bead of it is held in place by its neighbours. A moved bead has no such hold, and many
more places to have come from. Whether one is believed is a logistic function of the columns here; their weights stand
in weights.json beside those of the ladder. It is asked twice, the second time with how many others are likely: whoever
moves one paragraph of a document moves more, and in most documents nothing has moved.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.model import Bead, Evidence

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.score.side import Side

    Columns = dict[str, NDArray[np.float64]]

_SHORT = 25
"""Characters under which a target text counts as short."""
_RATE_OF = 100
"""Beads in a document from which on other moves are counted as a rate."""
_NEAR = 3
"""Beads passed, under which a move counts as near: there it competes with doubtful borders."""


@dataclass(frozen=True)
class Moved:
    """A bead that may have moved."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    gain: float
    """Log-odds over leaving its segments null."""
    evidence: tuple[Evidence, ...] = ()


class Surroundings:
    """The ladder and the other options around an option."""

    def __init__(self, ladder: Sequence[Bead], doubtful: Sequence[Bead], options: Sequence[Moved]) -> None:
        self._starts = sorted(bead.source[0] for bead in ladder), sorted(bead.target[0] for bead in ladder)
        self._doubtful = [
            {place: bead for bead in doubtful for place in bead.source},
            {place: bead for bead in doubtful for place in bead.target},
        ]
        self._gains = {(option.source, option.target): option.gain for option in options}
        self._at: dict[int, list[Moved]] = defaultdict(list)
        self._begin: dict[tuple[int, int], float] = {}
        self._end: dict[tuple[int, int], float] = {}
        for option in options:
            for place in option.source:
                self._at[place].append(option)
            for table, corner in ((self._begin, 0), (self._end, -1)):
                key = option.source[corner], option.target[corner]
                table[key] = max(table.get(key, 0.0), option.gain)

    def held(self, option: Moved) -> list[Bead]:
        """The doubtful beads that hold segments of the option."""
        found = [self._doubtful[0].get(place) for place in option.source]
        found += [self._doubtful[1].get(place) for place in option.target]
        return list({id(bead): bead for bead in found if bead is not None}.values())

    def passed(self, option: Moved) -> int:
        """How many beads of the ladder the option passes: those before it in the source less those in the target."""
        return abs(bisect_left(self._starts[0], option.source[0]) - bisect_left(self._starts[1], option.target[0]))

    def crosses(self, option: Moved) -> bool:
        """Say whether the ladder would have to cross the option, even without the doubtful beads that it breaks."""
        return self.passed(option) > bool(self.held(option))

    def lost(self, option: Moved) -> float:
        """Log-odds that doubtful beads lose by the option."""
        lost = 0.0
        for bead in self.held(option):
            left = (
                tuple(place for place in bead.source if place not in option.source),
                tuple(place for place in bead.target if place not in option.target),
            )
            lost += max(self._gains.get((bead.source, bead.target), 0.0) - self._gains.get(left, 0.0), 0.0)
        return lost

    def beside(self, option: Moved) -> float:
        """The greatest gain of an option that lies beside this one on both sides, in the same order."""
        before, behind = (option.source[0] - 1, option.target[0] - 1), (option.source[-1] + 1, option.target[-1] + 1)
        return max(self._end.get(before, 0.0), self._begin.get(behind, 0.0))

    def apart(self, option: Moved) -> float:
        """By how much another bead that shares segments with it on both sides gains more, as a negative number."""
        target, own = set(option.target), (option.source, option.target)
        best = max(
            (
                other.gain
                for place in option.source
                for other in self._at[place]
                if not target.isdisjoint(other.target) and (other.source, other.target) != own
            ),
            default=0.0,
        )
        return min(option.gain - max(best, 0.0), 0.0)


def columns(options: Sequence[Moved], around: Surroundings, sides: tuple[Side, Side], free: int) -> Columns:
    """Return name -> float64[len(options)]; `free` counts the target segments that there are to choose from."""
    rows = [_row(option, around, sides, free) for option in options]
    return {name: np.array([row[name] for row in rows]) for name in (rows[0] if rows else ())}


def _row(option: Moved, around: Surroundings, sides: tuple[Side, Side], free: int) -> dict[str, float]:
    beside, passed = min(around.beside(option), 10.0), around.passed(option)
    wide = len(option.source) + len(option.target)
    short = float(sum(sides[1].chars[place] for place in option.target) < _SHORT)
    return {
        "gain": option.gain,
        "gain_over_8": max(option.gain - 8.0, 0.0),
        "lost": around.lost(option),
        "doubt": max((bead.probability for bead in around.held(option)), default=0.0),
        "choice": math.log(max(free, 1) / 100),
        "beside": beside,
        "beside_over_3": float(beside > 3.0),
        "beside_over_6": float(beside > 6.0),
        "beside_short": beside * short,
        "apart": around.apart(option),
        "short": short,
        "one": float(wide == 2),
        "many": float(wide > 3),
        "passed": math.log(max(passed, 1)),
        "near": float(passed < _NEAR),
    }


def company(options: Sequence[Moved], likely: Sequence[int], probabilities: NDArray[np.float64], beads: int) -> Columns:
    """For each option, how many others are expected to have moved, of the `likely` that share no segment with it.

    In a document of more than 100 `beads`, how many in a hundred.
    """
    expected = np.full(len(options), float(probabilities[list(likely)].sum()))
    holders: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, option in enumerate(options):
        for side, segments in enumerate((option.source, option.target)):
            for segment in segments:
                holders[side, segment].append(place)
    for other in likely:
        sides = enumerate((options[other].source, options[other].target))
        sharing = {place for side, segments in sides for segment in segments for place in holders[side, segment]}
        expected[list(sharing)] -= probabilities[other]
    expected = np.maximum(expected, 0.0) * min(1.0, _RATE_OF / max(beads, 1))
    return {"others": np.minimum(expected, 1.0), "others_log": np.log1p(expected)}
