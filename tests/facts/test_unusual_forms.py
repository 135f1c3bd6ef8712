"""Forms of numbers, dates and units that are rare but have one meaning."""

import pytest

from align.facts.compare import same
from align.facts.extract import facts

EQUAL = [
    ("成長は三・五％だ。", "Growth is 3.5%."),
    ("応募は23 456 789人。", "There were 23,456,789 applicants."),
    ("金弐千五百円を受け取った。", "I received 2,500 yen."),
    ("金壱萬円", "10,000 yen"),
    ("第参条", "Article 3"),
    ("第Ⅳ章", "Chapter IV"),
    ("第5章", "Chapter V"),
    ("年3分5厘", "3.5 percent"),
    ("3ダース", "three dozen"),
    ("1日2回", "twice a day"),
    ("週に3回", "three times a week"),
    ("月1回", "once a month"),
    ("3日に1回", "once every three days"),
    ("二年に一回", "once every two years"),
    ("2週間に1回", "once every two weeks"),
    ("第3四半期累計", "nine months"),
    ("4対2", "4 to 2"),
    ("11/25(火)", "November 25"),
    ("12/24に", "December 24"),
    ("2025.3.14", "2025.3.14"),
    ("50ピコファラド", "50 pF"),
    ("80マイクロシーベルト", "80 μSv"),
    ("0.2ミリアンペア", "200 μA"),
    ("300ルクス", "300 lux"),
    ("3メガオーム", "3 MΩ"),
    ("2時間5分", "2 hrs. 5 min"),
]
UNEQUAL = [
    ("1日2回", "twice a week"),
    ("週に3回", "three times a month"),
    ("2週間に1回", "once a week"),
    ("5マイクロ秒", "5 milliseconds"),
    ("20ミリシーベルト", "20 Sv"),
    ("第Ⅳ章", "Chapter VI"),
    ("金参千円", "2,000 yen"),
    ("年3分5厘", "35 percent"),
    ("11/25(火)", "November 24"),
]


def first_pair(japanese, english):
    return facts(japanese, "ja"), facts(english, "en")


@pytest.mark.parametrize(("japanese", "english"), EQUAL)
def test_both_forms_say_the_same(japanese, english):
    left, right = first_pair(japanese, english)
    assert any(same(a, b) for a in left for b in right), (left, right)


@pytest.mark.parametrize(("japanese", "english"), UNEQUAL)
def test_another_value_does_not_say_the_same(japanese, english):
    left, right = first_pair(japanese, english)
    assert left and right and not any(same(a, b) for a in left for b in right), (left, right)


@pytest.mark.parametrize("text", ["版2.14.0を使う", "バージョン2024.3.14", "version 2024.3.14"])
def test_a_version_is_no_date(text):
    lang = "en" if text.isascii() and "version" in text else "ja"
    assert [fact.kind for fact in facts(text, lang) if "." in fact.text and fact.text[:1].isdigit()] == ["acronym"]


def test_places_stay_those_of_the_text():
    text = "金弐千五百円と第Ⅳ章、三・五％。"
    assert [text[slice(*fact.span)] for fact in facts(text, "ja")] == ["弐千五百円", "Ⅳ章", "三・五％"]


def test_idioms_with_numerals_count_nothing():
    assert facts("十人十色で、一期一会の五月雨だ。", "ja") == ()
