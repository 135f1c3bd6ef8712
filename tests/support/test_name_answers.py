"""Names of an English sentence in Japanese ones: by sound, by pronunciation, by the table of entities."""

from __future__ import annotations

import numpy as np
import pytest

from align.facts.pronunciation import available
from align.support.name_answers import name_answers

needs_dictionary = pytest.mark.skipif(not available(), reason="needs the dictionary: pip install 'taiyaku[names]'")


def held(japanese: list[str], english: str) -> list[int]:
    """The Japanese sentences that hold a name of the English one, the heaviest first."""
    shared, _, _ = name_answers(japanese, [english], ("ja", "en"))
    return [int(row) for row in np.argsort(-shared[:, 0], kind="stable") if shared[row, 0] > 0]


def test_a_katakana_name_answers_by_its_sound() -> None:
    assert held(["会議が開かれた。", "オルテガ氏が演説した。"], "The speech was given by Maria Ortega.") == [1]


@needs_dictionary
def test_a_kanji_name_answers_by_its_pronunciation() -> None:
    japanese = ["市は予算を決めた。", "委員長は高橋康介教授である。", "傍聴者は十人だった。"]
    assert held(japanese, "The panel is led by Professor Kosuke Takahashi.") == [1]


@needs_dictionary
def test_a_place_that_no_dictionary_lists_is_read_from_its_characters() -> None:
    assert held(["霧笛港の改修が終わった。", "費用は市が負担する。"], "Work on the port of Muteki has ended.")[0] == 0


def test_a_country_answers_by_the_table() -> None:
    assert held(["韓国の代表が出席した。", "議題は三つだった。"], "A delegate of South Korea was there.") == [0]


def test_names_without_an_answer_are_counted() -> None:
    shared, stated, unanswered = name_answers(["会議は終わった。"], ["They met Paula Brandt."], ("ja", "en"))
    assert not shared.any()
    assert (stated.tolist(), unanswered.tolist()) == ([1.0], [1.0])


def test_the_languages_may_stand_the_other_way_round() -> None:
    japanese, english = ["オルテガ氏が演説した。", "会議が開かれた。"], ["The speech was given by Maria Ortega."]
    turned, _, _ = name_answers(english, japanese, ("en", "ja"))
    assert turned[0, 0] > 0
    assert turned[0, 1] == 0


def test_other_languages_share_no_names() -> None:
    shared, stated, _ = name_answers(["Maria Ortega sprach."], ["Maria Ortega spoke."], ("de", "en"))
    assert not shared.any()
    assert not stated.any()
