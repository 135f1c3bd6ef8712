"""Margins: what a cosine is worth among the cosines around it."""

import numpy as np
import pytest

from align.score.run_margins import RunMargins, margins_of, nearest_mean
from tests.score.toy import SOURCE, TARGET, side


def test_the_mean_of_the_four_nearest():
    cosines = np.tile(np.array([0.9, 0.1, 0.5, 0.7, 0.3], dtype=np.float32), 10)[None]
    assert nearest_mean(cosines, 1) == pytest.approx([0.9])
    assert nearest_mean(cosines.T, 0) == pytest.approx([0.9])
    spread = np.arange(40, dtype=np.float32)[None] / 40
    assert nearest_mean(spread, 1) == pytest.approx([37.5 / 40])


def test_few_texts_have_neighbours_nearly_as_near_as_many_have():
    drawn = np.random.default_rng(1).normal(0.2, 0.15, (400, 30)).astype(np.float32)
    many = nearest_mean(drawn, 1).mean()
    for count in (6, 10, 20):
        few = nearest_mean(drawn[:, :count], 1).mean()
        missing = many - np.sort(drawn[:, :count], axis=1)[:, -4:].mean()
        assert 0 <= many - few < missing / 2


@pytest.mark.parametrize("count", [29, 30, 31])
def test_from_thirty_texts_on_nothing_is_added(count):
    drawn = np.random.default_rng(2).normal(0.2, 0.15, (5, count)).astype(np.float32)
    bare = np.sort(drawn, axis=1)[:, -4:].mean(axis=1)
    added = nearest_mean(drawn, 1) - bare
    expected = 0.35 * drawn.std() * np.log(30 / count) if count < 30 else 0.0
    assert added == pytest.approx(np.full(5, expected), abs=1e-6)


def test_a_lone_pair_has_no_neighbours_to_be_judged_by():
    assert nearest_mean(np.array([[0.6]], dtype=np.float32), 1) == pytest.approx([0.6])


def test_a_margin_takes_off_half_of_what_both_expect():
    cosines = np.random.default_rng(3).normal(0.2, 0.15, (32, 35)).astype(np.float32)
    margins = margins_of(cosines)
    expected = cosines[3, 5] - (nearest_mean(cosines, 1)[3] + nearest_mean(cosines, 0)[5]) / 2
    assert margins[3, 5] == pytest.approx(expected)


@pytest.fixture
def sides():
    return side("ja", *SOURCE), side("en", *TARGET)


def test_margins_of_runs_stand_against_the_segments_of_the_other_side(sides):
    runs = RunMargins(*sides, 3)
    for a, b in ((1, 1), (2, 1), (1, 3), (2, 2)):
        source, target = sides[0].run_vectors(3)[a], sides[1].run_vectors(3)[b]
        near = nearest_mean(source @ sides[1].vectors().T, 1), nearest_mean(target @ sides[0].vectors().T, 1)
        margins = source @ target.T - (near[0][:, None] + near[1][None]) / 2
        assert runs.margins(a, b) == pytest.approx(margins, abs=1e-6)
        i, j = np.array([0, 2, 4]), np.array([1, 3, 0])
        assert runs.expected(a, i, b, j) == pytest.approx((near[0][i] + near[1][j]) / 2, abs=1e-6)
        assert runs.cosine(a, i, b, j) == pytest.approx((source @ target.T)[i, j], abs=1e-5)


def test_what_is_known_is_shared_by_a_wider_measurement(sides):
    narrow = RunMargins(*sides, 2)
    table = narrow.margins(2, 1)
    wide = RunMargins(*sides, 3, narrow)
    assert wide.margins(2, 1) is table
    assert wide.near_source[2] is narrow.near_source[2]
    assert wide.near_target[2] is narrow.near_target[2]
    assert wide.margins(3, 1) == pytest.approx(RunMargins(*sides, 3).margins(3, 1))
    assert sorted(RunMargins(*sides, 1, wide).source) == [1]
