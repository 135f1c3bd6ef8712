"""Agreement, sentence pairs and differences, against values worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.history.agreement import agreements, kappa
from align.history.stale import LONGEST_DIFF, difference
from align.model import Alignment, Bead, Document, Segment
from align.page.sentence_pairs import sentence_pairs


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


def pair(source: list[str], target: list[str]) -> tuple[Alignment, Bead]:
    def side(lang: str, sentences: list[str], gap: str) -> Document:
        spans, text = [], ""
        for sentence in sentences:
            start = len(text)
            text += sentence
            spans.append((start, len(text)))
            text += gap
        return Document("p", lang, (Segment(0, text.strip(), sentences=tuple(spans)),) if sentences else ())

    bead = Bead((0,) if source else (), (0,) if target else ())
    return Alignment(side("ja", source, ""), side("en", target, " "), (bead,)), bead


def test_sentences_pair_by_length() -> None:
    short, long = "短い文。", "これはたいへん長い文であって、なかなか終わらないので読む人が疲れてしまう。"
    alignment, bead = pair(
        [short, long, short],
        ["Short.", "This is a very long sentence that does not end for quite some time at all.", "Brief."],
    )
    assert [(len(s), len(t)) for s, t in sentence_pairs(alignment, bead)] == [(1, 1), (1, 1), (1, 1)]


def test_one_sentence_for_two() -> None:
    alignment, bead = pair(
        ["一つ目の文がここにあります。", "二つ目の文もここにあります。"],
        ["The first sentence is here and the second one is here too."],
    )
    assert [(len(s), len(t)) for s, t in sentence_pairs(alignment, bead)] == [(2, 1)]


def test_a_null_bead_has_sentences_on_one_side() -> None:
    alignment, bead = pair(["左だけ。", "二つ。"], [])
    assert sentence_pairs(alignment, bead) == [(("左だけ。",), ()), (("二つ。",), ())]


@given(st.lists(st.text("あいう。", min_size=1), max_size=6), st.lists(st.text("abc", min_size=1), max_size=6))
def test_every_sentence_appears_once_in_order(source: list[str], target: list[str]) -> None:
    if not source and not target:
        return
    alignment, bead = pair(source, target)
    pairs = sentence_pairs(alignment, bead)
    assert [text for side, _ in pairs for text in side] == source
    assert [text for _, side in pairs for text in side] == target


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_difference_holds_both_texts(old: str, new: str) -> None:
    parts = difference(old, new)
    assert "".join(text for kind, text in parts if kind != "new").replace("\n", "") == old.replace("\n", "")
    assert "".join(text for kind, text in parts if kind != "gone").replace("\n", "") == new.replace("\n", "")


def test_japanese_differs_by_character_and_long_texts_whole() -> None:
    assert difference("約50分間", "約60分間") == (("same", "約"), ("gone", "50"), ("new", "60"), ("same", "分間"))
    long = "あ" * LONGEST_DIFF
    assert difference(long, long + "い") == (("gone", long), ("new", long + "い"))
