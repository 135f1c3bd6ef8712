"""USE and e5 as one encoder."""

import numpy as np
import pytest

from align.encode import load_encoder
from align.errors import UsageError

TEXTS = ["防衛大臣は訓練を視察した。", "Open the file", "第3章　総論。次に述べる。"]


@pytest.fixture(scope="module")
def both():
    return load_encoder("use+e5")


def test_its_cosine_is_the_weighted_mean_of_both(both):
    use, e5 = load_encoder("use"), load_encoder("e5")
    rows = both.combine(both.parts(TEXTS))
    one, other = use.combine(use.parts(TEXTS)), e5.combine(e5.parts(TEXTS))
    assert rows.shape == (3, both.dim)
    assert rows @ rows.T == pytest.approx(0.7 * (one @ one.T) + 0.3 * (other @ other.T), abs=1e-5)
    assert np.linalg.norm(both.encode(TEXTS), axis=1) == pytest.approx(np.ones(3), abs=1e-5)


def test_pieces_add_up_to_parts(both):
    pieces, parts = both.pieces(TEXTS), both.parts(TEXTS)
    assert len(pieces[2]) > 1
    for rows, whole in zip(pieces, parts, strict=True):
        assert rows.sum(axis=0) == pytest.approx(whole, abs=1e-3)


def test_its_signature_names_both(both):
    assert both.signature == f"{load_encoder('use').signature}+{load_encoder('e5').signature}"


def test_an_argument_is_refused():
    with pytest.raises(UsageError, match="takes no argument"):
        load_encoder("use+e5:small")
