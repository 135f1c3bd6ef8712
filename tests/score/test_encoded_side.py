"""One encoded document: its fields, its vectors, and parts of it."""

import math

import numpy as np
import pytest

from align.score import encoded_side
from tests.score.toy import AXES, SOURCE, TARGET, ToyEncoder, side


@pytest.fixture
def source():
    return side("ja", *SOURCE)


@pytest.fixture
def target():
    return side("en", *TARGET)


def test_every_field_has_one_item_for_each_segment(source):
    assert len(source) == len(SOURCE)
    for name in ("chars", "buffered", "sentence_chars", "words"):
        assert len(getattr(source, name)) == len(SOURCE), name
    for name in ("anchors", "persons", "holders", "closed", "furniture", "numbers", "bare"):
        assert len(getattr(source.forms, name)) == len(SOURCE), name


def test_fields_say_what_stands_in_the_text(source, target):
    assert source.chars.tolist() == [len(text) for text in SOURCE]
    assert source.sentence_counts.tolist() == [1, 2, 1, 1, 1, 1, 2]
    assert [float(chars.sum()) for chars in source.sentence_chars] == [len(text.replace("　", "　")) for text in SOURCE]
    assert source.forms.closed.tolist() == [False, True, True, False, False, True, True]
    assert source.forms.furniture.tolist() == ["", "", "", "", "end", "", ""]
    assert source.forms.numbers.tolist() == ["1", "", "", "", "", "2.1", ""]
    assert source.forms.bare.tolist() == [False, False, False, False, False, True, False]
    assert target.forms.furniture.tolist()[5] == "link"
    assert ("w", "sns") in source.forms.anchors[6] & target.forms.anchors[6]


def test_words_are_distinct_within_a_segment_and_weighted_by_rarity():
    found = side("en", "dog dog cat", "dog bird", "cow")
    assert [len(words) for words in found.words] == [2, 2, 1]
    weights = [found.word_weight[words] for words in found.words]
    vocabulary = ["bird", "cat", "cow", "dog"]
    assert found.words[0].tolist() == [vocabulary.index("dog"), vocabulary.index("cat")]
    assert weights[0] == pytest.approx([math.log(4 / 2.5), math.log(4 / 1.5)])
    assert found.vocabulary.astype(np.float32) == pytest.approx(ToyEncoder().encode(vocabulary), abs=1e-3)


def test_vectors_are_those_of_the_whole_texts(source):
    assert source.vectors() == pytest.approx(ToyEncoder().encode(SOURCE), abs=1e-2)
    assert np.linalg.norm(source.vectors(), axis=1) == pytest.approx(np.ones(len(SOURCE)), abs=1e-5)


def test_a_long_document_is_encoded_in_steps_with_the_same_vectors(monkeypatch, source):
    whole = source.vectors()
    for step in (1, 2, 3, len(SOURCE), 100):
        monkeypatch.setattr(encoded_side, "_SEGMENTS_A_STEP", step)
        assert side("ja", *SOURCE).vectors() == pytest.approx(whole, abs=1e-6)


def test_a_lone_sentence_has_its_segments_vector_and_others_their_own(source):
    rows = source.sentence_vectors()
    assert rows.shape == (9, AXES)
    assert np.array_equal(rows[0], source.vectors()[0])
    texts = ["犬が猫を見た。", "犬は2023年に3匹いた。"]
    assert rows[1:3] == pytest.approx(ToyEncoder().encode(texts), abs=1e-2)


def test_runs_are_sums_of_their_segments(source):
    runs = source.run_vectors(3)
    assert sorted(runs) == [1, 2, 3]
    for length, rows in runs.items():
        assert len(rows) == len(SOURCE) - length + 1
        for start, row in enumerate(rows):
            sums = source.parts[start : start + length].sum(axis=0, keepdims=True)
            assert row == pytest.approx(ToyEncoder().combine(sums)[0], abs=1e-4)


def test_wider_runs_are_added_and_narrower_ones_not_computed_again(source):
    narrow = source.run_vectors(2)
    wide = source.run_vectors(4)
    assert wide[2] is narrow[2]
    assert sorted(source.run_vectors(3)) == [1, 2, 3]
    assert sorted(side("ja", "犬", "猫").run_vectors(5)) == [1, 2]


def test_a_part_has_the_fields_and_vectors_of_its_segments(source):
    fresh = side("ja", *SOURCE)
    places = [1, 4, 6]
    source.vectors(), source.sentence_vectors()
    for whole in (source, fresh):
        part = whole.pick(places)
        assert part.chars.tolist() == source.chars[places].tolist()
        assert part.forms.numbers.tolist() == source.forms.numbers[places].tolist()
        assert part.forms.furniture.tolist() == ["", "end", ""]
        assert part.forms.closed.tolist() == [True, False, True]
        assert part.forms.bare.tolist() == [False, False, False]
        assert part.forms.anchors == [source.forms.anchors[place] for place in places]
        assert [words.tolist() for words in part.words] == [source.words[place].tolist() for place in places]
        assert part.vectors() == pytest.approx(source.vectors()[places], abs=1e-6)
        assert part.sentence_vectors() == pytest.approx(source.sentence_vectors()[[1, 2, 5, 7, 8]], abs=1e-6)
        assert part.word_weight is whole.word_weight


def test_a_part_of_a_part_is_a_part_of_the_document(source):
    source.vectors(), source.sentence_vectors()
    part = source.pick([1, 4, 5, 6]).pick([0, 3])
    assert part.whole is source
    assert part.places.tolist() == [1, 6]
    assert part.vectors() == pytest.approx(source.vectors()[[1, 6]], abs=1e-6)
    assert part.sentence_vectors() == pytest.approx(source.sentence_vectors()[[1, 2, 7, 8]], abs=1e-6)


def test_all_segments_are_the_document_itself(source):
    assert source.pick(range(len(SOURCE))) is source


def test_an_empty_part_has_no_sentences(source):
    source.sentence_vectors()
    assert source.pick([]).sentence_vectors().shape == (0, AXES)


@pytest.mark.parametrize("most", [400, 3])
def test_cuts_are_those_of_the_segment_also_in_a_part(source, monkeypatch, most):
    monkeypatch.setattr(encoded_side, "_MOST_CACHED_CUTS", most)
    whole = source.cuts(np.array([1, 0, 2]))
    part = source.pick([2, 3, 6])
    again = part.cuts(np.array([0, 1]))
    assert whole[1] is None
    assert again[0].heads == pytest.approx(whole[2].heads)
    assert len(again[0].heads) == 3
    assert len(again[1].heads) == 1
    assert (source.cuts(np.array([2]))[0] is whole[2]) == (most == 400)
