"""Beads whose sentences are aligned together."""

from __future__ import annotations

from align.model import Bead
from align.score.bead_blocks import BeadParts, blocks_of


def parts(source: range, target: range) -> BeadParts:
    return BeadParts(Bead((0,), (0,)), list(source), list(target))


def test_beads_in_order_stand_in_one_block_with_their_own_groups() -> None:
    (block,) = blocks_of([parts(range(2), range(1)), parts(range(2, 4), range(1, 4))])
    assert block.places == ([0, 1, 2, 3], [0, 1, 2, 3])
    assert [side.tolist() for side in (block.groups.source, block.groups.target)] == [[0, 0, 1, 1], [0, 1, 1, 1]]


def test_a_bead_that_crosses_begins_a_block_of_its_own() -> None:
    blocks = blocks_of([parts(range(2), range(5, 7)), parts(range(2, 4), range(2))])
    assert [block.places for block in blocks] == [([0, 1], [5, 6]), ([2, 3], [0, 1])]


def test_blocks_stay_small() -> None:
    blocks = blocks_of([parts(range(4 * k, 4 * k + 4), range(4 * k, 4 * k + 4)) for k in range(100)])
    assert len(blocks) > 1
    assert max(len(side) for block in blocks for side in block.places) <= 160
    assert [place for block in blocks for place in block.places[0]] == list(range(400))


def test_a_long_bead_does_not_stand_with_short_ones() -> None:
    blocks = blocks_of(
        [parts(range(2), range(2)), parts(range(2, 42), range(2, 42)), parts(range(42, 44), range(42, 44))]
    )
    assert sorted(len(block.parts) for block in blocks) == [1, 2]
