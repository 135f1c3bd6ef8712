"""Which sentences of a bead are compared word by word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.model import Alignment
    from align.score.arrays import Floats
    from align.text.spans import Span

_FEW = 2
"""Up to so many sentences on each side, all are compared as one text."""
_MOST_CHARS = {"ja": 400, "": 1000}
"""Characters of the longest text that is compared as a whole; a longer one is cut, and so is its answer."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a bead."""

    place: tuple[int, int]
    """Segment, and number of the sentence in it."""
    start: int
    """Where it begins in the bead's joined text."""
    text: str


Group = tuple[list[Sentence], list[Sentence]]
Encode = Callable[[list[str]], "Floats"]
"""Turns sentences into unit rows; asked only where no support map says which sentences belong together."""


def groups_of(
    source: Sequence[Sentence], target: Sequence[Sentence], alignment: Alignment, encode: Encode
) -> list[Group]:
    """Return the groups of sentences of one bead that answer each other; each sentence is in one group at most.

    The alignment's support map says which sentences are linked. Without one, two sentences are
    linked if one of them is the most similar one to the other.
    """
    if not source or not target:
        return []
    if len(source) <= _FEW and len(target) <= _FEW:
        return [(list(source), list(target))]
    linked = _supported(source, target, alignment)
    if linked is None or not linked.any():
        linked = _nearest(encode([one.text for one in source]), encode([one.text for one in target]))
    return [
        ([source[row] for row in rows], [target[column] for column in columns])
        for rows, columns in _components(linked)
        if columns
    ]


Linked = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]


def _supported(source: Sequence[Sentence], target: Sequence[Sentence], alignment: Alignment) -> Linked | None:
    """What the support map says of the sentences, bool[n, m]; None without a map."""
    if alignment.support is None:
        return None
    rows = {one.place: row for row, one in enumerate(source)}
    linked = np.zeros((len(source), len(target)), dtype=bool)
    for column, one in enumerate(target):
        for link in alignment.support.of_target(one.place):
            if link.source in rows:
                linked[rows[link.source], column] = True
    return linked


def _nearest(source: Floats, target: Floats) -> Linked:
    """True where one of two sentences is the most similar one to the other, bool[n, m]."""
    cosine = source @ target.T
    linked = np.zeros(cosine.shape, dtype=bool)
    linked[np.arange(len(source)), cosine.argmax(axis=1)] = True
    linked[cosine.argmax(axis=0), np.arange(len(target))] = True
    return linked


def _components(linked: Linked) -> list[tuple[list[int], list[int]]]:
    """Split a table of links into its connected groups, in order."""
    found = []
    open_ = set(range(linked.shape[0]))
    while open_:
        rows: set[int] = {min(open_)}
        columns: set[int] = set()
        while True:
            more = {int(column) for row in rows for column in np.flatnonzero(linked[row])}
            back = {int(row) for column in more for row in np.flatnonzero(linked[:, column])}
            if more == columns and back <= rows:
                break
            rows, columns = rows | back, more
        open_ -= rows
        found.append((sorted(rows), sorted(columns)))
    return found


def halves_of(source: Sequence[Sentence], target: Sequence[Sentence]) -> list[tuple[Span, Span]]:
    """Return the stretches of both texts that are compared, as spans of the bead's joined texts.

    A group is one stretch, unless a side is too long: then both sides are cut into the same number
    of stretches.
    """
    spans = [_hull(side) for side in (source, target)]
    longest = max((stop - start) / _MOST_CHARS[kind] for (start, stop), kind in zip(spans, ("ja", ""), strict=True))
    count = max(1, int(np.ceil(longest)))
    cuts = [np.linspace(start, stop, count + 1).astype(int).tolist() for start, stop in spans]
    return [
        ((cuts[0][n], cuts[0][n + 1]), (cuts[1][n], cuts[1][n + 1]))
        for n in range(count)
        if cuts[0][n] < cuts[0][n + 1] and cuts[1][n] < cuts[1][n + 1]
    ]


def _hull(side: Sequence[Sentence]) -> Span:
    return side[0].start, max(one.start + len(one.text) for one in side)
