"""Agreement and differences, compared with values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.history.agreement import agreements, kappa
from align.history.stale import LONGEST_DIFF, difference


def test_kappa_of_the_textbook_case() -> None:
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)  # raw .7, chance .5


def test_kappa_without_room_beyond_chance_says_nothing() -> None:
    assert kappa([("accept", "accept")] * 3) is None


def test_agreement_counts_common_beads_of_each_two_reviewers() -> None:
    decisions = {
        "k1": {"Aiko": "accept", "Ben": "accept"},
        "k2": {"Aiko": "accept", "Ben": "reject", "Cho": "reject"},
        "k3": {"Cho": "accept"},
    }
    rows = [(row.first, row.second, row.beads, row.raw) for row in agreements(decisions)]
    assert rows == [("Aiko", "Ben", 2, 0.5), ("Aiko", "Cho", 1, 0.0), ("Ben", "Cho", 1, 1.0)]


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    parts = difference(old, new)
    assert "".join(text for kind, text in parts if kind != "new").replace("\n", "") == old.replace("\n", "")
    assert "".join(text for kind, text in parts if kind != "gone").replace("\n", "") == new.replace("\n", "")


def test_japanese_differs_by_character_and_long_texts_whole() -> None:
    assert difference("約50分間", "約60分間") == (("same", "約"), ("gone", "50"), ("new", "60"), ("same", "分間"))
    long = "あ" * LONGEST_DIFF
    assert difference(long, long + "い") == (("gone", long), ("new", long + "い"))
