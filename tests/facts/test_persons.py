"""The persons that an English line names, and whether a Japanese line names the same ones."""

import pytest

from align.facts.persons import GIVEN, SURNAME, WHOLE, Person, answer, names_somebody, persons
from align.facts.pronunciation import available

needs_dictionary = pytest.mark.skipif(not available(), reason="needs the dictionary: pip install 'taiyaku[names]'")


@pytest.mark.parametrize(
    ("line", "person"),
    [
        ("Mr. K. Yamamoto, Chair", Person(("Yamamoto",), "k")),
        ("Ms. A. B. Sasaki", Person(("Sasaki",), "a")),
        ("Director, Planning: Osamu Nakata", Person(("Osamu", "Nakata"))),
        ("NAKATA Osamu (Clerk)", Person(("NAKATA", "Osamu"))),
        ("Dr. Lisa Brandt, Adviser", Person(("Lisa", "Brandt"))),
        ("Lisa Brandt, Adviser", Person(("Lisa", "Brandt"), foreign=True)),
    ],
)
def test_a_line_of_a_list_names_a_person(line: str, person: Person) -> None:
    assert persons(line) == (person,)


@pytest.mark.parametrize("line", ["Members of the committee", "The committee discussed the budget.", "Ports Bureau"])
def test_a_heading_or_a_sentence_names_nobody(line: str) -> None:
    assert persons(line) == ()


def test_a_line_may_name_several_persons() -> None:
    assert [one.words[-1] for one in persons("Mr. K. Yamamoto and Ms. M. Sasaki")] == ["Yamamoto", "Sasaki"]


def test_prose_is_not_searched() -> None:
    assert persons("Mr. K. Yamamoto said that " + "the port was open and " * 20) == ()


@needs_dictionary
@pytest.mark.parametrize(
    ("japanese", "english", "level"),
    [
        ("会長 山本健一", "Mr. K. Yamamoto, Chair", WHOLE),
        ("山本 健一（会長）", "Kenichi Yamamoto", WHOLE),
        ("山本健一", "YAMAMOTO Kenichi", WHOLE),
        ("山本健一", "Mr. M. Yamamoto", SURNAME),
        ("山本健一", "Minoru Yamamoto", GIVEN),
        ("小林健一", "Kenichi Yamamoto", GIVEN),
        ("小林拓也", "Mr. K. Yamamoto", 0.0),
        ("出席者", "Mr. K. Yamamoto", 0.0),
    ],
)
def test_kanji_answer_by_their_readings_and_the_initial_counts(japanese: str, english: str, level: float) -> None:
    assert answer(japanese, persons(english)[0]) == level


@pytest.mark.parametrize(
    ("japanese", "english", "level"),
    [
        ("リサ・ブラント顧問", "Lisa Brandt, Adviser", WHOLE),
        ("ブラント委員", "Ms. L. Brandt", WHOLE),
        ("カルロス・メンデス", "Lisa Brandt, Adviser", 0.0),
        ("委員 Brandt", "Mr. P. Brandt", WHOLE),
    ],
)
def test_katakana_and_latin_letters_answer_without_the_dictionary(japanese: str, english: str, level: float) -> None:
    assert answer(japanese, persons(english)[0]) == level


@needs_dictionary
def test_a_japanese_line_names_somebody_or_nobody() -> None:
    assert names_somebody("企画課長吉村浩二")
    assert not names_somebody("(事務局)")


def test_a_foreign_name_in_katakana_is_somebody() -> None:
    assert names_somebody("アンナ・ベル（委員）")
