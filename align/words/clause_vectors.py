"""What vectors say of clauses that the target may leave out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from align.words.clause_features import FEATURES, Clause, LinkedTexts, clauses_of
from align.words.text_words import words_of

if TYPE_CHECKING:
    from align.encode.cache import CachedParts
    from align.score.arrays import Doubles
    from align.text.spans import Span
    from align.words.vectors import WordVectors

Rows = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
_FAR_BELOW = 0.6
"""Cosine to the nearest target word below which a word counts as far."""
_EVERYDAY = 0.75
"""Mean cosine to its nearest everyday words from which on a word is an everyday one."""
_NOTHING_LEFT = -0.1
"""The cosine that stands for a target whose words all answer something."""


def with_vectors(
    some: Sequence[tuple[LinkedTexts, Clause]], parts: CachedParts, words: tuple[WordVectors, WordVectors]
) -> Doubles:
    """Return float64[len(some), len(FEATURES)]: all features of each clause."""
    by_bead: dict[int, list[int]] = {}
    for row, (one, _) in enumerate(some):
        by_bead.setdefault(id(one), []).append(row)
    beads = [_BeadTexts(some[rows[0]][0], tuple(some[row][1].span for row in rows)) for rows in by_bead.values()]
    sums = _sums(beads, parts)
    far, uncommon = _far(some, words), _uncommon(some, words[0])
    table = np.zeros((len(some), len(FEATURES)))
    for bead, rows in zip(beads, by_bead.values(), strict=True):
        found = _of_bead(bead, sums, parts)
        for place, row in enumerate(rows):
            values = some[row][1].values | {name: float(column[place]) for name, column in found.items()}
            values |= {"far": far[row], "uncommon": uncommon[row]}
            table[row] = [values[name] for name in FEATURES]
    return table


@dataclass(frozen=True)
class _BeadTexts:
    """A bead and those of its clauses that are looked at."""

    one: LinkedTexts
    spans: tuple[Span, ...]

    def looked_at(self) -> list[str]:
        return [self.one.source[a:b] for a, b in self.spans]

    def source_spans(self) -> list[Span]:
        return clauses_of(self.one.source, self.one.source_sentences, self.one.langs[0])

    def target_parts(self) -> list[str]:
        """The clauses of the target, two in a row, and its sentences."""
        one = self.one
        clauses = clauses_of(one.target, one.target_sentences, one.langs[1])
        both = [(first[0], second[1]) for first, second in pairwise(clauses)]
        return [one.target[a:b] for a, b in (*clauses, *both, *one.target_sentences)]

    def left(self) -> str:
        """The target words that answer nothing."""
        return " ".join(self.one.target[a:b] for a, b in self.one.links.target_only)

    def sentences(self) -> tuple[list[str], list[str]]:
        one = self.one
        return (
            [one.source[a:b] for a, b in one.source_sentences],
            [one.target[a:b] for a, b in one.target_sentences],
        )


def _of_bead(bead: _BeadTexts, sums: dict[str, Rows], parts: CachedParts) -> dict[str, Doubles]:
    """Return feature -> its value for each clause that is looked at."""
    source, target = (np.sum([sums[text] for text in side], axis=0) for side in bead.sentences())
    clauses = np.stack([sums[text] for text in bead.looked_at()])
    spans, heard, left = bead.source_spans(), bead.target_parts(), bead.left()
    blocks = [
        np.stack([source, target]),
        clauses,
        source - clauses,
        np.stack([sums[text] for text in heard]),
        np.stack([sums[bead.one.source[a:b]] for a, b in spans]),
        *([sums[left][None]] if left else []),
    ]
    rows = parts.combine(np.concatenate(blocks))
    whole, own, without, there, all_, *more = np.split(rows, np.cumsum([len(block) for block in blocks])[:-1])
    cosines = (own @ there.T).astype(np.float64)
    best = cosines.argmax(axis=1)
    near = cosines[np.arange(len(own)), best]
    rivals = all_ @ there.T
    apart = np.array([[b <= c or d <= a for c, d in spans] for a, b in bead.spans])
    rival = np.where(apart, rivals[:, best].T, 0.0).max(axis=1, initial=0.0)
    gain = ((without - whole[0]) @ whole[1]).astype(np.float64)
    return {
        "gain": gain,
        "rise": np.maximum(gain, 0.0),
        "alike": (own @ whole[1]).astype(np.float64),
        "near": near,
        "rival": rival - near,
        "left": (own @ more[0][0]).astype(np.float64) if more else np.full(len(own), _NOTHING_LEFT),
    }


def _sums(beads: Sequence[_BeadTexts], parts: CachedParts) -> dict[str, Rows]:
    """Return text -> the sum of its parts, for all texts that the comparison needs."""
    wanted: dict[str, None] = {}
    for bead in beads:
        source, target = bead.sentences()
        clauses = [bead.one.source[a:b] for a, b in bead.source_spans()]
        texts = (*source, *target, *bead.looked_at(), *clauses, *bead.target_parts(), bead.left())
        wanted |= dict.fromkeys(filter(None, texts))
    rows = parts.pieces(list(wanted))
    return {text: piece.sum(axis=0, dtype=np.float32) for text, piece in zip(wanted, rows, strict=True)}


def _far(some: Sequence[tuple[LinkedTexts, Clause]], words: tuple[WordVectors, WordVectors]) -> list[float]:
    """For each clause, by how much its words lie below a cosine of 0.6 to every target word, summed."""
    forms: dict[int, dict[str, float]] = {}
    targets: dict[int, list[str]] = {}
    for one, clause in some:
        if id(one) not in targets:
            targets[id(one)] = list(dict.fromkeys(word.form for word in words_of(one.target, one.langs[1])))
        forms.setdefault(id(one), {}).update(dict.fromkeys(clause.forms, 0.0))
    words[0].read(form for own in forms.values() for form in own)
    words[1].read(form for there in targets.values() for form in there)
    for key, own in forms.items():
        cosines = words[0].of(list(own))[0] @ words[1].of(targets[key])[0].T
        below = np.maximum(0.0, _FAR_BELOW - cosines.max(axis=1, initial=-1.0))
        forms[key] = dict(zip(own, below.tolist(), strict=True))
    return [sum(forms[id(one)][form] for form in clause.forms) for one, clause in some]


def _uncommon(some: Sequence[tuple[LinkedTexts, Clause]], words: WordVectors) -> list[float]:
    """For each clause, by how much its open words are farther from everyday words than these are, summed."""
    everyday = [words.of(clause.open_forms)[1] for _, clause in some]
    return [float(np.maximum(0.0, _EVERYDAY - near).sum()) for near in everyday]
