"""Margins: what a cosine is worth among the cosines around it."""

import numpy as np
import pytest

from align.score.run_margins import nearest_mean


def test_the_mean_of_the_four_nearest():
    cosines = np.tile(np.array([0.9, 0.1, 0.5, 0.7, 0.3], dtype=np.float32), 10)[None]
    assert nearest_mean(cosines, 1) == pytest.approx([0.9])
    assert nearest_mean(cosines.T, 0) == pytest.approx([0.9])


def test_few_texts_have_neighbours_nearly_as_near_as_many_have():
    drawn = np.random.default_rng(1).normal(0.2, 0.15, (400, 30)).astype(np.float32)
    many = nearest_mean(drawn, 1).mean()
    for count in (6, 10, 20):
        few = nearest_mean(drawn[:, :count], 1).mean()
        missing = many - np.sort(drawn[:, :count], axis=1)[:, -4:].mean()
        assert 0 <= many - few < missing / 2


def test_a_lone_pair_has_no_neighbours_to_be_judged_by():
    assert nearest_mean(np.array([[0.6]], dtype=np.float32), 1) == pytest.approx([0.6])
