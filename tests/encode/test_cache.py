"""The cache of parts: each text encoded once, damaged files computed again, unusable ones done without."""

import gc
import sqlite3

import numpy as np
import pytest

from align.encode import cache
from align.encode.cache import CachedParts, cache_folder
from tests.encode.texts import TEXTS


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


def test_the_folder_is_taken_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("ALIGN_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("ALIGN_CACHE_DIR")
    assert cache_folder().name == "align"


def test_long_texts_are_not_kept_in_memory_and_24_characters_are_short(encoder):
    counting = Counting(encoder)
    parts = CachedParts(counting)
    short, long = "x" * 24, "x" * 25
    parts.pieces([short, long])
    parts.pieces([short, long])
    assert (counting.asked.count(short), counting.asked.count(long)) == (1, 2)


def test_a_full_memory_is_emptied_and_texts_keep_their_rows(encoder, monkeypatch):
    monkeypatch.setattr(cache, "_SHORT_TEXTS", 3)
    counting = Counting(encoder)
    parts = CachedParts(counting)
    first = parts.pieces(["a", "b"])
    parts.pieces(["c"])
    parts.pieces(["d"])
    again = parts.pieces(["a", "b", "d"])
    assert [np.array_equal(one, other) for one, other in zip(first, again, strict=False)] == [True, True]
    assert counting.asked == ["a", "b", "c", "d", "a", "b"]


def test_progress_counts_the_texts_that_are_new(encoder, tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "_TEXTS_A_STEP", 2)
    CachedParts(encoder, tmp_path).pieces(TEXTS[:1])
    seen = []
    CachedParts(encoder, tmp_path).pieces(TEXTS[:4], lambda done, total: seen.append((done, total)))
    assert seen == [(2, 3), (3, 3)]


def test_many_texts_are_asked_for_in_several_queries(encoder, tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "_ROWS_A_QUERY", 2)
    texts = [f"text {number} of a longer row" for number in range(5)]
    first = CachedParts(encoder, tmp_path).pieces(texts)
    counting = Counting(encoder)
    again = CachedParts(counting, tmp_path).pieces(texts)
    assert counting.asked == []
    assert all(np.array_equal(one, other) for one, other in zip(first, again, strict=True))


def test_equal_texts_have_one_place_in_the_buffer(encoder):
    buffer, numbers = CachedParts(encoder).buffered_pieces(["b", "a", "b"])
    assert numbers[0] == numbers[2] != numbers[1]
    assert len(buffer) == 2


def test_encoders_do_not_share_a_file(encoder, tmp_path):
    CachedParts(encoder, tmp_path).pieces(TEXTS[:1])
    other = Counting(encoder)
    other.signature = "another/model@1"
    CachedParts(other, tmp_path).pieces(TEXTS[:1])
    assert other.asked == TEXTS[:1]
    assert sorted(path.name for path in tmp_path.glob("*.sqlite")) == [
        "another_model@1.2.sqlite",
        f"{encoder.signature}.2.sqlite",
    ]


@pytest.mark.parametrize("text", ["両者は協力について協議した" * 16_000, "a" * 200_000, "word and " * 25_000])
def test_a_text_without_an_end_stays_within_half_precision(encoder, text):
    parts = CachedParts(encoder)
    rows = parts.pieces([text])[0]
    assert np.isfinite(rows).all()
    assert np.isfinite(parts.word_vectors([text])).all()
    vector = parts.combine(rows.astype(np.float32).sum(axis=0, keepdims=True))
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-3)


def test_a_long_text_is_encoded_in_slices(encoder):
    counting = Counting(encoder)
    CachedParts(counting).pieces(["あ" * 25_000, "い" * 10_000])
    assert sorted(map(len, counting.asked)) == [5_000, 10_000, 10_000, 10_000]


def test_a_cache_that_nobody_uses_any_more_is_closed(encoder, tmp_path):
    parts = CachedParts(encoder, tmp_path)
    parts.pieces(TEXTS[:1])
    (path,) = tmp_path.glob("*.sqlite")
    assert path.with_name(f"{path.name}-wal").exists()
    del parts
    gc.collect()
    assert not path.with_name(f"{path.name}-wal").exists()  # SQLite removes it with the last connection
