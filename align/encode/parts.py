"""Parts for encoders that have none of their own: a concatenation is the length-weighted mean of its sentences.

Many encoders give any two texts a high cosine; those of multilingual-e5-small lie between 0.73 and
0.97. So the mean vector of some everyday sentences is subtracted (Mu & Viswanath 2018,
arXiv:1702.01417). Then cosines spread as those of the default encoder do, for which the weights
were learnt.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from align.encode.interfaces import Encoder


_EVERYDAY = (
    "今日は天気がよい。",
    "会議は午後から始まります。",
    "新しい駅が来年開業する。",
    "第3章 結果",
    "ファイルを開く",
    "彼女は大学で歴史を学んだ。",
    "価格は10パーセント上昇した。",
    "お問い合わせ先",
    "The weather is fine today.",
    "The meeting starts in the afternoon.",
    "A new station opens next year.",
    "Chapter 3 Results",
    "Open the file",
    "She studied history at university.",
    "Prices rose by ten percent.",
    "Contact",
)
"""Texts about different things; their mean vector stands for what any two texts have in common."""


class SummedParts:
    """Wraps any encoder: a part is the unit vector times the square root of the text's length in characters."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.name, self.signature, self.dim = encoder.name, encoder.signature, encoder.dim

    @cached_property
    def _common(self) -> NDArray[np.float32]:
        mean: NDArray[np.float32] = self._encoder.encode(_EVERYDAY).mean(axis=0)
        return mean

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, float32[len(texts), dim]."""
        return self._encoder.encode(texts)

    def parts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return float32[len(texts), dim + 1]: vectors times the square root of the text's length, and that length."""
        lengths = np.array([max(1, len(text)) for text in texts], dtype=np.float32)[:, None]
        weighted: NDArray[np.float32] = np.concatenate([self.encode(texts) * np.sqrt(lengths), lengths], axis=1)
        return weighted

    def combine(self, sums: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the sums as unit rows, after the mean vector is subtracted."""
        return unit_rows(unit_rows(sums[:, :-1]) - self._common)

    def pieces(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Return one row for each text: these encoders give no vectors for parts of a sentence."""
        return list(self.parts(texts)[:, None, :])


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rows scaled to unit length; a row of zeros stays one."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (rows / np.maximum(norms, 1e-12)).astype(np.float32)
    return unit
