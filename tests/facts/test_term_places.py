"""Where a term of the glossary stands: widths, long vowels, spaces, borders of words, forms of English words."""

import pytest

from align.facts import pronunciation
from align.facts.glossary import Term
from align.facts.inflection import forms_of
from align.facts.term_places import places_of


def found(form, text):
    return [text[start:end] for start, end in places_of(form, text)]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("プリンター", "ﾌﾟﾘﾝﾀｰを買う", ["ﾌﾟﾘﾝﾀｰ"]),
        ("プリンタ", "プリンターとプリンタ", ["プリンター", "プリンタ"]),
        ("プリンター", "プリンタ を買う", ["プリンタ"]),
        ("API", "ＡＰＩを呼ぶ", ["ＡＰＩ"]),
        ("API", "RAPIDを呼ぶ", []),
        ("会員番号", "会員 番号を書く", ["会員 番号"]),
    ],
)
def test_a_term_is_found_however_it_is_written(form, text, expected):
    assert found(form, text) == expected


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("会議", "審議会議長が来た", []),
        ("会議", "定例会議に出た", ["会議"]),
        ("乙", "乙女と乙", ["乙"]),
        ("株式", "株式会社の株式", ["株式"]),
    ],
)
def test_a_japanese_term_begins_and_ends_with_a_word(form, text, expected):
    if not pronunciation.available():
        pytest.skip("needs the extra `names`")
    assert found(form, text) == expected


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("child", "two children"),
        ("analysis", "several analyses"),
        ("run", "it ran well"),
        ("be liable", "the buyer is liable"),
        ("develop", "it was developed"),
        ("policy", "new policies"),
        ("stop", "stopping here"),
        ("trial balance", "trial balances"),
    ],
)
def test_an_english_term_is_found_in_every_form(term, text):
    assert Term(("x",), (term,)).allowed_pattern.search(text)


def test_forms_are_no_other_words():
    assert "runner" not in forms_of("run") and "childs" not in forms_of("child")
    assert not Term(("x",), ("term",)).allowed_pattern.search("terminal")
