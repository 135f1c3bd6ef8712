"""A long pair is cut into windows: in order, without a gap, at sure beads."""

from itertools import pairwise

import numpy as np
import pytest

from align.score import windows as module
from align.score.windows import LARGEST, _bounded, _course, _probes, _sure_cut, windows


class Vectors:
    """A side of which only lengths and vectors are asked."""

    def __init__(self, rows, chars=None):
        self._rows = rows
        self.chars = np.full(len(rows), 10.0) if chars is None else chars

    def __len__(self):
        return len(self._rows)

    def vectors(self):
        return self._rows


def rows(count, seed=1):
    drawn = np.random.default_rng(seed).normal(size=(count, 64)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def translated(count, left_out=()):
    """A source, and a target that leaves some segments out."""
    source = rows(count)
    return Vectors(source), Vectors(np.delete(source, list(left_out), axis=0))


def test_a_pair_of_320_segments_is_one_window_and_a_longer_one_is_cut():
    assert windows(*translated(320)) == [(0, 320, 0, 320)]
    assert windows(*translated(320, range(300))) == [(0, 320, 0, 20)]
    assert len(windows(*translated(321))) > 1
    short, long = rows(3), rows(330)
    assert windows(Vectors(short), Vectors(long))[-1][3] == 330


def test_windows_follow_each_other_and_end_with_the_pair():
    left_out = range(200, 260)
    found = windows(*translated(900, left_out))
    assert found[0][0] == found[0][2] == 0
    assert found[-1][1::2] == (900, 840)
    for one, next_one in pairwise(found):
        assert one[1] == next_one[0] and one[3] == next_one[2]
    assert all(160 <= one[1] - one[0] <= 160 + 2 * 50 for one in found[:-1])


def test_a_cut_is_looked_for_as_soon_as_a_window_has_its_usual_length(monkeypatch):
    monkeypatch.setattr(module, "_USUAL_LENGTH", 150)
    assert windows(*translated(330))[:2] == [(0, 150, 0, 150), (150, 300, 150, 300)]
    monkeypatch.setattr(module, "_USUAL_LENGTH", 156)
    assert windows(*translated(330))[0] == (0, 200, 0, 200)


def test_a_long_target_alone_is_cut_too(monkeypatch):
    monkeypatch.setattr(module, "_USUAL_LENGTH", 150)
    target = rows(400)
    kept = [place for place in range(400) if place % 4 == 0]
    found = windows(Vectors(target[kept]), Vectors(target))
    assert len(found) > 1
    assert found[0][3] - found[0][2] >= 150


def test_every_cut_is_before_a_bead_that_is_right():
    left_out = sorted(np.random.default_rng(3).choice(900, 90, replace=False).tolist())
    found = windows(*translated(900, left_out))
    kept = [place for place in range(900) if place not in left_out]
    assert len(found) > 3
    for _, stop, _, target_stop in found[:-1]:
        assert kept[target_stop] == stop


def test_a_side_in_which_nothing_is_sure_is_not_cut():
    assert windows(Vectors(rows(400, 1)), Vectors(rows(400, 2))) == [(0, 400, 0, 400)]


def follow(parts, whole):
    """Windows in order and without a gap, from end to end."""
    assert (parts[0][0], parts[0][2], parts[-1][1], parts[-1][3]) == (whole[0], whole[2], whole[1], whole[3])
    for one, next_one in pairwise(parts):
        assert one[1] == next_one[0] and one[3] == next_one[2]


def test_a_window_that_is_too_large_is_cut_into_equal_parts():
    assert _bounded((10, 610, 20, 620), []) == [(10, 610, 20, 620)]
    assert _bounded((10, 610, 20, 621), []) == [(10, 310, 20, 320), (310, 610, 320, 621)]
    parts = _bounded((0, 4000, 0, 4000), [])
    follow(parts, (0, 4000, 0, 4000))
    assert all((k - i) + (m - j) <= LARGEST + 1 for i, k, j, m in parts)


@pytest.mark.parametrize("size", [(1, 20_000), (20_000, 1), (20_000, 20_000), (300, 9_000)])
def test_no_part_of_a_window_is_larger_than_the_limit_whatever_its_shape(size):
    course = [(place * size[0] // 40, place * size[1] // 40) for place in range(40)] if min(size) > 40 else []
    parts = _bounded((0, size[0], 0, size[1]), course)
    follow(parts, (0, size[0], 0, size[1]))
    assert all((k - i) + (m - j) <= LARGEST + 1 for i, k, j, m in parts)
    assert len(parts) <= sum(size) / LARGEST + 1


def test_a_large_window_is_cut_along_the_course_and_never_between_two_segments_of_it():
    parts = _bounded((0, 1, 0, 10_000), [(0, 4_321)])
    assert sum(i == 0 and k == 1 and j <= 4_321 < m for i, k, j, m in parts) == 1
    course = [(place, 2_000 + place) for place in range(0, 2_000, 7)]
    parts = _bounded((0, 4_000, 0, 4_000), course)
    for x, y in course:
        assert sum(i <= x < k and j <= y < m for i, k, j, m in parts) == 1


@pytest.mark.parametrize("order", ["shuffled", "reversed", "foreign"])
def test_windows_are_bounded_where_no_order_is_common(order):
    source = rows(3_000)
    places = np.arange(3_000)[::-1] if order == "reversed" else np.random.default_rng(2).permutation(3_000)
    target = rows(3_000, 7) if order == "foreign" else source[places]
    found = windows(Vectors(source), Vectors(target))
    follow(found, (0, 3_000, 0, 3_000))
    assert all((k - i) + (m - j) <= LARGEST + 1 for i, k, j, m in found)


def test_identical_lines_are_cut_at_equal_places_on_both_sides():
    same = np.repeat(rows(1), 3_000, axis=0)
    for i, _, j, _ in windows(Vectors(same), Vectors(same[:2_700])):
        assert abs(i / 3_000 - j / 2_700) < 0.1


def test_the_longest_segments_of_each_group_are_probes():
    chars = np.ones(120)
    chars[[3, 7, 60, 61, 62, 63, 64, 65, 66, 119]] = 5
    found = _probes(chars)
    assert found[:6] == [0, 1, 2, 3, 4, 7]
    assert found[6:12] == [60, 61, 62, 63, 64, 65]
    assert 119 in found
    assert len(found) == 18


@pytest.mark.parametrize(("count", "most"), [(20_000, 2_400), (60_000, 2_400), (500_000, 2_500)])
def test_the_number_of_probes_does_not_grow_with_the_text(count, most):
    found = _probes(np.ones(count))
    assert 1000 <= len(found) <= most
    assert found == sorted(set(found))
    assert found[-1] > 0.95 * count


def test_the_course_is_the_diagonal_of_a_translation_and_leaves_wrong_neighbours_out(monkeypatch):
    source = rows(200)
    target = source.copy()
    target[[50, 150]] = target[[150, 50]]
    course = _course(np.arange(200.0), source, target)
    assert all(i == j for i, j in course)
    assert len(course) >= 23
    monkeypatch.setattr(module, "_PROBES_A_STEP", 5)
    assert _course(np.arange(200.0), source, target) == course


def test_the_course_of_a_tiny_target():
    assert len(_course(np.ones(60), rows(60), rows(60)[:2])) <= 2


def test_a_sure_cut_is_the_nearest_one_to_the_point():
    vectors = rows(300)
    assert _sure_cut(150, 150, vectors, vectors) == (150, 150)
    assert _sure_cut(150, 153, vectors, vectors) in {(place, place) for place in range(150, 154)}
    damaged = vectors.copy()
    damaged[148:153] = rows(5, 9)
    assert _sure_cut(150, 150, vectors, damaged)[0] in (147, 153, 154, 155)
    assert _sure_cut(150, 150, vectors, rows(300, 5)) is None


def test_a_sure_cut_near_the_beginning():
    vectors = rows(300)
    assert _sure_cut(5, 5, vectors, vectors) == (5, 5)
