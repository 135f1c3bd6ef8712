"""The clear search, its fast twins, and brute force find the same ladders."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.search.arcs import Arcs
from align.search.grid import forward, prune
from align.search.lattice import Lattice
from align.search.reference import best_ladder

SHAPES = [(1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (2, 2), (3, 1)]


def every_ladder(n, m, shapes=SHAPES):
    """All ladders over n x m segments, as lists of arcs."""
    if n == m == 0:
        yield []
    for a, b in shapes:
        if a <= n and b <= m:
            for before in every_ladder(n - a, m - b, shapes):
                yield [*before, (n - a, n, m - b, m)]


def random_scores(seed, n, m, *, null=None):
    rng = np.random.default_rng(seed)
    scores = {}
    for a, b in SHAPES:
        for i, j in itertools.product(range(n - a + 1), range(m - b + 1)):
            priced = null if null is not None and 0 in (a, b) else rng.normal()
            scores[i, i + a, j, j + b] = float(priced)
    return scores


def arcs_of(scores):
    rows = np.array([(i, k - i, j, m - j) for i, k, j, m in scores], dtype=np.int64)
    return Arcs(*rows.T)


@pytest.mark.parametrize(("n", "m"), [(0, 1), (1, 1), (3, 4), (4, 2), (4, 4)])
@pytest.mark.parametrize("seed", range(3))
def test_clear_search_equals_brute_force(n, m, seed):
    scores = random_scores(seed, n, m)
    found = best_ladder((n, m), SHAPES, scores.__getitem__)
    best = max(sum(scores[arc] for arc in ladder) for ladder in every_ladder(n, m))
    assert sum(scores[arc] for arc in found) == pytest.approx(best)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 6), st.integers(1, 6), st.integers(0, 10_000))
def test_fast_search_equals_the_clear_one(n, m, seed):
    scores = random_scores(seed, n, m)
    arcs = arcs_of(scores)
    prices = np.array(list(scores.values()))
    ladder = Lattice([(n, m)], [arcs]).best_ladder(prices)
    clear = best_ladder((n, m), SHAPES, scores.__getitem__)
    found = [(int(arcs.i[k]), int(arcs.i[k] + arcs.a[k]), int(arcs.j[k]), int(arcs.j[k] + arcs.b[k])) for k in ladder]
    assert found == clear


@pytest.mark.parametrize("seed", range(3))
def test_posteriors_are_shares_of_all_ladders(seed):
    n, m = 3, 4
    scores = random_scores(seed, n, m)
    ladders = list(every_ladder(n, m))
    weights = [math.exp(sum(scores[arc] for arc in ladder)) for ladder in ladders]
    shares, total = Lattice([(n, m)], [arcs_of(scores)]).posteriors(np.array(list(scores.values())))
    assert total[0] == pytest.approx(math.log(sum(weights)))
    for arc, share in zip(scores, shares, strict=True):
        held = sum(weight for weight, ladder in zip(weights, ladders, strict=True) if arc in ladder)
        assert share == pytest.approx(held / sum(weights))


def test_the_surest_ladder_expects_most_segments_in_their_right_bead():
    n, m = 3, 3
    scores = random_scores(7, n, m)
    arcs = arcs_of(scores)
    lattice = Lattice([(n, m)], [arcs])
    shares, _ = lattice.posteriors(np.array(list(scores.values())))
    share_of = dict(zip(scores, shares, strict=True))

    def expected(ladder):
        return sum(share_of[arc] * (arc[1] - arc[0] + arc[3] - arc[2]) for arc in ladder)

    found = [list(scores)[place] for place in lattice.surest_ladder(shares)]
    assert expected(found) == pytest.approx(max(map(expected, every_ladder(n, m))))


def test_a_null_alignment_is_one_bead_wherever_it_stands():
    n, m = 2, 2
    scores = random_scores(3, n, m)
    arcs = arcs_of(scores)
    lattice = Lattice([(n, m)], [arcs])
    shares, _ = lattice.posteriors(np.array(list(scores.values())))
    whole = lattice.bead_shares(shares)
    for arc, share in zip(scores, whole, strict=True):
        same = (
            [other for other in scores if other[:2] == arc[:2] and other[2] == other[3]] if arc[2] == arc[3] else [arc]
        )
        if arc[0] == arc[1]:
            same = [other for other in scores if other[2:] == arc[2:] and other[0] == other[1]]
        assert share == pytest.approx(sum(shares[list(scores).index(other)] for other in same))


def test_pairs_in_one_lattice_do_not_touch():
    both = [random_scores(seed, n, m) for seed, n, m in ((1, 3, 2), (2, 2, 4))]
    alone = [
        Lattice([size], [arcs_of(scores)]).posteriors(np.array(list(scores.values())))
        for size, scores in zip(((3, 2), (2, 4)), both, strict=True)
    ]
    prices = np.concatenate([list(scores.values()) for scores in both])
    shares, totals = Lattice([(3, 2), (2, 4)], [arcs_of(scores) for scores in both]).posteriors(prices)
    assert shares == pytest.approx(np.concatenate([alone[0][0], alone[1][0]]))
    assert totals == pytest.approx([alone[0][1][0], alone[1][1][0]])


def test_first_pass_keeps_every_bead_of_the_ladders_within_its_margin():
    n, m, margin = 4, 3, 1.5
    scores = random_scores(5, n, m, null=0.0)
    tables = {
        (a, b): np.array([[scores[i, i + a, j, j + b] for j in range(m - b + 1)] for i in range(n - a + 1)])
        for a, b in SHAPES
        if a and b and a <= n and b <= m
    }
    totals = {tuple(ladder): sum(scores[arc] for arc in ladder) for ladder in every_ladder(n, m)}
    best = max(totals.values())
    assert forward((n, m), tables)[n, m] == pytest.approx(best)
    kept = prune((n, m), tables, margin)
    found = {
        (int(i), int(i + a), int(j), int(j + b)) for i, a, j, b in zip(kept.i, kept.a, kept.j, kept.b, strict=True)
    }
    near = {arc for ladder, total in totals.items() if total >= best - margin for arc in ladder}
    assert found == near


def test_no_ladder_is_an_error():
    arcs = Arcs(np.array([0]), np.array([1]), np.array([0]), np.array([1]))
    with pytest.raises(ValueError, match="no ladder"):
        Lattice([(2, 2)], [arcs]).best_ladder(np.zeros(1))
    with pytest.raises(ValueError, match="no ladder"):
        best_ladder((2, 1), [(1, 1)], lambda arc: 0.0)
