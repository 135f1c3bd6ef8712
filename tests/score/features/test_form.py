"""Sentence ends, furniture and leading numbers."""

from align.score.measured_pair import measure
from tests.score.features.values import value
from tests.score.toy import side


def test_ends_and_headings_inside():
    pair = measure(side("ja", "犬", "猫。", "鳥"), side("en", "Dog.", "cat", "bird"), 2)
    assert value(pair, "form_other_end", 0, 1, 0, 1) == 1.0 == value(pair, "form_same_end", 1, 1, 0, 1)
    assert value(pair, "form_source_heading_inside", 0, 2, 0, 1) == 1.0
    assert value(pair, "form_source_heading_inside", 1, 2, 0, 1) == 0.0
    assert value(pair, "form_target_heading_inside", 0, 1, 1, 2) == 1.0
    assert value(pair, "form_target_heading_inside", 0, 1, 0, 2) == 0.0
    assert value(pair, "form_same_end", 0, 2, 0, 1) == 1.0


def test_page_furniture_answers_its_like_and_joins_nothing():
    pair = measure(side("ja", "（以上）", "猫"), side("en", "(end)", "Back to top"), 2)
    assert value(pair, "form_furniture_other", 0, 1, 0, 1) == 0.0
    assert value(pair, "form_furniture_other", 0, 1, 1, 1) == value(pair, "form_furniture_other", 1, 1, 1, 1) == 1.0
    assert value(pair, "form_furniture_joined", 0, 2, 0, 1) == value(pair, "form_furniture_joined", 1, 1, 0, 2) == 1.0


def test_leading_numbers_are_the_same_others_or_on_one_side():
    pair = measure(side("ja", "第5章　犬", "猫"), side("en", "Chapter 5", "Chapter 6", "cat"), 1)
    names = ("form_same_number", "form_other_number", "form_one_number")
    assert [value(pair, name, 0, 1, 0, 1) for name in names] == [1, 0, 0]
    assert [value(pair, name, 0, 1, 1, 1) for name in names] == [0, 1, 0]
    assert [value(pair, name, 1, 1, 0, 1) for name in names] == [0, 0, 1]
    assert [value(pair, name, 1, 1, 2, 1) for name in names] == [0, 0, 0]
