"""The first search keeps a bounded number of beads, among them a ladder from end to end."""

from itertools import pairwise

import numpy as np
import pytest

from align.search.grid import prune
from align.search.lattice import Lattice

SHAPES = ((1, 1), (2, 1), (1, 2), (2, 2))


def scores_of(size, draw):
    return {(a, b): draw((size[0] - a + 1, size[1] - b + 1)) for a, b in SHAPES if a <= size[0] and b <= size[1]}


def random_scores(size, seed=1):
    rng = np.random.default_rng(seed)
    return scores_of(size, lambda shape: rng.normal(-1, 2, shape))


def beads_of(arcs):
    return set(zip(arcs.i.tolist(), arcs.a.tolist(), arcs.j.tolist(), arcs.b.tolist(), strict=True))


def best_total(size, arcs, scores):
    prices = np.array([scores[a, b][i, j] if a and b else 0.0 for i, a, j, b in _rows(arcs)])
    return prices[Lattice([size], [arcs]).best_ladder(prices)].sum()


def _rows(arcs):
    return zip(arcs.i.tolist(), arcs.a.tolist(), arcs.j.tolist(), arcs.b.tolist(), strict=True)


def test_without_too_many_beads_the_limit_changes_nothing():
    size, scores = (20, 25), random_scores((20, 25))
    free = prune(size, scores, 4.0, most=10**9)
    assert beads_of(prune(size, scores, 4.0, most=len(free))) == beads_of(free)
    assert beads_of(prune(size, scores, 4.0)) == beads_of(free)


@pytest.mark.parametrize("seed", range(4))
def test_too_many_beads_are_thinned_to_the_limit_and_the_best_ladder_stays(seed):
    size, scores = (30, 40), random_scores((30, 40), seed)
    free = prune(size, scores, 8.0, most=10**9)
    some = prune(size, scores, 8.0, most=len(free) // 3)
    assert len(some) <= len(free) // 3
    assert beads_of(some) < beads_of(free)
    assert best_total(size, some, scores) == pytest.approx(best_total(size, free, scores))


@pytest.mark.parametrize("price", [0.0, -1.0, 1.0])
@pytest.mark.parametrize("size", [(200, 150), (150, 200), (300, 1), (1, 300), (200, 200)])
def test_where_all_beads_are_worth_the_same_those_near_one_ladder_are_kept(size, price):
    scores = scores_of(size, lambda shape: np.full(shape, price))
    found = prune(size, scores, 8.5, most=10 * sum(size))
    assert len(found) <= 45 * sum(size)
    best = max(price, 0.0) * min(size)
    assert best_total(size, found, scores) == pytest.approx(best)


def test_the_limit_grows_with_the_segments_and_not_with_the_cells():
    kept = []
    for count in (100, 200, 400):
        scores = scores_of((count, count), np.zeros)
        kept.append(len(prune((count, count), scores, 8.5)))
    for less, more in pairwise(kept):
        assert more < 2.5 * less
