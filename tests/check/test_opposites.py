"""Opposites: the target says before where the source says after."""

import pytest

from align.check import CheckConfig, check_alignment
from align.exchange.bilingual import from_rows

WRONG = [
    ("食事の前に手を洗う。", "Wash your hands after the meal.", "前に"),
    ("試合後に話した。", "He spoke before the game.", "後"),
    ("左手を上げる。", "Raise your right hand.", "左"),
    ("項目を追加する。", "Delete the item.", "追加"),
    ("親要素を選ぶ。", "Select the child element.", "親"),
    ("明日の朝に出発する。", "We leave yesterday.", "明日"),
    ("母が電話した。", "My father called.", "母"),
    ("今年は黒字になった。", "It posted a deficit this year.", "黒字"),
    ("市は計画を公表した。工事の前に説明する。", "The city published its plan. It explains it after the work.", "前に"),
]
RIGHT = [
    ("食事の前に手を洗う。", "Wash your hands before the meal."),
    ("3年前に始めた。", "It began three years ago."),
    ("左右を見る。", "Look right and left."),
    ("友達の子供に会った。", "I met a friend's daughter."),
    ("仕組みは簡単だが慣れるのは難しい。", "It is simple but hard to get used to."),
]


def test_an_opposite_that_the_source_says_too_is_improbable():
    texts = ("項目を追加して古いものを削除する。", "Replace the old item; delete it when done.")
    found = check_alignment(from_rows([("1", *texts)]), CheckConfig(encoder="", min_probability=0.0))
    assert [one for one in found if one.check == "polarity" and one.severity != "hint"] == []


def opposites(findings):
    return [item for item in findings if item[0] == "polarity"]


@pytest.mark.parametrize(("source", "target", "word"), WRONG)
def test_an_opposite_is_a_finding_that_quotes_both_words(said, source, target, word):
    (finding,) = opposites(said(source, target))
    assert "the opposite" in finding[2] and word in finding[3][0]
    assert finding[4][0] in target


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_both_sides_or_the_same_side_are_no_finding(said, source, target):
    assert opposites(said(source, target)) == []
