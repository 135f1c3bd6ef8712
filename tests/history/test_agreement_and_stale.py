"""Agreement and differences, compared with values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.history.agreement import agreements, kappa
from align.history.stale import LONGEST_DIFF, difference, stale_verdicts
from align.model import Alignment, Verdict, content_key


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


def test_a_long_text_with_many_equal_words_differs_in_one_word_only() -> None:
    old = "the court and the law " * 100
    new = old.replace("law ", "rule ", 1)
    parts = difference(old, new)
    assert [part for part in parts if part[0] != "same"] == [("gone", "law"), ("new", "rule")]


def test_a_stale_decision_finds_the_most_similar_bead(talks: Alignment) -> None:
    key = content_key(["次回の会談は京都で行われる。"], ["They confirmed that they would cooperate."])
    old = {7: Verdict(key, "accept", "Ben", "2026-01-01T00:00:00Z")}
    texts = {key: (["次回の会談は京都で行われる。"], ["They confirmed that they would cooperate."])}
    [found] = stale_verdicts(talks, old, texts)
    assert (found.seq, found.bead) == (7, talks.keys[6])
    assert [text for kind, text in found.source if kind == "gone"] == ["都"]
    assert stale_verdicts(talks, {}, {}) == []


def test_a_stale_decision_on_quite_other_texts_has_no_bead(talks: Alignment) -> None:
    verdict = Verdict("k", "accept", "Ben", "2026-01-01T00:00:00Z")
    [found] = stale_verdicts(talks, {1: verdict}, {"k": (["無関係な古い文。"], ["Quite another text."])})
    assert (found.bead, found.source, found.target) == (
        "",
        (("gone", "無関係な古い文。"),),
        (("gone", "Quite another text."),),
    )
