"""Features of a bead that may have moved: its gain in log-odds, and the beads and options around it.

The beads of a ladder support each other, because a ladder can only rise. A moved bead has no such
support, and many more places where it could stand. Its probability is a logistic function of the
features here, with weights in weights.json. It is computed twice, the second time with the number
of other likely options: who moves one paragraph of a document usually moves more, and in most
documents nothing has moved.
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
    from align.score.arrays import Doubles, Floats

    MoveColumns = dict[str, Doubles]

_SHORT = 25
"""Below this many characters, a target text is short."""
_RATE_OF = 100
"""Above this many beads in a document, the number of other moves is scaled to a rate per 100 beads."""
_NEAR = 3
"""Below this many beads passed, a move is near; there, doubtful borders of beads look like moves."""


@dataclass(frozen=True)
class MoveOption:
    """A bead that may have moved."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    gain: float
    """Log-odds against leaving its segments null."""
    evidence: tuple[Evidence, ...] = ()


class Surroundings:
    """The ladder and the other options around an option."""

    def __init__(self, ladder: Sequence[Bead], doubtful: Sequence[Bead], options: Sequence[MoveOption]) -> None:
        self._starts = sorted(bead.source[0] for bead in ladder), sorted(bead.target[0] for bead in ladder)
        self._doubtful = [
            {place: bead for bead in doubtful for place in bead.source},
            {place: bead for bead in doubtful for place in bead.target},
        ]
        self._gains = {(option.source, option.target): option.gain for option in options}
        self._at: dict[int, list[MoveOption]] = defaultdict(list)
        self._begin: dict[tuple[int, int], float] = {}
        self._end: dict[tuple[int, int], float] = {}
        for option in options:
            for place in option.source:
                self._at[place].append(option)
            for table, corner in ((self._begin, 0), (self._end, -1)):
                key = option.source[corner], option.target[corner]
                table[key] = max(table.get(key, 0.0), option.gain)

    def held(self, option: MoveOption) -> list[Bead]:
        """Return the doubtful beads that hold segments of the option."""
        found = [self._doubtful[0].get(place) for place in option.source]
        found += [self._doubtful[1].get(place) for place in option.target]
        return list({id(bead): bead for bead in found if bead is not None}.values())

    def passed(self, option: MoveOption) -> int:
        """Return how many beads of the ladder the option passes: before it in the source, less those in the target."""
        return abs(bisect_left(self._starts[0], option.source[0]) - bisect_left(self._starts[1], option.target[0]))

    def crosses(self, option: MoveOption) -> bool:
        """Return True if the option crosses the ladder even without the doubtful beads that it takes segments from."""
        return self.passed(option) > bool(self.held(option))

    def lost(self, option: MoveOption) -> float:
        """Return the log-odds that doubtful beads lose by the option."""
        lost = 0.0
        for bead in self.held(option):
            left = (
                tuple(place for place in bead.source if place not in option.source),
                tuple(place for place in bead.target if place not in option.target),
            )
            lost += max(self._gains.get((bead.source, bead.target), 0.0) - self._gains.get(left, 0.0), 0.0)
        return lost

    def beside(self, option: MoveOption) -> float:
        """Return the greatest gain of an option that is next to this one on both sides, in the same order; else 0."""
        before, behind = (option.source[0] - 1, option.target[0] - 1), (option.source[-1] + 1, option.target[-1] + 1)
        return max(self._end.get(before, 0.0), self._begin.get(behind, 0.0))

    def apart(self, option: MoveOption) -> float:
        """Return how much less the option gains than the best rival, an option with common segments on both sides."""
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


def move_features(options: Sequence[MoveOption], around: Surroundings, target_chars: Floats, free: int) -> MoveColumns:
    """Return name -> float64[len(options)]; `free` is the number of target segments that can be chosen."""
    rows = [_row(option, around, target_chars, free) for option in options]
    return {name: np.array([row[name] for row in rows]) for name in (rows[0] if rows else ())}


def _row(option: MoveOption, around: Surroundings, target_chars: Floats, free: int) -> dict[str, float]:
    beside, passed = min(around.beside(option), 10.0), around.passed(option)
    wide = len(option.source) + len(option.target)
    short = float(sum(target_chars[place] for place in option.target) < _SHORT)
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


def co_moves(options: Sequence[MoveOption], likely: Sequence[int], probabilities: Doubles, beads: int) -> MoveColumns:
    """Return for each option the expected number of other moves, over the `likely` that share no segment with it.

    Above 100 `beads`, scaled to a rate per 100.
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
