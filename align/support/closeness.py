"""How close a pair is to a translation: whether the ladder holds what its most similar sentences say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.score.name_table import NameTable
from align.score.run_margins import margins_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from align.model import Bead
    from align.score.arrays import Floats
    from align.score.encoded_side import EncodedSide

TRANSLATION = 0.72
"""Closeness from which on the ladder of a pair stands; below, its beads follow from the support map."""
FAITHFUL = 0.9
"""Closeness from which on links are sought inside the beads of the ladder only."""
_LEAST_MARGIN = 0.06
"""Pairs of sentences below this margin are passed over."""
_LEAST_EVIDENCE = 0.1
"""Below this share of sentences with a mutually nearest one, the beads' probability alone decides."""
_NAMED = 0.3
"""The margin of sentences that surely name the same person."""
_TIE = 0.02
"""A sentence of the same bead that is less similar by no more than this is as good as the nearest: texts recur."""
MOST_CELLS = 1_500_000
"""Sentence pairs up to which two documents are compared as a whole."""


def closeness(source: EncodedSide, target: EncodedSide, beads: Sequence[Bead]) -> float:
    """Return 0…1, higher is closer; 0 where nothing is similar.

    That is the share of source sentences, of those that have a mutually nearest target sentence,
    whose bead holds a target sentence as similar as that; weighted by margin, times the mean
    probability of the beads that are not null.
    """
    margins = _with_names(margins_of(source.sentence_vectors() @ target.sentence_vectors().T), source, target)
    forth, back = margins.argmax(axis=1), margins.argmax(axis=0)
    rows = np.arange(len(forth))
    mutual = (back[forth] == rows) & (margins[rows, forth] > _LEAST_MARGIN)
    paired = [bead for bead in beads if not bead.is_null]
    if not paired:
        return 0.0
    probability = float(np.mean([bead.probability for bead in paired]))
    if mutual.sum() < _LEAST_EVIDENCE * min(margins.shape):
        return probability
    bead_of = np.full(len(source), -1), np.full(len(target), -2)
    for number, bead in enumerate(paired):
        bead_of[0][list(bead.source)] = number
        bead_of[1][list(bead.target)] = number
    held = [np.repeat(numbers, side.sentence_counts) for numbers, side in zip(bead_of, (source, target), strict=True)]
    inside = np.where(held[0][:, None] == held[1][None], margins, -1.0).max(axis=1)[mutual]
    weight = margins[rows, forth][mutual]
    together = inside >= weight - _TIE
    return float((together * weight).sum() / weight.sum()) * probability


def _with_names(margins: Floats, source: EncodedSide, target: EncodedSide) -> Floats:
    """Return the margins of sentences; in lines that name persons, only the same name makes two of them similar."""
    names = NameTable(source, target)
    if names.empty:
        return margins
    same = np.repeat(np.repeat(names.sure_pairs(), source.sentence_counts, axis=0), target.sentence_counts, axis=1)
    people = names.people_of_sides()
    row, column = (np.repeat(some, side.sentence_counts) for some, side in zip(people, (source, target), strict=True))
    named = np.where(row[:, None] | column[None], np.float32(-1.0), margins)
    return np.where(same, np.float32(_NAMED), named)
