"""Which free segments are compared with each other, and what beads of them gain."""

import numpy as np
import pytest

from align.score import move_search
from align.score.measured_pair import DocumentPair
from align.score.move_search import FreeSegments, _beads_around, _nearest, _same_unique_number, _with_background
from align.score.slopes import Slope
from align.score.weights import Weights
from tests.score.toy import side

SOURCE = ("犬", "猫", "鳥", "魚", "馬", "牛", "羊", "豚")
TARGET = ("pig", "dog", "cat", "bird", "fish", "horse", "cow", "sheep")
WEIGHTS = Weights("test", {"margin": Slope((), (10.0,)), "null_source": Slope((), (1.0,))})


@pytest.fixture
def pair():
    return DocumentPair(side("ja", *SOURCE), side("en", *TARGET))


def options(pair, source, target):
    found = move_search.move_options(pair, FreeSegments(source, target), WEIGHTS)
    return {(option.source, option.target): option for option in found}


def test_free_segments_that_are_near_are_options_wherever_they_stand(pair):
    found = options(pair, [0, 7], [0, 1])
    assert set(found) == {((0,), (1,)), ((7,), (0,)), ((0,), (0, 1)), ((7,), (0, 1))}
    margin = pair.part(range(8), range(8), 3).runs.margins(1, 1)[7, 0]
    assert found[(7,), (0,)].gain == pytest.approx(10 * margin - 1, abs=1e-4)


def test_wider_beads_hold_free_neighbours_only(pair):
    assert ((6, 7), (0,)) in options(pair, [6, 7], [0, 7])
    assert all(6 not in source for source, _ in options(pair, [5, 7], [0, 7]))


def test_without_free_segments_there_are_no_options(pair):
    assert options(pair, [], [0]) == options(pair, [0], []) == {}


def test_evidence_is_kept_for_options_that_gain_much(pair, monkeypatch):
    assert options(pair, [7], [0])[(7,), (0,)].evidence
    monkeypatch.setattr(move_search, "_SHOWN_GAIN", 1e9)
    assert not options(pair, [7], [0])[(7,), (0,)].evidence


def test_beads_around_two_segments():
    free = frozenset({4, 5, 6}), frozenset({1, 2})
    found = set(_beads_around((5, 1), free))
    assert found == {(5, 1, 1, 1), (5, 1, 1, 2), (4, 2, 1, 1), (5, 2, 1, 1), (4, 3, 1, 1)}
    assert set(_beads_around((5, 2), (frozenset({5}), frozenset({0, 1, 2})))) == {
        (5, 1, 2, 1),
        (5, 1, 1, 2),
        (5, 1, 0, 3),
    }


def test_a_number_that_each_side_holds_once_makes_a_pair():
    source = np.array(["1", "2", "2", "", "9.6"], dtype=object)
    target = np.array(["9.6", "", "2", "1", "3", "1"], dtype=object)
    assert list(_same_unique_number(source, target)) == [(4, 0)]


def test_numbered_segments_are_options_though_their_words_are_far():
    pair = DocumentPair(side("ja", *SOURCE, "9.6.16. 犬"), side("en", "9.6.16.", *TARGET))
    weights = Weights("test", {"form_same_number": Slope((), (5.0,))})
    found = {(o.source, o.target): o.gain for o in move_search.move_options(pair, FreeSegments([8], [0]), weights)}
    assert found == {((8,), (0,)): pytest.approx(5.0)}


def test_a_unique_number_makes_a_pair_among_nearer_neighbours():
    pair = DocumentPair(side("ja", *SOURCE, "9.6.16. 犬"), side("en", "9.6.16.", *TARGET))
    weights = Weights("test", {"form_same_number": Slope((), (5.0,))})
    free = FreeSegments(list(range(9)), list(range(9)))
    found = {(option.source, option.target) for option in move_search.move_options(pair, free, weights)}
    assert ((8,), (0,)) in found
    assert all(8 in source and 0 in target for source, target in found)


def test_sides_of_different_length_are_both_searched_to_their_end():
    pair = DocumentPair(side("ja", "犬", "猫"), side("en", *TARGET))
    found = options(pair, [1], [2])
    background = pair.part([0, 1], range(8), 3).runs.margins(1, 1)[1, 2]
    assert found[(1,), (2,)].gain == pytest.approx(10 * background - 1, abs=1e-4)


def test_a_bare_number_is_no_option_beside_another_one():
    pair = DocumentPair(side("ja", *SOURCE, "9.6.16."), side("en", "9.6.17.", *TARGET))
    found = move_search.move_options(pair, FreeSegments([8], [0]), Weights("test", {"shape_one": Slope((), (9.0,))}))
    assert list(found) == []


def test_the_background_is_spread_over_the_document():
    assert _with_background([], 5) == [0, 1, 2, 3, 4]
    wide = _with_background([3, 500], 1000)
    assert {0, 3, 500, 999} <= set(wide)
    assert 60 <= len(wide) <= 62
    assert _with_background([], 1000) == sorted(_with_background([], 1000))


def test_only_near_neighbours_are_ranked():
    vectors = np.eye(9, dtype=np.float32)[:3], np.eye(9, dtype=np.float32)
    vectors[1][1] = vectors[0][0] * 0.8
    vectors[1][2] = vectors[0][0] * 0.6
    means = np.zeros(3), np.zeros(9)
    found = _nearest(vectors, means)
    assert {place: rank for place, rank in found.items() if place[0] == 0} == {(0, 0): 0, (0, 1): 1}


def test_at_most_six_neighbours_are_ranked_and_steps_do_not_matter(monkeypatch):
    rng = np.random.default_rng(4)
    vectors = rng.normal(1, 0.05, (7, 4)), rng.normal(1, 0.05, (9, 4))
    means = np.full(7, 0.0), np.full(9, 0.0)
    found = _nearest(vectors, means)
    per_row = [sum(row == place[0] for place in found) for row in range(7)]
    assert max(per_row) <= 6
    margins = vectors[0] @ vectors[1].T
    for (row, column), rank in found.items():
        assert rank == (margins[row] > margins[row, column]).sum()
    monkeypatch.setattr(move_search, "_ROWS_A_STEP", 2)
    assert _nearest(vectors, means) == found


def test_batches_do_not_matter(pair, monkeypatch):
    whole = options(pair, list(range(8)), list(range(8)))
    monkeypatch.setattr(move_search, "_SEGMENTS_A_BATCH", 2)
    again = options(pair, list(range(8)), list(range(8)))
    assert set(again) == set(whole)
    for key, option in whole.items():
        assert again[key].gain == pytest.approx(option.gain, abs=1e-4)


def test_a_neighbour_that_is_near_to_everything_ranks_lower():
    vectors = np.eye(4, dtype=np.float32)[:1], np.eye(4, dtype=np.float32)
    vectors[1][1] = vectors[0][0] * 0.9
    assert _nearest(vectors, (np.zeros(1), np.array([0.5, 0.0, 0.0, 0.0])))[0, 1] == 0
    assert _nearest(vectors, (np.zeros(1), np.zeros(4)))[0, 1] == 1
    assert (0, 1) not in _nearest(vectors, (np.full(1, 1.9), np.zeros(4)))
