"""The words of a text that carry content, and how alike two of them are by their vectors."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import numpy as np

from align.text.language import primary

if TYPE_CHECKING:
    from align.score.arrays import Floats

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_\-.+/]*[A-Za-z0-9]|[A-Za-z]|\d+(?:[.,]\d+)*|[ァ-ヴー]{2,}|[一-龥々]+", re.ASCII)
_FUNCTION_WORDS = frozenset(
    """a an the of to in on for and or is are be was were with by as at from that this these those it its you your if
    can will may not have has had which when then than so such into also any all each other more most one no do does
    use used using how what there their they we our us i about but only some via s t e g i.e etc very just where while
    after before between over under up out off both same many much""".split()
)

_UNLIKE, _ALIKE = 0.45, 0.85
"""Cosine of two words up to which they count as different, and from which on they count as the same."""


def content_words(text: str, lang: str) -> list[str]:
    """Return katakana and kanji runs, Latin words and numbers in lower case, without English function words."""
    found = _WORD.findall(unicodedata.normalize("NFKC", text))
    if primary(lang) == "ja":
        return [word.lower() for word in found]
    return [word for word in (word.lower() for word in found) if word not in _FUNCTION_WORDS]


def words_alike(source: Floats, target: Floats) -> Floats:
    """Return how alike the words of two vocabularies are, 0…1, float32[source words, target words].

    `source` and `target` hold their unit vectors. The encoder is the dictionary: 選択 and "select"
    have cosine 0.92.
    """
    alike: Floats = source.astype(np.float32) @ target.astype(np.float32).T
    alike -= np.float32(_UNLIKE)  # in place, for the table is large
    alike /= np.float32(_ALIKE - _UNLIKE)
    return np.clip(alike, 0.0, 1.0, out=alike)
