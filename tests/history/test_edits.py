"""Edits of a ladder, on any ladder: nothing is lost, everything can be taken back."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.history.edits import Edit, apply, force, group_of, mark_crossings, merge, move, reading_order, split
from align.model import Bead


@st.composite
def ladders(draw: st.DrawFn) -> list[Bead]:
    """Any partition of up to 8 source and 8 target segments into beads, crossings and all."""
    sides = []
    for name in ("source", "target"):
        indices = list(range(draw(st.integers(0, 8), label=name)))
        bins = draw(st.lists(st.integers(0, 6), min_size=len(indices), max_size=len(indices)))
        groups: dict[int, list[int]] = {}
        for index, place in zip(indices, bins, strict=True):
            groups.setdefault(place, []).append(index)
        sides.append(groups)
    beads = [
        Bead(tuple(sides[0].get(place, ())), tuple(sides[1].get(place, ())))
        for place in sorted(set(sides[0]) | set(sides[1]))
    ]
    return mark_crossings(reading_order(beads))


def segments(beads: list[Bead]) -> list[tuple[str, int]]:
    return sorted([("s", i) for bead in beads for i in bead.source] + [("t", i) for bead in beads for i in bead.target])


@given(ladders(), st.data())
def test_an_edit_keeps_every_segment_and_its_inverse_restores_the_ladder(
    beads: list[Bead], data: st.DataObject
) -> None:
    if len(beads) < 2:
        return
    one, other = data.draw(st.permutations(beads))[:2]
    known = {group_of(bead): bead for bead in beads}
    edits = [merge([group_of(one), group_of(other)])]
    parts = [("source", i) for i in one.source] + [("target", i) for i in one.target]
    edits.append(move(group_of(one), group_of(other), [data.draw(st.sampled_from(parts))]))
    if len(parts) > 1:
        source_cut = data.draw(st.integers(0, len(one.source)))
        target_cut = data.draw(st.integers(0, len(one.target)))
        if 0 < source_cut + target_cut < len(parts):
            edits.append(split(group_of(one), source_cut, target_cut))
    for edit in edits:
        after = apply(beads, edit, known, "Aiko")
        assert after is not None
        assert segments(after) == segments(beads)
        assert apply(after, edit.inverse(), known, "Aiko") == beads


@given(ladders())
def test_reading_order_is_source_order_and_depends_on_the_beads_only(beads: list[Bead]) -> None:
    sources = [bead.source[0] for bead in beads if bead.source]
    assert sources == sorted(sources)
    assert reading_order(reversed(beads)) == reading_order(beads)
    holder = {index: place for place, bead in enumerate(beads) for index in bead.target}
    for place, bead in enumerate(beads):
        if not bead.source and bead.target[0] - 1 in holder:
            assert holder[bead.target[0] - 1] < place


@given(ladders(), st.data())
def test_what_nobody_touched_keeps_its_place(beads: list[Bead], data: st.DataObject) -> None:
    ladder = [bead for bead in beads if bead.source]
    for bead in beads:  # an aligner may put additions anywhere
        if not bead.source:
            ladder.insert(data.draw(st.integers(0, len(ladder))), bead)
    ladder = mark_crossings(ladder)
    known = {group_of(bead): bead for bead in ladder}
    assert reading_order(data.draw(st.permutations(ladder)), known) == ladder
    if len(ladder) < 2:
        return
    edit = merge([group_of(bead) for bead in data.draw(st.permutations(ladder))[:2]])
    after = apply(ladder, edit, known, "Aiko")
    assert after is not None and segments(after) == segments(ladder)
    assert apply(after, edit.inverse(), known, "Aiko") == ladder


@given(ladders())
def test_as_few_beads_cross_as_possible(beads: list[Bead]) -> None:
    both = [bead for bead in beads if not bead.is_null]
    straight = [bead.target[0] for bead in both if not bead.crosses]
    assert straight == sorted(straight)
    starts = [bead.target[0] for bead in both]
    longest = max(
        size
        for size in range(len(starts) + 1)
        for chosen in combinations(starts, size)
        if list(chosen) == sorted(chosen)
    )
    assert len(straight) == longest


def test_a_merged_bead_is_made_by_hand_and_its_parts_come_back_with_their_probability() -> None:
    beads = [Bead((0,), (0,), 0.7), Bead((1,), (), 0.4)]
    known = {group_of(bead): bead for bead in beads}
    edit = merge([group_of(bead) for bead in beads])
    after = apply(beads, edit, known, "Aiko")
    assert after and (after[0].evidence[0].name, after[0].evidence[0].detail) == ("hand", "Aiko")
    assert apply(after, edit.inverse(), known, "Aiko") == beads


def test_an_edit_of_beads_that_are_gone_is_refused() -> None:
    assert apply([Bead((0,), (0,)), Bead((1,), (1,))], merge([((0,), ()), ((1,), ())]), {}, "Aiko") is None


def test_forcing_groups_leaves_the_rest_of_what_it_breaks_together() -> None:
    beads = [Bead((0, 1), (0,)), Bead((2,), (1, 2))]
    edit = force(beads, [((1,), (1,))])
    assert set(edit.after) == {((1,), (1,)), ((0,), (0,)), ((2,), (2,))}


def test_an_addition_stands_after_the_bead_that_holds_the_target_before_it() -> None:
    beads = [Bead((0,), (2,)), Bead((1,), (0,)), Bead((), (1,)), Bead((), (3,))]
    assert [group_of(bead) for bead in reading_order(beads)] == [((0,), (2,)), ((), (3,)), ((1,), (0,)), ((), (1,))]


@pytest.mark.parametrize("cut", [(0, 0), (2, 1), (3, 0), (-1, 1)])
def test_a_split_must_leave_something_on_either_side(cut: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="cut"):
        split(((0, 1), (0,)), *cut)


def test_an_edit_may_not_lose_or_double_a_segment() -> None:
    with pytest.raises(ValueError, match="exactly one bead"):
        Edit("set", (((0, 1), ()),), (((0,), ()),))
    with pytest.raises(ValueError, match="change nothing"):
        Edit("set", (((0,), ()),), (((0,), ()),))
    with pytest.raises(ValueError, match="own segments"):
        move(((0,), ()), ((1,), ()), [("source", 1)])
