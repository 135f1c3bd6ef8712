"""Parts of encoders that have none of their own."""

import numpy as np
import pytest

from align.encode import PartsEncoder
from align.encode.parts import SummedParts


class Cone:
    """Texts are letters in a few dimensions; all vectors share a large common part, as e5's do."""

    name, signature, dim = "cone", "cone@1", 8

    def encode(self, texts):
        rows = np.array([[text.count(letter) for letter in "abcdefg"] + [0.0] for text in texts], dtype=np.float32)
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1.0)
        rows[:, -1] = 3.0
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_what_all_texts_share_is_taken_out():
    encoder = SummedParts(Cone())
    assert isinstance(encoder, PartsEncoder)
    plain = Cone().encode(["aa", "aab", "fg"])
    rows = encoder.combine(encoder.parts(["aa", "aab", "fg"]))
    assert (plain @ plain.T).min() > 0.85
    assert rows[0] @ rows[1] > 0.7
    assert rows[0] @ rows[2] < 0.3
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_a_sum_stands_for_a_concatenation():
    encoder = SummedParts(Cone())
    parts = encoder.parts(["aaaa", "bbbb", "aaaabbbb"])
    assert parts[:, -1].tolist() == [4, 4, 8]
    rows = encoder.combine(np.stack([parts[0] + parts[1], parts[2]]))
    assert rows[0] @ rows[1] > 0.98
    assert [len(rows) for rows in encoder.pieces(["a", "b"])] == [1, 1]
