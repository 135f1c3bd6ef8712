"""What states a number, a date or a time without naming it."""

import pytest

RIGHT = [
    ("首位は北川ら4人だった。", "Kitagawa and three others were in the lead."),
    ("展示は6月3日から5日まで開く。", "The exhibition runs for three days from June 3."),
    ("月～金曜に放送する。", "It is on air Mon-Fri."),
    ("アラフォーの客が多い。", "Many customers are around 40."),
    ("夜は深夜まで続いた。", "The evening went on until midnight."),
    ("給料も待遇も、何もかもだ。", "Pay and benefits, the whole nine yards."),
    ("入力はDC24Vです。", "The input is 24 VDC."),
    ("2024-05-10 18:00 (JST) 公開", "Published on 2024-05-10 at 09:00 (UTC)"),
    ("サイバーマンデーに売る。", "They sell it on Cyber Monday."),
    ("都市が13以上に育つ。", "Cities grow to more than 12."),
    ("親が1人以下の家族。", "Families with less than two parents."),
]
WRONG = [
    ("首位は北川ら4人だった。", "Kitagawa and five others were in the lead."),
    ("展示は6月3日から5日まで開く。", "The exhibition runs for nine days from June 3."),
    ("入力はDC24Vです。", "The input is 48 VDC."),
    ("都市が13以上に育つ。", "Cities grow to more than 14."),
    ("親が1人以下の家族。", "Families with less than four parents."),
]
FACTS = ("number", "date", "time", "acronym")


@pytest.mark.parametrize(("source", "target"), RIGHT)
def test_what_says_the_same_in_other_words_is_no_finding(said, source, target):
    assert [found for found in said(source, target) if found[0] in FACTS] == []


@pytest.mark.parametrize(("source", "target"), WRONG)
def test_what_says_another_number_in_other_words_is_a_finding(said, source, target):
    assert {found[0] for found in said(source, target)} & set(FACTS)
