"""Where a Japanese text can be pronounced like a romanised word."""

import pytest

from align.facts.kanji_sounds import begins_with, spelled_spans
from align.facts.pronunciation import available

needs_dictionary = pytest.mark.skipif(not available(), reason="needs the dictionary: pip install 'taiyaku[names]'")


def found(text: str, word: str) -> list[str]:
    return [text[start:end] for start, end in spelled_spans(text, word)]


@needs_dictionary
@pytest.mark.parametrize(
    ("text", "word", "part"),
    [
        ("港湾局長山本健一", "yamamoto", "山本"),
        ("長谷川さくら", "hasegawa", "長谷川"),
        ("大岡修", "oka", "大岡"),
        ("霧笛港", "muteki", "霧笛"),
        ("林茂", "hayashi", "林"),
    ],
)
def test_a_name_is_found_by_its_readings(text: str, word: str, part: str) -> None:
    assert part in found(text, word)


@needs_dictionary
def test_a_name_that_the_text_does_not_hold_is_not_found() -> None:
    assert found("港湾局長山本健一", "kobayashi") == []


def test_kana_are_pronounced_without_the_dictionary() -> None:
    assert found("委員のさくらさん", "sakura") == ["さくら"]


@needs_dictionary
def test_an_initial_is_that_of_one_reading() -> None:
    assert begins_with("健一", 0, "k")
    assert not begins_with("健一", 0, "m")
