"""Wrapped lines joined, broken paragraphs re-joined, headings and depths found: on text as people have it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.read import read_content
from align.segment import document_of
from align.text.joining import join_lines, words


def read(text: str, lang: str = "en") -> list[tuple[str, int, str, str]]:
    document, _ = document_of(read_content(text.encode(), "x.txt", format="text"), lang, id="x", place="x.txt")
    return [(segment.kind, segment.level, segment.marker, segment.text) for segment in document.segments]


def texts(text: str, lang: str = "en") -> list[str]:
    return [row[3] for row in read(text, lang)]


LONG = "Minister Koizumi explained the progress that Japan has made so far"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Following the discussions, Minister Koizumi received a briefing on", "U.S. Forces' AI utilization."),
        ("In order to maintain deterrence and mitigate the impact on local communities,", "Ministers reiterated it."),
        (LONG, "towards the further reinforcement of its defense."),
        (LONG, ", and more."),
    ],
)
def test_a_broken_english_paragraph_is_joined(first: str, second: str) -> None:
    whole = [first + second] if second[0] == "," else [f"{first} {second}"]
    assert texts(f"{first}\n\n{second}\n") == whole
    assert texts(f"{first}\n{second}\n") == whole


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LONG + ", highlighting that", "- Japan does not rule out any option"),
        (LONG + ", including", "(1) the draft budget"),
        (LONG + ".", "the rest follows in small letters."),
        (LONG + " as follows:", "the rest"),
        ("Ministry of Defense Japan", "in Japanese"),
        ("January 15, 2026", "Ministry of Defense"),
        ("A heading of moderate length", "The text begins."),
    ],
)
def test_what_is_no_broken_paragraph_stays_apart(first: str, second: str) -> None:
    assert len(texts(f"{first}\n\n{second}\n")) == 2


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("両閣僚は、揺るぎない同盟の下、日米が緊密に連携していることを", "確認した。"),
        ("両閣僚は、揺るぎない同盟の下、日米が緊密に連携していることを確認し、", "また一致した。"),
        ("両閣僚は、揺るぎない同盟の下で日米が緊密に連携していることを確認した旨述べた", "。次に進んだ。"),
    ],
)
def test_a_broken_japanese_paragraph_is_joined(first: str, second: str) -> None:
    assert texts(f"{first}\n\n{second}\n", "ja") == [first + second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("令和８年１月１６日", "防衛省"),
        ("２．米軍再編／在日米軍", "　両閣僚は、一致した。"),
        ("・自衛官の処遇改善に当たり、米軍の給与制度を参考としたいこと", "これに対し、長官は述べた。"),
        ("両閣僚は、揺るぎない同盟の下、日米が緊密に連携していることを", "（１）確認した。"),
        ("それぞれの防衛力を抜本的に強化するための様々な取組の一層の強化", "両閣僚は一致した。"),
    ],
)
def test_japanese_lines_that_stay_apart(first: str, second: str) -> None:
    assert len(texts(f"{first}\n\n{second}\n", "ja")) == 2


def test_english_wrapped_at_a_page_width_is_joined() -> None:
    prose = (
        "The Ministers confirmed that Japan and the United States have been working closely together under the "
        "unwavering Alliance, as demonstrated in four engagements over the past three months, and that it goes on.",
        "The Ministers joined each other to exercise together in physical training, highlighting that both stand "
        "shoulder to shoulder. They said so twice, once in the morning and once again late in the evening.",
    )
    wrapped = "\n".join("\n".join(wrap(one, 60)) for one in prose)
    assert texts(wrapped) == list(prose)
    spaced = "\n\n".join("\n".join(wrap(one, 60)) for one in prose)
    assert texts(spaced) == list(prose)


def test_japanese_wrapped_at_a_page_width_is_joined() -> None:
    prose = (
        "　両閣僚は、この３か月間で４度にわたり防衛相間の会談等を重ねてきたことを確認した。" * 3,
        "　また、" + "一致した。" * 20,
    )
    lines = [one[at : at + 30] for one in prose for at in range(0, len(one), 30)]
    assert texts("\n".join(lines), "ja") == [one.strip("　") for one in prose]


@pytest.mark.parametrize(
    ("first", "second", "elsewhere", "whole"),
    [
        ("closer defense co-", "operation goes on.", "", "co-operation"),
        ("closer defense co-", "operation goes on.", "Our cooperation grows.", "cooperation"),
        ("the Minis-", "ters agreed on it.", "", "Ministers"),
        ("surface-to-", "air missiles.", "", "surface-to-air"),
        ("the Japan-", "U.S. Alliance.", "", "Japan-U.S."),
        ("closer defense exchan-", "ge goes on.", "", "exchange"),
    ],
)
def test_hyphens_at_the_end_of_a_line_are_mended(first: str, second: str, elsewhere: str, whole: str) -> None:
    assert whole in join_lines(first, second, frozenset(words(elsewhere)))


def wrap(text: str, columns: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > columns:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def test_one_sentence_a_line_is_not_wrapped_text() -> None:
    lines = ["The first sentence is here.", "The second one is a little longer.", "A third.", "And the fourth one."]
    assert texts("\n".join(lines)) == lines


def test_headings_items_and_depths() -> None:
    text = """January 15, 2026
Ministry of Defense

Japan-U.S. Defense Ministerial Meeting (Summary)

On January 15, they held discussions. The summary is as follows.

1 Overview

The Ministers concurred. The key points are as follows:

- (1) With regard to training, the Ministers confirmed to make further efforts, including enhancement of it.
- (2) With regard to equipment, Ministers agreed to
 - a. accelerate efforts, which are:
 - progress in co-production
 - co-sustainment of vessels
 - b. advance discussion on production.
- (3) The Ministers discussed the rest.

2 Realignment of U.S. Forces etc.

They agreed."""
    assert [row[:3] for row in read(text)] == [
        ("paragraph", 0, ""),
        ("paragraph", 0, ""),
        ("heading", 1, ""),
        ("paragraph", 0, ""),
        ("heading", 2, "1"),
        ("paragraph", 0, ""),
        ("item", 1, "(1)"),
        ("item", 1, "(2)"),
        ("item", 2, "a."),
        ("item", 3, "-"),
        ("item", 3, "-"),
        ("item", 2, "b."),
        ("item", 1, "(3)"),
        ("heading", 2, "2"),
        ("paragraph", 0, ""),
    ]


def test_japanese_lists_keep_their_depth_across_a_paragraph() -> None:
    text = """１　総論

　両閣僚は一致した。
（１）装備協力については、両閣僚は、より緊密に連携していくことで一致した。
　　その上で、両閣僚は、以下の取組を進めることで一致した。
　ア　防衛産業基盤の強化に資する取組を加速すること。
　イ　ミサイルの共同生産を進展させること。
（２）宇宙領域における協力を強化する必要性について議論した。
"""
    assert [row[:3] for row in read(text, "ja")] == [
        ("heading", 1, "１"),
        ("paragraph", 0, ""),
        ("item", 1, "（１）"),
        ("paragraph", 0, ""),
        ("item", 2, "ア"),
        ("item", 2, "イ"),
        ("item", 1, "（２）"),
    ]


def test_a_title_above_date_and_ministry() -> None:
    rows = read(
        "Japan-U.S. Meeting (Summary)\n\nJanuary 13, 2023\nMinistry of Defense Japan\n\nin Japanese\n\nThey met today."
    )
    assert [row[0] for row in rows] == ["heading", "paragraph", "paragraph", "paragraph", "paragraph"]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.text(alphabet=st.sampled_from("あ漢ア。、（）１1.-・ABc a\u3000\t「」"), max_size=40), max_size=12),
    st.sampled_from(["ja", "en"]),
)
def test_no_letter_is_lost_or_made_up(lines: list[str], lang: str) -> None:
    def letters(text: str) -> str:
        return "".join(char for char in text if char.isalnum() and char not in "ー")

    text = "\n".join(lines)
    if not text.strip():
        return
    assert letters("".join(row[2] + row[3] for row in read(text, lang))) == letters(text)


def markers(text: str, lang: str = "ja") -> list[str]:
    return [row[2] for row in read(text, lang)]


def test_a_first_word_is_a_marker_only_where_its_siblings_are() -> None:
    alone = "A. niger grows on bread.\n\nIt needs water.\n\n5 つの県が集まった。\n\n3 次元の図を示す。\n"
    assert markers(alone, "en") == ["", "", "", ""]
    assert markers("a. Bread is kept dry.\n\nb. Water is kept cold.\n", "en") == ["a.", "b."]
    assert markers("ア　紙を折る。\n\nイ　線を引く。\n") == ["ア", "イ"]
    assert markers("ア　紙を折る。\n\n線を引く。\n") == ["", ""]


def test_a_wrapped_katakana_word_keeps_its_first_letter() -> None:
    text = (
        "　県では春から新しい計画の取りまとめを進めており、各地のセン\n"
        "ター、支所、学校などで説明の会を開く。会では計画のねらいとデー\n"
        "タ）の扱いを話し、集まった人の意見を聞いて秋までに案を直すこと\n"
        "にしている。日時は広報で知らせる。\n"
    )
    rows = read(text, "ja")
    assert len(rows) == 1
    assert "各地のセンター、支所" in rows[0][3] and "データ）の扱い" in rows[0][3]


def test_numbers_of_law_are_markers_with_their_sentences() -> None:
    text = "第三条　券は窓口で渡す。\n\n２　券には名を記す。\n\n３　券は返さなければならない。\n"
    assert markers(text) == ["第三条", "２", "３"]
    assert markers("Article 3. The desk issues the card.\n\nArticle 4 The card bears a name.\n", "en") == [
        "Article 3.",
        "Article 4",
    ]
    assert markers("Article 9 of the law applies.\n\nIt is short.\n", "en") == ["", ""]
    assert markers("一 　県に住む者\n\n二 　県で学ぶ者\n") == ["一", "二"]


def test_one_long_line_does_not_hide_the_width_of_a_text() -> None:
    text = (
        "　県では春から新しい計画の取りまとめを進めており、各地の支所\n"
        "や学校などで説明の会を開く。会では計画のねらいと費用を話し、\n"
        "集まった人の意見を聞いて、秋までに案を直すことにしている。\n\n"
        "https://example.org/" + "a/" * 80 + "\n\n"
        "　日時と場所は広報で知らせるほか、県の窓口でも尋ねることがで\n"
        "きる。\n"
    )
    assert [row[3][-5:] for row in read(text, "ja")] == ["している。", "/a/a/", "とができる。"[-5:]]


def test_hyphens_without_a_space_are_bullets_beside_each_other() -> None:
    assert markers("次のとおり。\n\n-券を渡す\n\n-本を貸す\n") == ["", "-", "-"]
    assert markers("-5度まで冷える。\n\n-6度では凍る。\n") == ["", ""]


def test_a_title_is_not_joined_to_the_next_line_across_an_empty_line() -> None:
    title = "第二回地域医療の連携強化と人材育成を考える市民会議の報告書"
    assert texts(f"{title}\n\nがん検診の受診率が上がった。\n", "ja")[0] == title
    assert texts(f"{title}\n\nに関して、市が説明した。\n", "ja")[0] == title


def test_numbers_before_whole_sentences_are_markers_where_they_count_up() -> None:
    counted = "会談の結果\n\n１　両者は、東京で会った。\n\n２　両者は、次を約した。\n\n３　両者は、署名した。\n"
    assert [row[2] for row in read(counted, "ja")] == ["", "１", "２", "３"]
    assert [row[3] for row in read(counted, "ja")][1] == "両者は、東京で会った。"
    gap = counted.replace("２", "４")
    assert [row[2] for row in read(gap, "ja")] == ["", "", "", ""]
    english = "1 The parties met in Osaka.\n\n2 The parties signed the plan.\n"
    assert [row[2] for row in read(english)] == ["1", "2"]


def test_a_single_number_before_a_sentence_is_no_marker() -> None:
    assert [row[2] for row in read("１　両者は、東京で会った。\n\n両者は、次を約した。\n", "ja")] == ["", ""]


def test_a_day_before_what_happens_is_no_number_of_a_heading() -> None:
    plan = (
        "The visit in April\n\n25 Arrive Busan\n\nThe party sees the port.\n\n27 Leave Busan\n\nThe flight is late.\n"
    )
    found = read(plan)
    assert [row[2] for row in found] == [""] * 5
    assert found[1][3] == "25 Arrive Busan"
