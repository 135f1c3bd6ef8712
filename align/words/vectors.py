"""Vectors of words and of two words in a row, and how near each is to everyday words of the other language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.text.language import primary
from align.words import background

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from align.encode.cache import CachedParts
    from align.score.arrays import Floats

_NEIGHBOURS = 5


class WordVectors:
    """Looks up unit vectors of texts in one language, each with its mean cosine to its nearest everyday words.

    Everyday words are those of the other language: Japanese ones for every language but Japanese.
    """

    def __init__(self, parts: CachedParts, lang: str) -> None:
        self._parts = parts
        ours = primary(lang) == "ja"
        self._everyday = parts.word_vectors(background.ENGLISH if ours else background.JAPANESE).astype(np.float32)
        self._rows: dict[str, int] = {}
        self._vectors: Floats = np.zeros((0, self._everyday.shape[1]), dtype=np.float32)
        self._near: Floats = np.zeros(0, dtype=np.float32)

    def read(self, texts: Iterable[str]) -> None:
        """Encode the texts that are not known yet, each once."""
        new = [text for text in dict.fromkeys(texts) if text not in self._rows]
        if not new:
            return
        vectors = self._parts.word_vectors(new).astype(np.float32)
        cosines = vectors @ self._everyday.T
        held = cosines.shape[1]
        near = np.partition(cosines, held - _NEIGHBOURS, axis=1)[:, -_NEIGHBOURS:].mean(axis=1)
        self._rows |= {text: len(self._vectors) + place for place, text in enumerate(new)}
        self._vectors = np.concatenate([self._vectors, vectors])
        self._near = np.concatenate([self._near, near])

    def of(self, texts: Sequence[str]) -> tuple[Floats, Floats]:
        """Return the vectors, float32[n, d], and their means, float32[n]; the texts must have been read."""
        rows = np.array([self._rows[text] for text in texts], dtype=np.int64)
        return self._vectors[rows], self._near[rows]
