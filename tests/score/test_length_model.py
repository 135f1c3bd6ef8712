"""Lengths of runs and the pair's own ratio."""

import numpy as np
import pytest

from align.score.length_model import LengthModel
from align.score.run_margins import RunMargins
from tests.score.toy import side


def model(source, target):
    sides = side("ja", *source), side("en", *target)
    return LengthModel(*sides, RunMargins(*sides, 1))


@pytest.fixture
def lengths():
    return model(["犬。猫。", "鳥と魚。", "馬"], ["A dog. A cat.", "bird and fish", "horse"])


def test_characters_and_sentences_of_any_run(lengths):
    start, stop = np.array([0, 1, 0]), np.array([1, 3, 3])
    assert lengths.chars(0, start, stop).tolist() == [4, 5, 9]
    assert lengths.chars(1, start, stop).tolist() == [13, 18, 31]
    assert lengths.sentences(0, start, stop).tolist() == [2, 2, 4]
    assert lengths.sentences(1, start, stop).tolist() == [2, 2, 4]


def test_the_ratio_is_learnt_from_mutual_nearest_segments(lengths):
    assert lengths.ratio == pytest.approx((9 + 1000) / (31 + 2000))


OTHERS = (["鳥", "魚", "馬", "牛", "羊", "豚"], ["bird", "fish", "horse", "cow", "sheep", "pig"])


def test_segments_without_a_clear_partner_do_not_count():
    alone = model(["犬" * 300, "猫" * 70, *OTHERS[0]], ["dog " * 300, "bird cat", *OTHERS[1]])
    chars = 300 + 6, 1200 + sum(map(len, OTHERS[1]))
    assert alone.ratio == pytest.approx((chars[0] + 70 + 1000) / (chars[1] + 8 + 2000))
    without = model(["犬" * 300, "猫" * 70, *OTHERS[0]], ["dog " * 300, "none", *OTHERS[1]])
    assert without.ratio == pytest.approx((chars[0] + 1000) / (chars[1] + 2000))


def test_a_long_pair_has_its_own_ratio():
    long = model(["犬" * 3000, *OTHERS[0]], ["dog " * 3000, *OTHERS[1]])
    assert long.ratio == pytest.approx((3006 + 1000) / (12000 + sum(map(len, OTHERS[1])) + 2000), rel=1e-4)


def test_content_is_that_of_the_shorter_side(lengths):
    zero, one, two = (np.array([place]) for place in (0, 1, 2))
    ratio = lengths.ratio
    assert lengths.content(zero, one, zero, one) == pytest.approx(np.log1p(4 / 8))
    assert lengths.content(one, two, two, np.array([3])) == pytest.approx(np.log1p(5 * ratio / 8))
