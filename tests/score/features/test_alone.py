"""Null alignments: features of a segment without a partner."""

import math

import pytest

from align.score.measured_pair import measure
from tests.score.features.values import value
from tests.score.toy import side


@pytest.fixture
def pair():
    return measure(side("ja", "犬", "猫が2023年にいた。", "犬と馬は3匹"), side("en", "dog", "The horse, 7, in 2023"), 1)


def test_a_segment_with_a_mutual_nearest_partner(pair):
    margins = pair.runs.margins(1, 1)
    assert value(pair, "null_source_nearest", 0, 1, 0, 0) == pytest.approx(margins[0].max(), abs=1e-6)
    assert value(pair, "null_source_mutual", 0, 1, 0, 0) == 1.0
    assert value(pair, "null_source_mutual_nearest", 0, 1, 0, 0) == pytest.approx(margins[0].max(), abs=1e-6)
    assert value(pair, "null_target_nearest", 0, 0, 1, 1) == pytest.approx(margins[:, 1].max(), abs=1e-6)


def test_length_and_form(pair):
    assert value(pair, "null_source_length", 1, 1, 0, 0) == pytest.approx(math.log(11), abs=1e-5)
    assert value(pair, "null_source_closed", 1, 1, 0, 0) == 1.0
    assert value(pair, "null_source_closed", 0, 1, 0, 0) == 0.0
    assert value(pair, "null_target_short", 0, 0, 0, 1) == value(pair, "null_target_short", 0, 0, 1, 1) == 1.0


@pytest.mark.parametrize(("chars", "short"), [(13, 1.0), (14, 0.0)])
def test_a_source_below_14_characters_is_short(chars, short):
    pair = measure(side("ja", "犬" * chars), side("en", "dog"), 1)
    assert value(pair, "null_source_short", 0, 1, 0, 0) == short


def test_facts_that_the_other_side_never_holds_are_missing(pair):
    assert value(pair, "null_source_facts_missing", 2, 1, 0, 0) > 0 == value(pair, "null_source_facts_held", 2, 1, 0, 0)
    assert value(pair, "null_source_facts_held", 1, 1, 0, 0) > 0 == value(pair, "null_source_facts_missing", 1, 1, 0, 0)
    assert value(pair, "null_target_facts_missing", 0, 0, 1, 1) > 0 < value(pair, "null_target_facts_held", 0, 0, 1, 1)
