"""Language tags, ends of sentences, widths, joins and numerals."""

import pytest

from align.text.endings import ends_clause, ends_sentence
from align.text.folding import fold
from align.text.joining import join_all, join_lines, join_texts
from align.text.kana import GOJUON, IROHA
from align.text.language import is_unspaced, language_doubt, looks_like, primary
from align.text.letters import is_japanese
from align.text.numerals import japanese_numeral, kanji_numeral, roman_numeral, roman_value, whole_number
from align.text.spans import spans_between
from align.text.width import columns, wide_characters


@pytest.mark.parametrize(
    ("tag", "language"),
    [("ja", "ja"), ("ja-JP", "ja"), ("JA", "ja"), ("en_US", "en"), ("zh-Hant-TW", "zh"), ("", "")],
)
def test_a_language_is_the_first_part_of_its_tag_in_any_case(tag, language):
    assert primary(tag) == language
    assert is_unspaced(tag) is (language in ("ja", "zh"))


def test_texts_join_as_their_language_writes():
    assert join_texts(["一。", "二。"], "JA-jp") == "一。二。"
    assert join_texts(["One.", "Two."], "en_US") == "One. Two."


@pytest.mark.parametrize(
    ("text", "clause", "sentence"),
    [
        ("一致した。", True, True), ("（一致した。）", True, True), ("Yes.”", True, True), ("as follows:", True, True),
        ("今後…", True, False), ("first;", True, False), ("次．", True, False), ("〈終わり。〉", True, False),
        ("Overview", False, False), ("一致し、", False, False), ("", False, False), ("」", False, False),
        ("Why?", True, True), ("はい！", True, True),
    ],
)  # fmt: skip
def test_how_a_text_ends(text, clause, sentence):
    assert (ends_clause(text), ends_sentence(text)) == (clause, sentence)


def test_widths_count_full_width_characters_twice():
    assert [columns(text) for text in ("", "abc", "日本", "ｱ", "Ａ", "“a”", "𠮷")] == [0, 3, 4, 1, 2, 5, 2]
    assert [wide_characters(text) for text in ("", "abc", "日本", "ｱ", "Ａ", "“a”", "𠮷")] == [0, 0, 2, 0, 1, 0, 1]


def test_numerals_are_read_as_they_are_written():
    assert [whole_number(kanji_numeral(number)) for number in range(100)] == list(range(100))
    assert [roman_value(roman_numeral(number)) for number in range(1, 4000)] == list(range(1, 4000))
    assert [kanji_numeral(number) for number in (-1, 0, 9, 10, 11, 20, 99)] == [
        "〇", "〇", "九", "十", "十一", "二十", "九十九",
    ]  # fmt: skip
    assert roman_value("IIIa") == roman_value("abc") == 0
    assert whole_number("12345678901234567890") == 12345678901234567890
    assert whole_number("") == whole_number("5三") == 0


@pytest.mark.parametrize(
    ("text", "numeral"),
    [
        ("6兆8,219億", (6821900000000, 100000000, True)), ("二〇二六", (2026, 1, False)),
        ("1.5万", (15000, 1000, True)), ("0.25", (0.25, 0.01, False)),
        ("3千2百", (3200, 100, True)), ("十", (10, 10, True)), ("万", (10000, 10000, True)),
        ("二十三", (23, 1, True)), ("45百万", (45000000, 1000000, True)), ("百二十億", (12000000000, 1000000000, True)),
        ("5三", None), ("一億兆", None),
    ],
)  # fmt: skip
def test_japanese_numerals(text, numeral):
    assert japanese_numeral(text) == numeral


def test_spans_leave_blank_parts_and_surrounding_space_out():
    text = " a.  b. \n c "
    assert [text[a:b] for a, b in spans_between(text, [3, 4, 5, 8])] == ["a.", "b.", "c"]
    assert spans_between("  ", [1]) == ()


def test_lines_join_without_space_in_japanese_and_with_one_in_english():
    assert join_lines("日本", "語") == "日本語"
    assert join_lines("in ", " Tokyo") == "in Tokyo"
    assert join_lines("Tokyo", ", Japan") == "Tokyo, Japan"
    assert join_lines("", "x") == join_lines("x", "") == "x"
    assert join_lines("soft\u00ad", "ware") == "software"
    assert join_lines("and/", "or") == "and/or"
    assert join_lines("2024-", "25") == "2024-25"
    assert join_all(["日" * 500, "本" * 500, "a"]) == "日" * 500 + "本" * 500 + "a"


def test_folding_keeps_every_place():
    text = "ＡＢ１２！～—〜’○\u3000ア"
    assert fold(text) == "AB12!~-~'〇 ア"
    assert len(fold(text)) == len(text)


def test_lists_count_with_the_whole_syllabary():
    assert len(GOJUON) == len(set(GOJUON)) == 46
    assert len(IROHA) == len(set(IROHA)) == 47
    assert all(map(is_japanese, GOJUON + IROHA + "漢。Ａ𠮷")) and not any(map(is_japanese, "aé1 "))


def test_the_wrong_language_is_named():
    assert language_doubt("The Ministers met in Tokyo today.", "en-US") is None
    assert language_doubt("The Ministers met in Tokyo today.", "ja").startswith("reads as English, not Japanese")
    assert looks_like("Die Minister trafen sich in Tokio.", "de")
    assert not looks_like("Министры встретились в Токио сегодня.", "en")
    assert not looks_like("部长们今天在东京举行了会谈并就加强同盟威慑力达成一致意见。" * 3, "ja")


POSTS = ("総務局長", "経理部長", "広報課長", "検査課長", "道路課長", "学務課長", "次長", "主査")
"""Posts and surnames of a list, as a Japanese office prints it: no kana at all."""
NAMES = ("山本一郎", "木村太一", "石田正", "大西真一", "北村茂", "谷川実", "中田修", "高木進")


@pytest.mark.parametrize("posts", [POSTS, ("部長", "課長", "室長", "主任")])
def test_a_japanese_list_of_names_without_kana_is_no_chinese_text(posts):
    listed = " ".join(f"{post} {name}" for post in posts for name in NAMES)
    assert looks_like(listed, "ja")


@pytest.mark.parametrize(
    "text",
    [
        "本次会议讨论了两国贸易关系的发展，双方同意继续加强对话，并将于下月举行第二轮谈判，届时将签署协议。" * 2,
        "本次會議討論了兩國貿易關係的發展，雙方同意繼續加強對話，並將於下月舉行第二輪談判，屆時將簽署協議。" * 2,
        "总经理 张伟 副总经理 刘芳 财务部长 陈静 人事部长 杨丽 销售部长 赵军 技术部长 黄涛 " * 2,
    ],
)
def test_chinese_of_both_scripts_is_not_japanese(text):
    assert language_doubt(text, "ja").startswith("reads as Chinese")
