"""Names of which only one word is right, and forms of names that are all right."""

import pytest

from align.facts import pronunciation

WRONG = [
    ("田村さんとジョーンズさんが来た。", "Mr. Tamura and Mr. Johnson came.", "Johnson"),
    ("スミス博士が講演した。", "Dr. Miller gave a lecture.", "Miller"),
    ("報告者はMary Haleです。", "The reporter is Mary Stone.", "Stone"),
    ("メトロ・リレーションズに電話した。", "I called Metro Smith.", "Smith"),
]
RIGHT = [
    ("ジョーンズ氏とジョンソン氏が会った。", "Mr. Johnson and Mr. Jones met."),
    ("ロバート・ジョンソン氏が来た。", "Mr. Bob Johnson came."),
    ("スミス博士が講演した。", "Dr. Smith gave a lecture."),
    ("報告者はMary Haleです。", "The reporter is Mary Hale."),
]
KANJI_WRONG = [
    ("中村健一社長が説明した。", "President Kenichi Suzuki explained.", "Suzuki"),
    ("北京を訪れた中村健一社長が帰国した。", "President Kenichi Suzuki returned from Beijing.", "Suzuki"),
]
KANJI_RIGHT = [
    ("中村健一社長が説明した。", "President Kenichi Nakamura explained."),
    ("中村健一社長が説明した。", "President Nakamura Kenichi explained."),
    ("白馬に乗った増田巡査が通った。", "Officer Masuda came by on a white horse in Takatsu."),
]
needs_dictionary = pytest.mark.skipif(not pronunciation.available(), reason="needs the extra names")


def names(findings):
    return [words for check, severity, _, _, words in findings if check == "name" and severity != "hint"]


@pytest.mark.parametrize(("source", "target", "wrong"), WRONG)
def test_a_name_of_which_one_word_is_another_one_is_a_finding(said, source, target, wrong):
    assert [wrong] in names(said(source, target))


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_a_name_that_is_answered_is_no_finding(said, source, target):
    assert names(said(source, target)) == []


@needs_dictionary
@pytest.mark.parametrize(("source", "target", "wrong"), KANJI_WRONG)
def test_a_surname_that_is_another_one_beside_the_right_given_name_is_a_finding(said, source, target, wrong):
    assert [wrong] in names(said(source, target))


@needs_dictionary
@pytest.mark.parametrize(("source", "target"), KANJI_RIGHT)
def test_names_in_either_order_and_words_that_may_be_names_are_no_finding(said, source, target):
    assert names(said(source, target)) == []
