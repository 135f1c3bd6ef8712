"""A block: the words of one or a few linked sentences of each side, and how each compares with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.words.agreement import agreement_tables
from align.words.block_side import BlockSide as BlockSide
from align.words.block_side import block_side as block_side
from align.words.term_match import TermMatch

if TYPE_CHECKING:
    from align.score.arrays import Bools, Floats
    from align.words.vectors import WordVectors

SURE = 0.75
"""Cosine from which on a word has an answer by its vector alone: phrases and sounds need not be compared."""
Tables = dict[str, "Floats"]
"""Feature -> its value for each source word and each target word, float32[n, m]."""


@dataclass(frozen=True)
class WordBlock:
    """Two sides and their comparison; index 0 is the source."""

    sides: tuple[BlockSide, BlockSide]
    tables: Tables
    """`cosine`, `margin`, `phrase_margin`, `source_phrase`, `target_phrase` and the tables of `agreement`."""
    terms: tuple[TermMatch, ...] = ()
    """Places of terms that the user's glossary joins."""

    @property
    def size(self) -> tuple[int, int]:
        """Words of both sides."""
        return len(self.sides[0].words), len(self.sides[1].words)


Sides = tuple[BlockSide, BlockSide]
Vectors = tuple["WordVectors", "WordVectors"]


def read_texts(some: Sequence[Sides], vectors: Vectors) -> None:
    """Encode what the comparison of these sides needs: words, then phrases of words that have no sure answer."""
    for place, known in enumerate(vectors):
        known.read(form for sides in some for form in sides[place].forms())
    phrases: tuple[list[str], list[str]] = [], []
    for sides in some:
        sure = _sure(_cosine(sides, vectors))
        for place in (0, 1):
            phrases[place].extend(sides[place].phrases(sure[place]))
    for place, known in enumerate(vectors):
        known.read(filter(None, phrases[place]))


def _cosine(sides: Sides, vectors: Vectors) -> Floats:
    rows, columns = (known.of(side.forms())[0] for known, side in zip(vectors, sides, strict=True))
    cosine: Floats = rows @ columns.T
    return cosine


def _sure(cosine: Floats) -> tuple[list[bool], list[bool]]:
    """For the words of both sides, whether the vectors alone name an answer."""
    rows, columns = (cosine.max(axis=axis, initial=-1.0) >= SURE for axis in (1, 0))
    return rows.tolist(), columns.tolist()


def compare(source: BlockSide, target: BlockSide, vectors: Vectors) -> WordBlock:
    """Compare each word of one side with each of the other; `read_texts` must have read them."""
    words = [known.of(side.forms()) for known, side in zip(vectors, (source, target), strict=True)]
    cosine = _cosine((source, target), vectors)
    sure = _sure(cosine)
    phrases = [_phrases(known, side, there) for known, side, there in zip(vectors, (source, target), sure, strict=True)]
    tables: Tables = {
        "cosine": cosine,
        "margin": cosine - (words[0][1][:, None] + words[1][1][None]) / 2,
        "phrase_margin": _best(_best(_margins(phrases[0][:2], phrases[1][:2]), phrases[0][2], 0), phrases[1][2], 1),
        "source_phrase": _best(_margins(phrases[0][:2], words[1]), phrases[0][2], 0),
        "target_phrase": _best(_margins(words[0], phrases[1][:2]), phrases[1][2], 1),
    }
    return WordBlock((source, target), tables | agreement_tables(source, target, sure[0]))


_Phrases = tuple["Floats", "Floats", "Bools"]
"""Vectors, means, and which words each phrase holds, bool[phrases, words]."""


def _phrases(vectors: WordVectors, side: BlockSide, sure: list[bool]) -> _Phrases:
    texts = side.phrases(sure)
    places = [place for place, text in enumerate(texts) if text]
    rows, near = vectors.of([texts[place] for place in places])
    holds = np.zeros((len(places), len(side.words)), dtype=bool)
    for row, place in enumerate(places):
        holds[row, place : place + 2] = True
    return rows, near, holds


def _margins(one: tuple[Floats, Floats], other: tuple[Floats, Floats]) -> Floats:
    margins: Floats = one[0] @ other[0].T - (one[1][:, None] + other[1][None]) / 2
    return margins


_NO_PHRASE = -0.3
"""The margin that stands for the phrase of a word that is in none."""


def _best(margins: Floats, holds: Bools, axis: int) -> Floats:
    """Take the best phrase of each word along an axis of phrases: each word lies in at most two."""
    table = margins if axis == 0 else margins.T
    best = np.full((holds.shape[1], table.shape[1]), _NO_PHRASE, dtype=np.float32)
    for row, places in enumerate(holds):
        first = int(places.argmax()) if places.any() else 0
        best[first : first + 2] = np.maximum(best[first : first + 2], table[row])
    return best if axis == 0 else best.T
