"""Persons of both sides in one table, with katakana names: they need no dictionary."""

import numpy as np
import pytest

from align.facts.pronunciation import available
from align.score.name_table import NameTable
from tests.score.toy import side

needs_dictionary = pytest.mark.skipif(not available(), reason="needs the dictionary: pip install 'taiyaku[names]'")
JAPANESE = ("出席者", "アンナ・ベル（委員）", "リサ・ブラント", "カルロス・メンデス")
ENGLISH = ("Those present", "Ms. A. Bell", "Ms. L. Brandt, Adviser", "Mr. P. Hansen")


def test_the_same_person_is_found_wherever_both_sides_name_it() -> None:
    table = NameTable(side("ja", *JAPANESE), side("en", *ENGLISH))
    assert np.argwhere(table.sure_pairs()).tolist() == [[1, 1], [2, 2]]


def test_the_languages_may_stand_the_other_way_round() -> None:
    table = NameTable(side("en", *ENGLISH[:3]), side("ja", *JAPANESE))
    assert np.argwhere(table.sure_pairs()).tolist() == [[1, 1], [2, 2]]


def test_a_person_is_missed_where_another_segment_names_it() -> None:
    table = NameTable(side("ja", *JAPANESE), side("en", *ENGLISH))
    assert table.missing(1, known=True)[:, 1].tolist() == [1, 0, 1, 1]
    assert table.missing(2, known=True)[:, 1].tolist() == [0, 0, 1]


@needs_dictionary
def test_a_person_whom_no_segment_names_is_open_everywhere() -> None:
    table = NameTable(side("ja", *JAPANESE), side("en", *ENGLISH))
    assert table.missing(1, known=False)[:, 3].tolist() == [1, 1, 1, 1]


def test_a_segment_that_names_a_person_of_others_is_unmet() -> None:
    table = NameTable(side("ja", *JAPANESE), side("en", *ENGLISH))
    assert table.unmet[1].tolist() == [1, 0, 1, 1]
    assert table.unmet[0].tolist() == [0, 0, 0, 0]


def test_segments_that_name_nobody_are_told() -> None:
    table = NameTable(side("ja", *JAPANESE), side("en", *ENGLISH))
    assert [some.tolist() for some in table.people_of_sides()] == [[False, True, True, True]] * 2


def test_sides_without_a_common_person_and_other_languages_give_an_empty_table() -> None:
    assert NameTable(side("ja", "カルロス・メンデス"), side("en", "Mr. P. Hansen")).empty
    assert NameTable(side("de", "Herr P. Hansen"), side("en", "Mr. P. Hansen")).empty


@needs_dictionary
def test_where_hardly_a_person_is_answered_a_missing_name_says_nothing() -> None:
    strangers = [f"Mr. P. {name}" for name in ("Hansen", "Foster", "Clarke", "Petrov", "Kowalski", "Larsen")]
    table = NameTable(side("ja", "アンナ・ベル"), side("en", "Ms. A. Bell", *strangers))
    assert table.trust == 0


def test_without_the_dictionary_persons_whom_nothing_can_answer_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.score.name_table.available", lambda: False)
    table = NameTable(side("ja", *JAPANESE), side("en", *ENGLISH))
    assert [some.tolist() for some in table.people_of_sides()][1] == [False, True, True, False]
    assert not table.missing(1, known=False).any()
