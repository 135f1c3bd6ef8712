"""The heaviest rising chain equals brute force."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.chains import rising_chain


def rises(boxes):
    return all(one[1] < other[0] and one[3] < other[2] for one, other in pairwise(boxes))


def heaviest(boxes, weights):
    places = range(len(boxes))
    chains = [chain for size in range(len(boxes) + 1) for chain in combinations(places, size)]
    ordered = [sorted(chain, key=lambda place: boxes[place]) for chain in chains]
    return max(sum(weights[place] for place in chain) for chain in ordered if rises([boxes[place] for place in chain]))


BOXES = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 3), st.integers(0, 8), st.integers(0, 3)).map(
        lambda box: (box[0], box[0] + box[1], box[2], box[2] + box[3])
    ),
    max_size=8,
)


@settings(max_examples=300, deadline=None)
@given(BOXES, st.randoms(use_true_random=False))
def test_it_is_the_heaviest_chain(boxes, random):
    weights = [random.choice((0.5, 1.0, 1.0, 2.5)) for _ in boxes]
    found = rising_chain(boxes, weights)
    assert rises([boxes[place] for place in found])
    assert sum(weights[place] for place in found) == pytest.approx(heaviest(boxes, weights))


@settings(max_examples=200, deadline=None)
@given(BOXES)
def test_without_weights_it_is_the_longest(boxes):
    assert len(rising_chain(boxes)) == heaviest(boxes, [1.0] * len(boxes))


def test_points_on_one_line_do_not_rise():
    assert len(rising_chain([(0, 0, 0, 0), (0, 0, 1, 1), (1, 1, 1, 1)])) == 2
    assert len(rising_chain([(0, 0, 3, 3), (1, 1, 3, 3)])) == 1


def test_of_equally_long_chains_the_one_that_ends_lowest_is_kept():
    assert rising_chain([(0, 0, 3, 3), (1, 1, 0, 0)]) == [1]
    assert rising_chain([(0, 0, 5, 5), (1, 1, 1, 1), (2, 2, 6, 6)]) == [1, 2]


def test_no_boxes_have_no_chain():
    assert rising_chain([]) == []
