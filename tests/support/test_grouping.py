"""Beads from a support map: smallest groups, bounded, every segment in exactly one bead."""

from hypothesis import given
from hypothesis import strategies as st

from align.model import Bead, SupportLink, SupportMap
from align.support.grouping import beads_of, groups, segment_links
from align.support.weights import SupportWeights

WEIGHTS = SupportWeights("test", {}, {}, {}, {}, 0.5)


def support(links: dict[tuple[int, int], float], size: tuple[int, int]) -> SupportMap:
    found = [SupportLink((i, 0), (j, 0), p) for (i, j), p in links.items()]
    found.sort(key=lambda link: (link.target, link.source))
    return SupportMap(tuple(found), ((0.5,),) * size[0], ((0.5,),) * size[1])


def test_segments_that_share_links_are_one_group_wherever_they_stand() -> None:
    assert groups({(0, 3): 0.9, (7, 3): 0.8, (4, 0): 0.9}) == [((0, 7), (3,)), ((4,), (0,))]


def test_a_group_that_is_too_large_loses_its_weakest_links_first() -> None:
    links = {(0, 0): 0.9, (1, 0): 0.9, (1, 1): 0.3, (2, 1): 0.9}
    assert groups(links, most=2) == [((0, 1), (0,)), ((2,), (1,))]
    assert groups(links, most=3) == [((0, 1, 2), (0, 1))]


def test_links_of_several_sentences_add_up() -> None:
    links = (SupportLink((0, 0), (0, 0), 0.5), SupportLink((0, 1), (0, 0), 0.5))
    assert segment_links(SupportMap(links, ((0.5, 0.5),), ((0.5,),))) == {(0, 0): 0.75}


def test_what_stands_apart_or_out_of_order_crosses() -> None:
    beads = beads_of(support({(0, 0): 0.9, (2, 1): 0.9, (5, 1): 0.9, (3, 2): 0.9}, (6, 3)), WEIGHTS)
    assert {(bead.source, bead.target): bead.crosses for bead in beads if not bead.is_null} == {
        ((0,), (0,)): False,
        ((2, 5), (1,)): True,
        ((3,), (2,)): False,
    }


def test_a_locked_bead_is_kept_and_its_segments_join_no_other() -> None:
    lock = Bead((1,), (0,), 1.0, locked=True)
    beads = beads_of(support({(0, 0): 0.9, (2, 1): 0.9}, (3, 2)), WEIGHTS, [lock])
    assert lock in beads
    assert Bead((0,), (), 0.5) in beads


@given(
    st.dictionaries(st.tuples(st.integers(0, 9), st.integers(0, 7)), st.floats(0.4, 1.0), max_size=40),
)
def test_every_segment_lies_in_exactly_one_bead(links: dict[tuple[int, int], float]) -> None:
    beads = beads_of(support(links, (10, 8)), WEIGHTS)
    assert sorted(i for bead in beads for i in bead.source) == list(range(10))
    assert sorted(j for bead in beads for j in bead.target) == list(range(8))
    assert all(max(len(bead.source), len(bead.target)) <= 12 for bead in beads)
