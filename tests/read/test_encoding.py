"""Encodings: each Japanese one found, mixtures read line by line, garbled text named."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.errors import InputError
from align.read import read_content
from align.read.encoding import decode, log_probability
from align.read.mojibake import mojibake
from tests.read.conftest import DATA

PROSE = "日米防衛相会談が行われました。両閣僚は同盟の抑止力・対処力を強化することで一致しました。\n"
NAMES = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8",
    "cp932": "cp932",
    "euc_jp": "euc-jp",
    "iso2022_jp": "iso-2022-jp",
    "utf-16": "utf-16-le",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "utf-32": "utf-32-le",
}


@pytest.mark.parametrize("codec", NAMES)
@pytest.mark.parametrize(
    "text",
    [
        PROSE * 3,
        "令和８年１月１６日\n防衛省\n",
        "Title\n\n会談を行った。The Ministers agreed.\n",
        "アメリカ\nミサイル\n",
        "東京都新宿区市谷本村町\n電話は０３です。\n",
    ],
)
def test_every_encoding_is_found(codec: str, text: str) -> None:
    found = decode(text.encode(codec))
    assert (found.text, found.encoding, found.warnings) == (text, NAMES[codec], ())


@pytest.mark.parametrize("codec", ["cp932", "euc_jp", "iso2022_jp", "utf-16-le"])
@pytest.mark.parametrize("name", ["2023-01-12", "2026-01-15"])
def test_the_bundled_originals_in_every_encoding(name: str, codec: str) -> None:
    text = (DATA / name / "ja.txt").read_text("utf-8").replace("－", "−" if codec != "cp932" else "－")
    kept = text.encode(codec, "ignore").decode(codec)
    assert decode(kept.encode(codec)).text.replace("－", "−") == kept.replace("－", "−")


def test_signs_of_vendors_are_read() -> None:
    assert decode("①㈱Ⅲの会談を行った。".encode("cp932")).text == "①㈱Ⅲの会談を行った。"
    assert decode("①の会談を行った。".encode("euc_jis_2004")).text == "①の会談を行った。"
    mail = b"\x1b$B-!$NF|\x1b(B \x1b(I:]@\x1b(B"
    assert decode(mail).text == "①の日 ｺﾝﾀ"


@pytest.mark.parametrize("text", ["ﾆﾁﾍﾞｲﾎﾞｳｴｲｼｮｳｶｲﾀﾞﾝ､ﾄｳｷｮｳﾃﾞ ｶｲｻｲ｡", "ｺﾝﾆﾁﾊ", "ﾎﾞｳｴｲｼｮｳ ﾊ ｲｯﾁｼﾀ｡\nﾂｷﾞ ﾆ ｽｽﾝﾀﾞ｡"])
def test_half_width_kana_only(text: str) -> None:
    assert decode(text.encode("cp932")).text == text
    assert decode(text.encode("utf-8")).text == text


def test_western_quotation_marks() -> None:
    text = "The “Alliance” – it’s a café of the 21st century."
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize("other", ["cp932", "euc_jp"])
def test_two_encodings_in_one_file_are_read_line_by_line(other: str) -> None:
    found = decode((PROSE * 5).encode() + b"plain ascii\n" + (PROSE * 4).encode(other))
    assert found.text == PROSE * 5 + "plain ascii\n" + PROSE * 4
    assert len(found.warnings) == 1
    assert "mixes encodings" in found.warnings[0]
    assert "5 lines utf-8" in found.warnings[0]


def test_a_cut_character_costs_only_itself() -> None:
    found = decode((PROSE * 3).encode()[:-3] + b"\n" + PROSE.encode())
    assert found.text.count("\ufffd") == 1
    assert found.encoding == "utf-8"
    assert "line 3" in found.warnings[0]


def test_a_declaration_that_the_bytes_contradict() -> None:
    found = decode(PROSE.encode(), "Shift_JIS")
    assert (found.text, found.encoding) == (PROSE, "utf-8")
    assert decode(PROSE.encode("euc_jp"), "utf-8").text == PROSE
    assert decode(b"caf\xe9", "iso-8859-1").text == "café"
    assert decode(PROSE.encode("cp932"), "no-such-charset").text == PROSE


@pytest.mark.parametrize(
    ("wrong", "right", "name"),
    [
        ("cp932", "utf-8", "UTF-8 read as cp932"),
        ("latin-1", "utf-8", "UTF-8 read as latin-1"),
        ("latin-1", "cp932", "CP932 read as latin-1"),
        ("latin-1", "euc_jp", "EUC-JP read as latin-1"),
        ("cp932", "euc_jp", "EUC-JP read as cp932"),
    ],
)
def test_mojibake_is_named(wrong: str, right: str, name: str) -> None:
    garbled = (PROSE * 3).encode(right).decode(wrong, "replace").replace("\ufffd", "")
    assert mojibake(garbled) == name
    warnings = read_content(garbled.encode(), "x.txt").warnings
    assert any("garbled" in warning and name in warning for warning in warnings)
    assert not mojibake(PROSE)
    assert not mojibake("日本国憲法")
    assert not mojibake("The “Alliance” – café")


def test_surrogates() -> None:
    assert decode("a\U0001f600b".encode("utf-16-le").decode("utf-16-le").encode()).text == "a\U0001f600b"
    assert decode("\ud83d\ude00".encode("utf-8", "surrogatepass")).text == "\U0001f600"
    assert decode("会\ud800談".encode("utf-8", "surrogatepass")).text == "会\ud800談"


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "shift_jis", "iso-2022-jp", "x"]))
def test_decoding_never_fails(content: bytes, declared: str) -> None:
    assert isinstance(decode(content, declared).text, str)


@settings(max_examples=200, deadline=None)
@given(st.binary(min_size=1, max_size=300))
def test_reading_bytes_as_text_fails_only_in_one_line(content: bytes) -> None:
    try:
        reading = read_content(content, "x.txt", format="text")
    except InputError as error:
        assert "\n" not in str(error)
    else:
        for block in reading.blocks:
            assert block.text.strip() and len(block.text.splitlines()) == 1
            assert unicodedata.is_normalized("NFC", block.text)


def test_kanji_without_kana_are_a_sign_of_a_wrong_guess() -> None:
    two, four, kana = log_probability("会談"), log_probability("会談会談"), log_probability("を")
    assert four == pytest.approx(2 * two - 3.0 * 4)  # three nats a kanji, from the third kanji on
    assert log_probability("会談を") == pytest.approx(two + kana)
    assert log_probability("会談会談を") == pytest.approx(2 * two + kana)
    assert decode("両閣僚は会談した。".encode("euc_jp")).encoding == "euc-jp"
    assert decode("会談概要".encode("cp932")).text == "会談概要"
