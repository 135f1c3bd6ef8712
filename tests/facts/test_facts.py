"""What a sentence asserts, in either language."""

import pytest

from align.facts import anchors, facts
from align.facts.compare import same
from align.facts.values import DateValue, Quantity, TimeValue


def values(text, lang, *kinds):
    return [fact.value for fact in facts(text, lang) if not kinds or fact.kind in kinds]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("令和8年1月15日", DateValue(2026, 1, 15)),
        ("令和元年五月一日", DateValue(2019, 5, 1)),
        ("平成元年", DateValue(1989)),
        ("昭和35年1月19日", DateValue(1960, 1, 19)),
        ("大正12年9月1日", DateValue(1923, 9, 1)),
        ("明治元年", DateValue(1868)),
        ("R8.1.15", DateValue(2026, 1, 15)),
        ("２０２６年１月", DateValue(2026, 1)),
        ("二〇二六年", DateValue(2026)),
        ("2026/1/15", DateValue(2026, 1, 15)),
        ("十二月二十四日", DateValue(None, 12, 24)),
        ("１５日", DateValue(day=15)),
        ("2025年度", DateValue(2025)),
        ("2026年3月期", DateValue(2025)),
        ("令和7年度第3四半期", DateValue(2025, quarter=3)),
        ("1990年代", DateValue(1990, decade=True)),
        ("月曜日", DateValue(weekday=0)),
    ],
)
def test_japanese_dates(text, date):
    assert values(text, "ja", "date") == [date]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("January 15, 2026", DateValue(2026, 1, 15)),
        ("15 January 2026", DateValue(2026, 1, 15)),
        ("on Jan. 15", DateValue(None, 1, 15)),
        ("in May 2024", DateValue(2024, 5)),
        ("since 2011", DateValue(2011)),
        ("fiscal year 2025", DateValue(2025)),
        ("FY2025", DateValue(2025)),
        ("the fiscal year ending March 2026", DateValue(2025)),
        ("in the 1990s", DateValue(1990, decade=True)),
        ("on Thursday", DateValue(weekday=3)),
        ("from the 12th", DateValue(day=12)),
        ("Reiwa 8", DateValue(2026)),
        ("2026-01-15", DateValue(2026, 1, 15)),
    ],
)
def test_english_dates(text, date):
    assert values(text, "en", "date") == [date]


@pytest.mark.parametrize(
    ("text", "lang", "time"),
    [
        ("14時", "ja", TimeValue(14)),
        ("午後2時半", "ja", TimeValue(14, 30)),
        ("午前０時２０分", "ja", TimeValue(0, 20)),
        ("正午", "ja", TimeValue(12)),
        ("0600に前進", "ja", TimeValue(6)),
        ("14:30", "ja", TimeValue(14, 30)),
        ("9時", "ja", TimeValue(9, 0, "?")),
        ("4 p.m.", "en", TimeValue(16)),
        ("12:20 a.m.", "en", TimeValue(0, 20)),
        ("from 1600 (local time)", "en", TimeValue(16)),
        ("at 0600 hours", "en", TimeValue(6)),
        ("noon", "en", TimeValue(12)),
        ("half past two", "en", TimeValue(2, 30, "?")),
    ],
)
def test_times(text, lang, time):
    assert values(text, lang, "time") == [time]


@pytest.mark.parametrize(
    ("text", "lang", "quantity"),
    [
        ("6兆8,219億円", "ja", Quantity(6_821_900_000_000, "JPY")),
        ("百二十億円", "ja", Quantity(12_000_000_000, "JPY")),
        ("45百万円", "ja", Quantity(45_000_000, "JPY")),
        ("1億2,435万2千人", "ja", Quantity(124_352_000)),
        ("60分間", "ja", Quantity(60, "min")),
        ("2時間30分", "ja", Quantity(150, "min")),
        ("9秒98", "ja", Quantity(9.98, "s")),
        ("3分の2", "ja", Quantity(0.666666666667)),
        ("2割5分", "ja", Quantity(25, "%")),
        ("0.1ポイント", "ja", Quantity(0.1, "pp|")),
        ("時速20キロ", "ja", Quantity(20, "km", per="h")),
        ("第3回", "ja", Quantity(3)),
        ("数百人", "ja", Quantity(2)),
        ("3対1で", "ja", Quantity(3001, "score")),
        ("6.8 trillion yen", "en", Quantity(6_800_000_000_000, "JPY")),
        ("$1.2bn", "en", Quantity(1_200_000_000, "USD|AUD|CAD|TWD|HKD|SGD")),
        ("an hour and a half", "en", Quantity(1.5, "h")),
        ("two-thirds", "en", Quantity(0.666666666667)),
        ("three hundred and twenty", "en", Quantity(320)),
        ("dozens of", "en", Quantity(1)),
        ("a dozen", "en", Quantity(12)),
        ("18.4 miles", "en", Quantity(18.4, "mile")),
    ],
)
def test_quantities(text, lang, quantity):
    assert values(text, lang, "quantity", "duration") == [quantity]


@pytest.mark.parametrize(
    "text",
    [
        "一部の専門家は一般に",
        "三菱重工と三重県",
        "十分な説明",
        "百分率で表す",
        "再三にわたり",
        "万全を期す",
        "千葉県と九州",
    ],
)
def test_words_with_numerals_assert_no_number(text):
    assert facts(text, "ja") == ()


@pytest.mark.parametrize("text", ["同年、同日、本日", "昨年と来年", "last year and next year"])
def test_relative_dates_are_not_guessed(text):
    assert values(text, "ja" if "年" in text else "en", "date") == []


@pytest.mark.parametrize(
    ("japanese", "english"),
    [
        ("6兆8,219億円", "6.8 trillion yen"),
        ("60分間", "one hour"),
        ("約3,800人", "about 3,800"),
        ("2,987人", "about 3,000"),
        ("48.3％", "48.3 percent"),
        ("１．５倍", "50 percent"),
        ("10キロ", "6.2 miles"),
        ("第3回", "third"),
        ("2割", "20 percent"),
        ("令和8年1月15日", "January 15"),
        ("14時", "2 p.m."),
        ("半数", "half"),
        ("5か国", "five"),
        ("4月、", "April"),
    ],
)
def test_what_asserts_the_same(japanese, english):
    assert same(facts(japanese, "ja")[0], facts(english, "en")[0])


@pytest.mark.parametrize(
    ("japanese", "english"),
    [
        ("6兆8,219億円", "6.2819 trillion yen"),
        ("6兆8,219億円", "6.9 trillion yen"),
        ("120億円", "120 billion yen"),
        ("5億ドル", "500 million yen"),
        ("10キロ", "10 miles"),
        ("0.1ポイント", "0.1 percent"),
        ("令和8年", "2025"),
        ("14時", "4 p.m."),
        ("数百人", "thousands of"),
        ("1990年代", "the 1980s"),
    ],
)
def test_what_does_not(japanese, english):
    assert not same(facts(japanese, "ja")[0], facts(english, "en")[0])


def test_spans_are_as_written_in_full_width():
    text = "ＰＡＣ－３ＭＳＥを令和８年１月１５日に"
    assert [fact.text for fact in facts(text, "ja")] == ["ＰＡＣ－３ＭＳＥ", "令和８年１月１５日"]
    assert all(text[slice(*fact.span)] == fact.text for fact in facts(text, "ja"))


def test_anchors_compare_across_languages():
    left = anchors("令和8年1月15日、第3回会合で6兆8,219億円、60分間、14時、ＭＱ－９", "ja")
    right = anchors("On January 15, 2026 at 2 p.m., the third meeting, 6,821.9 billion yen, one hour, MQ-9s", "en")
    assert left >= {("y", 2026), ("md", 1, 15), ("n", 3), ("n", 6821900000000), ("s", 3600), ("t", 14, 0)}
    assert len(left & right) == 6


def test_anchors_of_nothing():
    assert anchors("両閣僚は一致した。", "ja") == frozenset()


def test_a_long_token_is_read_in_linear_time():
    assert facts("A" * 50_000 + " 1,000" + "," * 50_000, "en")
    assert facts("一" * 20_000 + "年" + "9" * 4_000 + "億", "ja") is not None
