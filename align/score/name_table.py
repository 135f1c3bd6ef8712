"""Persons of both sides in one table: which short Japanese segment names which person of the English segments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.facts.persons import SURNAME, WHOLE, answer, has_foreign_name, names_somebody
from align.facts.pronunciation import available
from align.score.folds import fold_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.facts.persons import Person
    from align.score.arrays import Bools, Floats, Ints
    from align.score.encoded_side import EncodedSide

_MOST_CELLS = 200_000
"""Pairs of a Japanese segment and a person above which no names are compared: no list is so long."""
_LEAST_TRUST = 0.3
"""Below this share of persons that the other side names somewhere, a missing name says nothing."""
_HALF = 0.5
"""What a surname alone counts beside a whole name."""


class NameTable:
    """How surely each segment of the Japanese side names each person of the English side; a column for each person.

    It is empty for other languages, and where the two sides share no person. The Japanese side is
    the holding side, the English one the stating side.
    """

    def __init__(self, source: EncodedSide, target: EncodedSide) -> None:
        self.stating = 0 if any(source.forms.persons) else 1
        """The English side: 0 source, 1 target."""
        stating, holding = (source, target) if self.stating == 0 else (target, source)
        self._sizes = len(holding), len(stating)
        levels, owner = _levels(stating.forms.persons, holding.forms.holders)
        self.empty = not (levels >= WHOLE).any()
        if self.empty:
            return
        self._persons_of = np.zeros((len(owner), len(stating)), dtype=np.float32)
        self._persons_of[np.arange(len(owner)), owner] = 1.0
        self._levels = levels
        people = [bool(text) and names_somebody(text) for text in holding.forms.holders]
        self._measure(levels, np.array(people, dtype=bool))

    def _measure(self, levels: Floats, people: Bools) -> None:
        """Set what is known of each segment; `people` are the segments of the holding side that name a person."""
        self._known: Bools = levels.max(axis=0) >= WHOLE
        answered = levels.max(axis=1) >= WHOLE
        trust = (self._known.sum() + 0.5) / (len(self._known) + 1.0)
        self.trust = float(trust) if trust >= _LEAST_TRUST else 0.0
        """The share of persons whom the other side names; 0 if small, because then a missing name says nothing."""
        self.lost: Floats = ((people & ~answered) * np.float32(self.trust)).astype(np.float32)
        """The table's trust for holding segments that name a person whom no stating segment names, else 0."""
        self._weight = np.maximum(answered, self.lost).astype(np.float32)
        share = np.maximum((levels >= WHOLE).sum(axis=0), 1.0)
        self._answers = (np.where(levels >= WHOLE, 1.0 / share, 0.0) + _HALF * (levels == SURNAME)).astype(np.float32)
        self.sure: Bools = (levels >= WHOLE).astype(np.float32) @ self._persons_of > 0
        """For each holding and stating segment whether the first surely names a person of the second."""
        best = np.stack([levels[:, some > 0].max(axis=1, initial=0.0) for some in self._persons_of.T], axis=1)
        self.unmet: Floats = self._weight[:, None] * (best < SURNAME)
        """For each holding and stating segment 1 if the first names a person, but none of the second.

        A person whom no stating segment names counts with the table's trust.
        """
        stated: Bools = self._persons_of.sum(axis=0) > 0
        self.people: tuple[Bools, Bools] = (people | answered, stated)
        """Segments of the holding and of the stating side that name a person."""

    def sure_pairs(self) -> Bools:
        """Return for each source and target segment whether both surely name the same person."""
        found = np.zeros(self._sizes, dtype=bool) if self.empty else self.sure
        return found if self.stating == 1 else found.T

    def people_of_sides(self) -> tuple[Bools, Bools]:
        """Return which source and which target segments name a person."""
        return self.people if self.stating == 1 else self.people[::-1]

    def shared(self, holding: int) -> Floats:
        """Return how many persons of each stating segment each run of so many holding segments names.

        A person whom several segments name counts in part.
        """
        found: Floats = fold_runs(np.maximum, self._answers, holding) @ self._persons_of
        return found

    def missing(self, holding: int, *, known: bool) -> Floats:
        """Return how many persons of each stating segment each run of so many holding segments does not name.

        Those that another segment of the holding side names (`known`), or those that none names.
        """
        levels = fold_runs(np.maximum, self._levels, holding)
        absent = ((levels < WHOLE) & self._known) if known else ((levels < SURNAME) & ~self._known)
        found: Floats = absent.astype(np.float32) @ self._persons_of
        return found


def _levels(persons: Sequence[Sequence[Person]], holders: Sequence[str]) -> tuple[Floats, Ints]:
    """Return how surely each line names each person, and the segment of each person.

    Foreign persons are left out if no line names them; without the dictionary, all others too:
    kanji cannot be read.
    """
    lines = [place for place, text in enumerate(holders) if text]
    named = [(place, person) for place, some in enumerate(persons) for person in some]
    if not any(has_foreign_name(holders[line]) for line in lines):
        named = [(place, person) for place, person in named if not person.foreign]
    if len(named) * len(lines) > _MOST_CELLS:
        named = []
    levels = np.zeros((len(holders), len(named)), dtype=np.float32)
    for line in lines:
        levels[line] = [answer(holders[line], person) for _, person in named]
    found: Bools = levels.max(axis=0, initial=0.0) >= WHOLE
    kept = [k for k, (_, person) in enumerate(named) if found[k] or (available() and not person.foreign)]
    return levels[:, kept], np.array([named[k][0] for k in kept], dtype=np.int64)
