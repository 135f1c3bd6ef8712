"""Clauses that the translation leaves out, told by their words."""

import pytest

from align.model import Alignment, Bead, Document, Segment
from align.pipeline import load_aligner
from align.words.left_clauses import unanswered_clauses

SOURCE = "市は昨年度、老朽化した中央図書館の耐震補強工事を完了し、来年4月に新しい児童公園を開園する。"
LEFT = "老朽化した中央図書館の耐震補強工事を完了し、"


def linked(target: str) -> Alignment:
    sides = Document("x", "ja", (Segment(0, SOURCE),)), Document("x", "en", (Segment(0, target),))
    return load_aligner(cache=False).link_words(Alignment(sides[0], sides[1], (Bead((0,), (0,)),)))


def test_a_clause_without_any_answer_is_found() -> None:
    alignment = linked("The city will open a new children's park next April.")
    found = [SOURCE[a:b] for a, b in unanswered_clauses(alignment, alignment.beads[0])]
    assert any(LEFT in clause for clause in found)


def test_a_whole_translation_leaves_no_clause() -> None:
    alignment = linked(
        "Last fiscal year the city completed seismic reinforcement work on the ageing central library, "
        "and it will open a new children's park next April."
    )
    assert unanswered_clauses(alignment, alignment.beads[0]) == []
    assert unanswered_clauses(alignment, alignment.beads[0], "target") == []


def test_without_links_it_says_how_to_get_them() -> None:
    sides = Document("x", "ja", (Segment(0, SOURCE),)), Document("x", "en", (Segment(0, "A park."),))
    with pytest.raises(ValueError, match=r"align\.word_links"):
        unanswered_clauses(Alignment(sides[0], sides[1], (Bead((0,), (0,)),)), Bead((0,), (0,)))
