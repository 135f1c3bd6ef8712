"""Numbers in front and sentence ends, as both languages write them."""

import pytest

from align.score.structure import furniture, is_bare_number, leading_number
from align.text.endings import ends_sentence


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第12条　この法律は", "12"),
        ("Article 12. This Act", "12"),
        ("１　総論", "1"),
        ("1 Overview", "1"),
        ("1.Bilateral Defense Cooperation", "1"),
        ("（２）防衛装備・技術協力", "2"),
        ("- (2) With regard to defense equipment", "2"),
        ("図15.82", "15.82"),
        ("Figure 15.82. Grid view", "15.82"),
        ("「5.4. ズーム」", "5.4"),
        ("第十二条", "12"),
        ("第二章　総則", "2"),
        ("第二十一条", "21"),
        ("図15-82", "15.82"),
        ("2026.01.15", "2026.1.15"),
        ("第６条の２", "6.2"),
        ("第六条の二（目的）", "6.2"),
        ("Article 6-2 (Purpose)", "6.2"),
        ("第１項の２つの例", "1"),
        ("令和８年１月15日", ""),
        ("The Ministers", ""),
    ],
)
def test_leading_number(text, number):
    assert leading_number(text) == number


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("第６条", True),
        ("第六条", True),
        ("Article 7", True),
        ("2.3.3.", True),
        ("図3.40", True),
        ("第六条の二", True),
        ("Article 6-2", True),
        ("[12]", True),
        ("第3章　総論", False),
        ("第1条（目的）", False),
        ("Article 7 Recognition", False),
        ("2023年", False),
        ("10%", False),
        ("両大臣", False),
        ("", False),
    ],
)
def test_a_segment_that_is_nothing_but_its_number(text, bare):
    assert is_bare_number(text) is bare


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("一致した。", True),
        ("（一致した。）", True),
        ("“2+2.”", True),
        ("次のとおり：", True),
        ("概要", False),
        ("Overview", False),
        ("", False),
    ],
)
def test_sentence_ends(text, closed):
    assert ends_sentence(text) is closed


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("（以上）", "end"),
        ("in Japanese", "link"),
        ("Japan-U.S. Defense Ministerial Meeting (Summary)(PDF)", "link"),
        ("概要（ＰＤＦ：１２３ＫＢ）", "link"),
        ("ページの先頭へ", "link"),
        ("以上の点を確認した。", ""),
        ("The text is in Japanese", ""),
        ("Overview", ""),
    ],
)
def test_furniture(text, kind):
    assert furniture(text) == kind
