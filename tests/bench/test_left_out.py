"""Segments that a set's gold pairs although the noise left their translation out."""

from align.model import Bead
from tests.bench.left_out import blocks_by_text, left_out, without

BLOCKS = blocks_by_text(
    [
        ("The red one. The blue one. The green one.", "赤いもの。青いもの。緑のもの。"),
        ("One sentence here.", "ここには。二文ある。"),
    ]
)
SOURCE = ["赤いもの。", "青いもの。緑のもの。"]


def test_a_half_without_any_of_its_sentences_is_left_out():
    bead = Bead((0, 1), (0,))
    assert left_out(bead, SOURCE, ["The blue one. The green one."], BLOCKS) == {0}
    assert without(bead, {0}) == [Bead((1,), (0,)), Bead((0,), ())]


def test_a_half_with_one_of_its_sentences_is_not():
    bead = Bead((0, 1), (0,))
    assert left_out(bead, SOURCE, ["The red one. The green one."], BLOCKS) == set()
    assert without(bead, set()) == [bead]


def test_nothing_is_told_where_sentences_do_not_answer_each_other_one_to_one():
    assert left_out(Bead((0, 1), (0,)), ["ここには。", "二文ある。"], ["One sentence here."], BLOCKS) == set()
    assert left_out(Bead((0, 1), (0,)), ["別の文。", "知らない文。"], ["Unknown."], BLOCKS) == set()
    assert left_out(Bead((0,), (0,)), ["赤いもの。青いもの。緑のもの。"], ["The blue one."], BLOCKS) == set()
