"""The likeliest other bead that holds a segment of a chosen one."""

import numpy as np

from align.model import Evidence
from align.score.rivals import Choice, rivals, with_rivals
from align.search.arcs import Arcs

ROWS = [
    (0, 1, 0, 1),  # chosen
    (0, 1, 0, 2),
    (0, 1, 0, 0),  # the first source segment alone, before the first target segment
    (0, 1, 1, 0),  # the same null alignment behind it
    (1, 1, 1, 1),  # chosen
    (2, 1, 2, 0),  # chosen
    (2, 1, 2, 1),
    (3, 1, 3, 1),  # chosen
]
SHARES = np.array([0.7, 0.1, 0.2, 0.2, 0.9, 0.6, 0.4, 1.0])
CHOSEN = Choice(Arcs(*np.array(ROWS, dtype=np.int64).T), SHARES, np.array([0, 4, 5, 7]))


def test_the_rival_is_the_likeliest_other_bead_that_shares_a_segment() -> None:
    assert rivals(CHOSEN) == [2, 1, 6, None]


def test_the_same_null_alignment_at_another_place_is_no_rival() -> None:
    alone = Choice(CHOSEN.arcs, np.array([0.0, 0.0, 0.6, 0.4, 0.0, 0.0, 0.0, 0.0]), np.array([2]))
    assert rivals(alone) == [None]


def test_unlikely_beads_are_no_rivals() -> None:
    shares = np.array([0.9, 0.001, 0.001, 0.001, 1.0, 1.0, 0.001, 1.0])
    assert rivals(Choice(CHOSEN.arcs, shares, CHOSEN.ladder)) == [None] * 4


def test_rivals_are_told_in_the_numbers_of_the_document() -> None:
    known = [(Evidence("size", 1.0, 1.0),), (), (), ()]
    found = with_rivals(known, CHOSEN, [10, 11, 12, 13], [20, 21, 22, 23])
    assert [item.name for item in found[0]] == ["size", "rival"]
    assert [items[-1].detail for items in found[:3]] == [
        "source 11 left out",
        "source 11 with target 21–22",
        "source 13 with target 23",
    ]
    assert found[0][-1].value == 0.2
    assert found[3] == ()
