"""Language codes are checked, and a wrong one is answered with the right one."""

import pytest

from align.errors import UsageError
from align.pairs import Languages
from align.text.language_codes import check_language_code


@pytest.mark.parametrize("code", ["ja", "ja-JP", "en_US", "zh-Hant", "EN", "yue", "und"])
def test_codes_of_languages_pass(code: str) -> None:
    check_language_code(code)


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("jp", "ja"),
        ("jp-JP", "ja"),
        ("cn", "zh"),
        ("Japanese", "ja"),
        ("japanes", "ja"),
        ("english", "en"),
        ("gb", "en"),
    ],
)
def test_a_wrong_code_is_answered_with_the_one_that_was_meant(code: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"is no language code; did you mean {meant}"):
        check_language_code(code)


@pytest.mark.parametrize("code", ["", "x", "qq", "12", "日本語"])
def test_what_is_no_code_at_all_is_answered_with_examples(code: str) -> None:
    with pytest.raises(UsageError, match="give a code such as ja, en or zh-Hant"):
        check_language_code(code)


def test_the_languages_of_a_pair_are_checked() -> None:
    with pytest.raises(UsageError, match="target language: 'jp' is no language code"):
        Languages("en", "jp")
