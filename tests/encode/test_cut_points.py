"""Cut points: where one text may end and another begin."""

import numpy as np
import pytest

from align.encode.cut_points import CutPoints

PIECES = [
    "<s>",
    "</s>",
    "▁",
    "▁Open",
    "▁the",
    "▁file",
    ".",
    "▁this",
    "これは",
    "テスト",
    "漢字",
    "年",
    "5",
    "。",
    "abc",
    "(",
    "▁「",
    "、",
]
ID = {piece: number for number, piece in enumerate(PIECES)}


class Vocabulary:
    """A vocabulary of a few tokens; the first two are marks."""

    def get_piece_size(self):
        return len(PIECES)

    def is_control(self, token):
        return token < 2

    def id_to_piece(self, token):
        return PIECES[token]


def is_cut(left, right):
    tokens = np.array([ID["▁the"], ID[left], ID[right]], dtype=np.int64)
    return 2 in CutPoints(Vocabulary()).find(tokens)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("▁the", "▁Open"),  # a capital behind a space
        (".", "▁this"),  # lower case behind the end of a clause
        ("▁", "abc"),
        ("▁the", "("),
        ("abc", "▁「"),
        ("。", "これは"),
        ("。", "テスト"),
        ("。", "漢字"),
        ("。", "abc"),
        ("。", "5"),
        ("これは", "テスト"),
        ("これは", "漢字"),
        ("これは", "abc"),
        ("これは", "5"),
        ("テスト", "漢字"),
        ("漢字", "テスト"),
        ("5", "年"),
        ("5", "テスト"),
    ],
)
def test_a_text_may_end_and_another_begin(left, right):
    assert is_cut(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("▁Open", "▁the"),  # lower case behind a space
        ("漢字", "5"),  # a number belongs to what stands before it
        ("テスト", "5"),
        ("漢字", "これは"),
        ("テスト", "これは"),
        ("5", "これは"),
        ("abc", "漢字"),
        ("これは", "。"),
        ("これは", "、"),
        ("▁the", "▁"),
        ("<s>", "▁Open"),
        ("。", "</s>"),
        ("</s>", "<s>"),
    ],
)
def test_a_text_is_not_cut(left, right):
    assert not is_cut(left, right)


def test_cut_points_are_places_in_order_and_the_first_token_is_none():
    tokens = [ID[piece] for piece in ("<s>", "▁Open", "▁the", "▁file", "▁Open", "。", "これは", "</s>")]
    assert CutPoints(Vocabulary()).find(np.array(tokens, dtype=np.int64)).tolist() == [4, 6]
