"""Clauses cover the sentence, are cut where a translator would cut, and take linear time."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.text.clauses import clause_spans


def clauses(text: str, lang: str) -> list[str]:
    return [text[start:stop] for start, stop in clause_spans(text, lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市は窓口を移し、手数料を下げた。", ["市は窓口を移し、", "手数料を下げた。"]),
        ("市長は、来年度の予算案を示した。", ["市長は、来年度の予算案を示した。"]),
        ("また、両社は協議を続け、年内に結論を出す。", ["また、両社は協議を続け、", "年内に結論を出す。"]),
        ("港湾の整備、道路の補修、橋の点検を行う。", ["港湾の整備、", "道路の補修、", "橋の点検を行う。"]),
        ("利益は十億円（前年比二割増）となった。", ["利益は十億円", "（前年比二割増）", "となった。"]),
        ("短い、文。", ["短い、文。"]),
    ],
)
def test_japanese_is_cut_behind_conjunctive_forms_and_in_lists_but_not_behind_topics(text, expected) -> None:
    assert clauses(text, "ja") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The city moved the office and lowered its fees.", ["The city moved the office", "and lowered its fees."]),
        ("Bread and butter are sold here.", ["Bread and butter are sold here."]),
        (
            "Rules changed: ferries wait longer; buses do not.",
            ["Rules changed:", "ferries wait longer;", "buses do not."],
        ),
        ("It paid 1,200,000 yen in all.", ["It paid 1,200,000 yen in all."]),
        (
            "The mayor of Kita (elected only last year) spoke before lunch.",
            ["The mayor of Kita", "(elected only last year)", "spoke before lunch."],
        ),
    ],
)
def test_english_is_cut_at_signs_and_between_verbs(text, expected) -> None:
    assert clauses(text, "en") == expected


@given(st.text(alphabet="あいう、；（）。abc ,;:and–", max_size=120), st.sampled_from(["ja", "en", "de"]))
def test_clauses_rise_and_hold_all_but_spaces(text: str, lang: str) -> None:
    spans = clause_spans(text, lang)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")
