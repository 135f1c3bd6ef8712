"""Words that only look like negations, and negations in spoken and longer texts."""

import pytest

RIGHT = [
    ("雨が強くなる見込みだ。", "Rain is expected to grow heavier."),
    ("祖父は昨年亡くなった。", "My grandfather died last year."),
    ("ここに座ってかまいません。", "You may sit here."),
    ("遅れてすみません。", "Sorry to be late."),
    ("会員に限らず参加できる。", "Everybody may take part."),
    ("券がなければ入場できません。", "You need a ticket to enter."),
    ("1日に2錠を超えないこと。", "The dose should not exceed two tablets a day."),
    ("水は3本しか残っていないので急ぐ。", "We hurry because three bottles of water are left."),
    ("「秋のひびき」を上演した。", "They staged “Aki no Hibiki”."),
    ("もう届きましたよね？", "It has arrived, hasn't it?"),
    ("来週にしましょう。", "Why don't we do it next week?"),
    ("有効かどうか調べる。", "Check whether it is valid or not."),
    ("中で「おまじない」を唱える。", "It does some magic inside."),
    ("「Not found」と表示される。", "It displays “Not found”."),
    ("それは難しい。", "It is not easy."),
    ("この券は無効です。", "This ticket is not valid."),
    ("この券は有効ではない。", "This ticket is invalid."),
    ("急がなければ遅れる。", "If you do not hurry, you will be late."),
    ("一部のファイルは複製できませんでした。", "Not all files were copied."),
    ("話し合わないと。", "We have to talk."),
    ("まだ知識が足りていない。", "I still have to learn."),
]
WRONG = [
    ("それは分からないよ。", "I know that."),
    ("心配はいらないと思う。", "I think you need to worry."),
    ("開けない場合は鍵を使う。", "If you can open it, use the key."),
    ("急がなければ遅れる。", "If you hurry, you will be late."),
    ("隠れているか、入っていない。", "Hidden or logged in."),
    ("名前が権利を侵害していないか確かめる。", "Make sure that the name does infringe a right."),
    ("彼はもう来るまい。", "He will come again."),
    ("市は計画を公表した。反対する住民はいません。工事は来月に始まらない。",
     "The city published its plan. No resident objects. The work starts next month."),
]  # fmt: skip


def polarity(findings):
    return [item for item in findings if item[0] == "polarity"]


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_what_only_looks_like_a_negation_is_no_finding(said, source, target):
    assert polarity(said(source, target)) == []


@pytest.mark.parametrize(("source", "target"), WRONG)
def test_a_negation_without_an_answer_in_its_sentence_is_a_finding(said, source, target):
    assert len(polarity(said(source, target))) >= 1
