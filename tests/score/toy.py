"""A toy encoder for tests: each word stands for a concept, and a text's vector counts its concepts."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from align.encode.cache import CachedParts
from align.model import Document, Segment
from align.score.encoded_side import EncodedSide, encode_side
from align.text.sentences import sentence_spans

CONCEPTS = {
    word: axis
    for axis, pair in enumerate(("犬 dog", "猫 cat", "鳥 bird", "魚 fish", "馬 horse", "牛 cow", "羊 sheep", "豚 pig"))
    for word in pair.split()
}
AXES = 8
_TOKEN = re.compile(r"[犬猫鳥魚馬牛羊豚]|[a-z]+")


class ToyEncoder:
    """Vectors of eight dimensions; a text without concepts has the same small value in all of them."""

    name, signature, dim = "toy", "toy@1", AXES

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return self.combine(self.parts(texts))

    def parts(self, texts: Sequence[str]) -> np.ndarray:
        rows = [rows.sum(axis=0) for rows in self.pieces(texts)]
        return np.stack(rows) if rows else np.zeros((0, AXES + 1), np.float32)

    def pieces(self, texts: Sequence[str]) -> list[np.ndarray]:
        return [self._pieces(text) for text in texts]

    @staticmethod
    def _pieces(text: str) -> np.ndarray:
        found = [CONCEPTS[token] for token in _TOKEN.findall(text.lower()) if token in CONCEPTS]
        rows = np.full((max(len(found), 1), AXES + 1), 1 / 64, dtype=np.float32)
        for row, axis in enumerate(found):
            rows[row, axis] = 1.0
        rows[:, -1] = 1.0
        return rows

    def combine(self, sums: np.ndarray) -> np.ndarray:
        rows = sums[:, :-1]
        return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).astype(np.float32)


def document(lang: str, texts: Sequence[str]) -> Document:
    segments = [Segment(index, text, sentences=sentence_spans(text, lang)) for index, text in enumerate(texts)]
    return Document("toy", lang, tuple(segments))


def side(lang: str, *texts: str) -> EncodedSide:
    return encode_side(document(lang, texts), CachedParts(ToyEncoder()))


SOURCE = (
    "第1章　犬",
    "犬が猫を見た。犬は2023年に3匹いた。",
    "鳥は魚を食べ、馬は牛を追う。",
    "羊と豚",
    "（以上）",
    "2.1.",
    "馬と牛がSNSで12億円を得た。猫も得た。",
)
TARGET = (
    "Chapter 1 Dog",
    "The dog saw the cat. In 2023 there were 3 dog owners.",
    "A bird eats a fish.",
    "The horse chases the cow.",
    "sheep and pig on TV",
    "Back to top",
    "Horse and cow got 1.2 billion yen on SNS. A cat got 7 too.",
    "2.2.",
)
