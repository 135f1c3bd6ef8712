"""The layers of the default encoder that look at tokens: from token ids to features that are summed over a sentence.

Projection and first convolution treat each token alone before windows are added up. So they are
computed once for each *distinct* token and cached; only the second convolution is multiplied for
every token. The layer normalisation behind it is linear once a row's mean and deviation are known.
So rows are divided by their deviation here, and gain and bias are applied to sums of rows
(`projection`, `of_mean`, `of_count`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.encode.use_model import UseWeights

    Floats = NDArray[np.float32]
    Ints = NDArray[np.int64]

_WINDOWS = ((2, 0), (3, 1), (5, 2))
"""Each convolution: tokens in its window, and how many of them lie left of the token."""
_LEFT, _WIDEST = 2, 5
_CHANNELS = 256
_EMBEDDING = 512
FEATURES = _EMBEDDING + len(_WINDOWS) * _CHANNELS
_TOKENS_A_STEP = 512
_CACHED_TOKENS = 12_288
"""Tokens that the cache holds, 13 kB each. When it is full, it is emptied."""
ROWS_ALIKE = 16
"""Matrices are padded to a multiple of this many rows.

BLAS rounds the last rows of other matrices differently. Then a text's vector would depend on the texts beside it.
Padding makes vectors exactly equal with OpenBLAS' kernels for AVX-512. Those for AVX2 round by a row's position in
any case, in the seventh digit.
"""


class Layers:
    """Computes token features of several texts at once.

    `cached_tokens` bounds the cache; the features do not depend on it.
    """

    def __init__(self, weights: UseWeights, cached_tokens: int = _CACHED_TOKENS) -> None:
        self._weights = weights
        self._first = [
            np.ascontiguousarray(np.concatenate(list(w.reshape(width, _CHANNELS, _CHANNELS)), axis=1))
            for (width, _), w in zip(_WINDOWS, weights.first, strict=True)
        ]
        self._row_of = np.full(weights.table.shape[0], -1, dtype=np.int64)
        self._cached_tokens = cached_tokens
        self._empty_cache(cached_tokens)
        self.projection = weights.gain[:, None] * weights.summary
        """Sum of `read` rows -> sentence row, [FEATURES, 512]."""
        self.of_mean: Floats = weights.gain @ weights.summary
        """What the sum of means takes off the sentence row, for each unit of the sum."""
        self.of_count: Floats = weights.bias @ weights.summary + weights.summary_bias
        """What each token adds to the sentence row."""

    def _empty_cache(self, size: int) -> None:
        """Allocate an empty cache of `size` rows plus a zero row for padding."""
        self._size, self._used = size, 0
        self._row_of[:] = -1
        self._own = np.zeros((len(_WINDOWS), size + 1, _CHANNELS), dtype=np.float32)
        self._spread = np.zeros((sum(width for width, _ in _WINDOWS), size + 1, _CHANNELS), dtype=np.float32)

    def read(self, tokens: Ints, starts: Ints, lengths: Ints) -> tuple[Floats, Floats]:
        """Return each token's features over their deviation, float32[n, FEATURES], and its mean over the same.

        `starts` and `lengths` are the texts' places in `tokens`. A window does not reach over the
        end of its text.
        """
        total = len(tokens)
        rows = self._rows_of(tokens)
        window = np.arange(total + -total % ROWS_ALIKE)[:, None] + np.arange(-_LEFT, _WIDEST - _LEFT)
        begin, end = np.repeat(starts, lengths)[:, None], np.repeat(starts + lengths, lengths)[:, None]
        window[:total][(window[:total] < begin) | (window[:total] >= end)] = total
        window[total:] = total
        at = np.append(rows, self._size)[window[:total].T]
        features = np.empty((total, FEATURES), dtype=np.float32)
        features[:, :_EMBEDDING] = self._embed(tokens)
        self._convolve(rows, window, at, features)
        mean = features.mean(axis=1)
        variance = np.einsum("ij,ij->i", features, features) / FEATURES - mean * mean
        scale = 1.0 / np.sqrt(variance + self._weights.epsilon)
        features *= scale[:, None]
        return features, mean * scale

    def _convolve(self, rows: Ints, window: Ints, at: Ints, features: Floats) -> None:
        """Put the outputs of the three convolutions into `features`, behind the embedding.

        `window` holds the positions around each token, `at` their cache rows, [position, token].
        """
        total = len(rows)
        buffer = np.zeros((total + 1, _CHANNELS), dtype=np.float32)
        taken = np.empty((total, _CHANNELS), dtype=np.float32)
        middle = buffer[:total]
        place = 0
        for branch, (width, left) in enumerate(_WINDOWS):
            inside = slice(_LEFT - left, _LEFT - left + width)
            for number, column in enumerate(at[inside]):
                np.take(self._spread[place], column, axis=0, out=taken if number else middle, mode="clip")
                place += 1
                if number:
                    middle += taken
            np.maximum(middle, 0, out=middle)
            np.take(self._own[branch], rows, axis=0, out=taken, mode="clip")
            middle += taken
            windows = np.take(buffer, window[:, inside], axis=0, mode="clip").reshape(-1, width * _CHANNELS)
            last = (windows @ self._weights.second[branch])[:total]
            last += self._weights.second_bias[branch]
            np.maximum(last, 0, out=last)
            start = _EMBEDDING + branch * _CHANNELS
            np.add(last, middle, out=features[:, start : start + _CHANNELS])

    def _embed(self, tokens: Ints) -> Floats:
        """Return the raw embeddings of token ids, float32[n, 512], from the 8-bit table."""
        chunk = tokens % len(self._weights.scale)
        rows: Floats = self._weights.table[tokens].astype(np.float32)
        rows *= self._weights.scale[chunk, None]
        rows += self._weights.offset[chunk, None]
        return rows

    def precompute(self, tokens: Ints) -> None:
        """Precompute the layers for unseen tokens; computing them together is four times cheaper."""
        self._rows_of(tokens)

    def _rows_of(self, tokens: Ints) -> Ints:
        """Return the cache row of each token; missing tokens are computed.

        If they do not fit, the cache is emptied first, and all of `tokens` are computed again.
        """
        new = np.unique(tokens[self._row_of[tokens] < 0])
        if self._used + len(new) > self._size:
            new = np.unique(tokens)
            self._empty_cache(max(len(new), self._cached_tokens))
        for begin in range(0, len(new), _TOKENS_A_STEP):
            step = new[begin : begin + _TOKENS_A_STEP]
            rows = slice(self._used, self._used + len(step))
            self._compute(step, rows)
            self._row_of[step] = np.arange(rows.start, rows.stop)
            self._used = rows.stop
        return self._row_of[tokens]

    def _compute(self, tokens: Ints, rows: slice) -> None:
        """Put projection and first convolution of distinct tokens into the cache rows."""
        weights, wanted = self._weights, len(tokens)
        projected = self._embed(np.pad(tokens, (0, -wanted % ROWS_ALIKE))) @ weights.projection
        projected += weights.projection_bias
        _normalise(projected, weights.input_gain, weights.input_bias, weights.epsilon)
        place = 0
        for branch, (width, left) in enumerate(_WINDOWS):
            own = projected[:, branch * _CHANNELS : (branch + 1) * _CHANNELS]
            self._own[branch, rows] = own[:wanted]
            spread = (own @ self._first[branch])[:wanted]
            spread[:, left * _CHANNELS : (left + 1) * _CHANNELS] += weights.first_bias[branch]
            self._spread[place : place + width, rows] = spread.reshape(wanted, width, _CHANNELS).transpose(1, 0, 2)
            place += width


def _normalise(rows: Floats, gain: Floats, bias: Floats, epsilon: float) -> None:
    """Apply layer normalisation to each row, in place."""
    rows -= rows.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[-1]
    rows *= (1.0 / np.sqrt(variance + epsilon))[:, None]
    rows *= gain
    rows += bias
