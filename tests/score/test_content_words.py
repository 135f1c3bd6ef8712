"""Content words of both languages."""

from align.score.content_words import content_words


def test_japanese_words_are_runs_of_kanji_and_katakana_latin_words_and_numbers():
    assert content_words("防衛大臣はミサイルを3.5発とPAC-3で迎撃した。ア々", "ja") == [
        "防衛大臣",
        "ミサイル",
        "3.5",
        "発",
        "pac-3",
        "迎撃",
        "々",
    ]


def test_english_function_words_are_left_out():
    assert content_words("The Minister of Defense was in Tokyo, i.e. on 3,000 ships", "en") == [
        "minister",
        "defense",
        "tokyo",
        "3,000",
        "ships",
    ]


def test_english_words_in_japanese_are_all_kept():
    assert content_words("the version", "ja-JP") == ["the", "version"]


def test_full_width_letters_are_folded():
    assert content_words("ＳＮＳ　１２", "ja") == ["sns", "12"]
