"""Token features: equal to a plain convolution, and independent of what the cache holds or has forgotten."""

import numpy as np
import pytest

from align.encode.layers import FEATURES, ROWS_ALIKE, Layers
from align.encode.use_model import WEIGHTS, model_files, read_weights

WINDOWS = ((2, 0), (3, 1), (5, 2))


@pytest.fixture(scope="module")
def weights():
    return read_weights(model_files()[WEIGHTS])


def tokens_of(*texts):
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    return np.array([token for text in texts for token in text], dtype=np.int64), np.cumsum(lengths) - lengths, lengths


def plain_features(weights, text):
    """The features of one text as the model defines them: projection, normalisation, two convolutions, a sum."""

    def normalised(rows):
        centred = rows - rows.mean(axis=1, keepdims=True)
        return centred / np.sqrt((centred**2).mean(axis=1, keepdims=True) + weights.epsilon)

    def convolved(rows, width, left, matrix, bias):
        padded = np.concatenate([np.zeros((left, 256)), rows, np.zeros((width, 256))])
        windows = np.stack([padded[place : place + width].ravel() for place in range(len(rows))])
        return np.maximum(windows @ matrix.astype(np.float64) + bias, 0)

    ids = np.array(text)
    embedded = weights.table[ids] * weights.scale[ids % 17, None].astype(np.float64) + weights.offset[ids % 17, None]
    projected = normalised(embedded @ weights.projection + weights.projection_bias)
    projected = projected * weights.input_gain + weights.input_bias
    columns = [embedded]
    for branch, (width, left) in enumerate(WINDOWS):
        own = projected[:, branch * 256 : (branch + 1) * 256]
        middle = convolved(own, width, left, weights.first[branch], weights.first_bias[branch]) + own
        columns.append(convolved(middle, width, left, weights.second[branch], weights.second_bias[branch]) + middle)
    features = np.concatenate(columns, axis=1)
    deviation = np.sqrt(features.var(axis=1) + weights.epsilon)
    return features / deviation[:, None], features.mean(axis=1) / deviation


def test_features_are_those_of_a_plain_convolution(weights):
    texts = [[1, 500, 7000, 12, 99, 2], [1, 2], [1, 31, 31, 31, 2]]
    features, means = Layers(weights).read(*tokens_of(*texts))
    assert features.shape == (sum(map(len, texts)), FEATURES)
    expected = [plain_features(weights, text) for text in texts]
    assert features == pytest.approx(np.concatenate([rows for rows, _ in expected]), abs=2e-4)
    assert means == pytest.approx(np.concatenate([mean for _, mean in expected]), abs=2e-4)


def test_a_window_does_not_reach_into_the_next_text(weights):
    layers = Layers(weights)
    alone, _ = layers.read(*tokens_of([1, 500, 7000, 2]))
    beside, _ = layers.read(*tokens_of([1, 44, 2], [1, 500, 7000, 2], [1, 3000, 2]))
    assert beside[3:7] == pytest.approx(alone, abs=1e-5)


@pytest.mark.parametrize("cached", [1, 4, 7, 20, 64])
def test_features_do_not_change_when_the_cache_forgets(weights, cached):
    """A small cache is emptied again and again; each text still has the features that a large cache gives."""
    rng = np.random.default_rng(3)
    large, small = Layers(weights), Layers(weights, cached)
    for _ in range(12):
        read = tokens_of(*(rng.integers(3, 60, rng.integers(1, 7)).tolist() for _ in range(3)))
        for one, other in zip(small.read(*read), large.read(*read), strict=True):
            assert one == pytest.approx(other, abs=1e-5)


def test_a_text_with_more_distinct_tokens_than_the_cache_holds_is_read_whole(weights):
    many = [list(range(10, 1300))]
    for one, other in zip(
        Layers(weights, 8).read(*tokens_of(*many)), Layers(weights).read(*tokens_of(*many)), strict=True
    ):
        assert one == pytest.approx(other, abs=1e-5)


def test_precomputed_tokens_are_not_computed_again(weights, monkeypatch):
    layers = Layers(weights)
    computed = []
    compute = layers._compute
    monkeypatch.setattr(
        layers, "_compute", lambda tokens, rows: (computed.append(tokens.tolist()), compute(tokens, rows))
    )
    layers.precompute(np.array([5, 9, 5, 700]))
    layers.read(*tokens_of([5, 700], [9]))
    layers.precompute(np.array([9, 11]))
    assert computed == [[5, 9, 700], [11]]


def test_after_forgetting_no_stale_row_is_used(weights):
    """Tokens that were cached before the cache was emptied are computed again, not read from their old rows."""
    layers = Layers(weights, 6)
    layers.precompute(np.arange(10, 16))
    layers.precompute(np.arange(20, 26))
    features, _ = layers.read(*tokens_of([1, 12, 13, 2]))
    expected, _ = plain_features(weights, [1, 12, 13, 2])
    assert features == pytest.approx(expected, abs=2e-4)


def test_the_number_of_rows_in_a_product_is_a_multiple_of_the_padding():
    assert ROWS_ALIKE == 16
