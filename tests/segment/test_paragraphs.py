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
