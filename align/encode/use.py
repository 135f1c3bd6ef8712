"""The default encoder: Universal Sentence Encoder, multilingual, version 3 (Yang 2020, arXiv:1907.04307).

The model is a convolution over tokens (`layers.py`), summed over the sentence, then a small
network. The sum over a concatenation is the sum of its sentences' sums, except for the few tokens
whose windows cross the border. So each sentence is encoded once, and the vector of any run of
sentences costs one pass of the small network.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from align.encode.cut_points import CutPoints
from align.encode.layers import ROWS_ALIKE, Layers
from align.encode.use_model import TOKENIZER, WEIGHTS, model_digest, model_files, read_weights
from align.text.surrogates import without_surrogates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_TOKENS_A_BATCH = 512
_ROWS_A_STEP = 512


def load(argument: str = "") -> UseEncoder:
    """Load the model.

    Raises AlignError if its package is missing, of another version, or changed.
    """
    return UseEncoder()


class UseEncoder:
    """Sentence vectors of 512 dimensions; parts of 513: the projected token sum and the number of tokens."""

    name = "use"
    dim = 512

    def __init__(self) -> None:
        files = model_files()
        import sentencepiece
        from threadpoolctl import ThreadpoolController

        self._tokenizer = sentencepiece.SentencePieceProcessor(model_file=str(files[TOKENIZER]))
        self._weights = read_weights(files[WEIGHTS])
        self.signature = f"use3@{model_digest()}"
        self._layers = Layers(self._weights)
        self._threads = ThreadpoolController()
        self._frame: Floats = np.zeros((1, self.dim + 1), dtype=np.float32)
        self._cut_points = CutPoints(self._tokenizer)
        self._frame = self.parts([""])

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return unit rows, float32[len(texts), 512]."""
        return self.combine(self.parts(texts))

    def parts(self, texts: Sequence[str]) -> Floats:
        """Return float32[len(texts), 513], additive over sentences: begin and end marks are taken out.

        The vector of two summed sentences has a mean cosine of 0.99 with that of their true
        concatenation.
        """
        batches = [rows for rows, _ in self._batches(texts, cut=False)]
        return np.concatenate(batches) if batches else np.zeros((0, self.dim + 1), np.float32)

    def pieces(self, texts: Sequence[str]) -> list[Floats]:
        """Return float32[k, 513] for each text: its parts, cut at its k - 1 cut points.

        The rows of a text sum to its parts. Each row was computed in the context of the whole text.
        """
        return [
            rows[start:stop]
            for rows, opening in self._batches(texts, cut=True)
            for start, stop in pairwise([*opening.tolist(), len(rows)])
        ]

    def _batches(self, texts: Sequence[str], *, cut: bool) -> list[tuple[Floats, Ints]]:
        """Return the rows of the texts, batch by batch, and at which row of its batch each text begins."""
        clean = [without_surrogates(text) for text in texts]
        tokens = self._tokenizer.encode(clean, out_type=int, add_bos=True, add_eos=True) if clean else []
        batches = []
        first, size = 0, 0
        with self._threads.limit(limits=1, user_api="blas"):
            self._layers.precompute(np.fromiter(chain.from_iterable(tokens), dtype=np.int64))
            for place, text in enumerate(tokens):
                if size and size + len(text) > _TOKENS_A_BATCH:
                    batches.append(self._sum_batch(tokens[first:place], cut=cut))
                    first, size = place, 0
                size += len(text)
            if size:
                batches.append(self._sum_batch(tokens[first:], cut=cut))
        return batches

    def combine(self, sums: Floats) -> Floats:
        """Turn sums of parts, float32[m, 513], into unit rows, float32[m, 512]."""
        unit = np.empty((len(sums), self.dim), dtype=np.float32)
        with self._threads.limit(limits=1, user_api="blas"):
            for begin in range(0, len(sums), _ROWS_A_STEP):
                self._head(sums[begin : begin + _ROWS_A_STEP], unit[begin : begin + _ROWS_A_STEP])
        return unit

    def _head(self, sums: Floats, unit: Floats) -> None:
        """Run the small network on sums of parts; put unit rows into `unit`."""
        dense, shortcuts, count = self._weights.dense, self._weights.shortcuts, len(sums)
        mean = np.zeros((count + -count % ROWS_ALIKE, self.dim), dtype=np.float32)
        np.add(sums[:, :-1], self._frame[:, :-1], out=mean[:count])
        mean[:count] /= np.sqrt(np.maximum(sums[:, -1:] + self._frame[:, -1:], 1.0))
        hidden = mean @ dense[0]
        np.maximum(hidden, 0, out=hidden)
        wide = mean @ shortcuts[0]
        wide += hidden @ dense[1]
        np.maximum(wide, 0, out=wide)
        hidden = wide @ dense[2]
        np.maximum(hidden, 0, out=hidden)
        rows = wide @ shortcuts[1]
        rows += hidden @ dense[3]
        np.tanh(rows, out=rows)
        norms = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
        np.divide(rows[:count], np.maximum(norms[:count], 1e-12), out=unit)

    def _sum_batch(self, group: list[list[int]], *, cut: bool) -> tuple[Floats, Ints]:
        """Return the rows of a few token lists, begin and end marks taken out, and at which row each list begins."""
        lengths = np.fromiter(map(len, group), dtype=np.int64, count=len(group))
        tokens = np.fromiter(chain.from_iterable(group), dtype=np.int64, count=int(lengths.sum()))
        starts = np.cumsum(lengths) - lengths
        features, means = self._layers.read(tokens, starts, lengths)
        cuts = np.union1d(starts, self._cut_points.find(tokens)) if cut else starts
        edges = [*cuts.tolist(), len(tokens)]
        sums = np.zeros((len(cuts) + -len(cuts) % ROWS_ALIKE, features.shape[1]), dtype=np.float32)
        for row, (start, stop) in enumerate(pairwise(edges)):
            np.add.reduce(features[start:stop], axis=0, out=sums[row])  # `reduceat` is ten times slower along rows
        sizes = np.diff(edges).astype(np.float32)
        rows = np.empty((len(cuts), self.dim + 1), dtype=np.float32)
        rows[:, :-1] = (sums @ self._layers.projection)[: len(cuts)]
        rows[:, :-1] -= np.add.reduceat(means, cuts)[:, None] * self._layers.of_mean
        rows[:, :-1] += sizes[:, None] * self._layers.of_count
        rows[:, -1] = sizes
        opening = np.searchsorted(cuts, starts)
        closing = np.append(opening[1:], len(cuts)) - 1
        rows[opening] -= self._frame / 2
        rows[closing] -= self._frame / 2
        return rows, opening
