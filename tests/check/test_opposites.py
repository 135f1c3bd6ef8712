"""Opposites: the target says before where the source says after."""

import pytest

from align.check import CheckConfig, check_alignment
from align.exchange.bilingual import from_rows

WRONG = [
    ("食事の前に手を洗う。", "Wash your hands after the meal.", "前"),
    ("試合後に話した。", "He spoke before the game.", "後"),
    ("左手を上げる。", "Raise your right hand.", "左"),
    ("項目を追加する。", "Delete the item.", "追加"),
    ("親要素を選ぶ。", "Select the child element.", "親"),
    ("明日の朝に出発する。", "We leave yesterday.", "明日"),
    ("母が電話した。", "My father called.", "母"),
    ("今年は黒字になった。", "It posted a deficit this year.", "黒字"),
    ("市は計画を公表した。工事の前に説明する。", "The city published its plan. It explains it after the work.", "前"),
    ("次のレンダー前に更新する。", "Update it after the next render.", "前"),
    ("3日以内に提出する。", "Submit it after three days.", "以内"),
    ("北口で待つ。", "Wait at the south exit.", "北"),
    ("ねじを時計回りに回す。", "Turn the screw counterclockwise.", "時計回り"),
    ("すべての学生が合格した。", "Some students passed.", "すべて"),
    ("学生だけが入れる。", "Students can also enter.", "だけ"),
    ("料金を支払わなければならない。", "The customer may pay the fee.", "なければならない"),
    ("会社は値上げを発表した。", "The company announced price cuts.", "値上げ"),
    ("申請は前日に行うこと。", "Apply on the day after.", "前日"),
    ("不十分な説明だった。", "It was a sufficient explanation.", "不十分"),
    ("上司に報告した。", "He reported to his subordinate.", "上司"),
    ("未使用の券は返金する。", "Used tickets are refunded.", "未使用"),
]
RIGHT = [
    ("食事の前に手を洗う。", "Wash your hands before the meal."),
    ("3年前に始めた。", "It began three years ago."),
    ("左右を見る。", "Look right and left."),
    ("友達の子供に会った。", "I met a friend's daughter."),
    ("仕組みは簡単だが慣れるのは難しい。", "It is simple but hard to get used to."),
    ("それは難しい。", "It is not easy."),
    ("雨が降るまでに帰る。", "I will be back before it rains."),
    ("甲は乙に代金を支払う。", "Party A shall pay Party B."),
    ("未使用の券は返金する。", "Unused tickets are refunded."),
    ("年末に販売を開始する。", "Sales start at the end of the year."),
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
