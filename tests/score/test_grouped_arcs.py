"""Groups of segments that are aligned each for itself, in one lattice."""

from __future__ import annotations

import numpy as np

from align.score.grouped_arcs import Groups
from align.search.arcs import Arcs
from align.search.lattice import Lattice

GROUPS = Groups(np.array([0, 0, 1, 1, 1]), np.array([0, 1, 1]))


def all_arcs(n: int, m: int) -> Arcs:
    """All beads 1-1, 2-1, 1-0 and 0-1 of n and m segments."""
    rows = [
        (i, a, j, b) for a, b in ((1, 1), (2, 1), (1, 0), (0, 1)) for i in range(n + 1 - a) for j in range(m + 1 - b)
    ]
    return Arcs(*np.array(rows).T)


def inside(arcs: Arcs) -> Arcs:
    """The arcs without the beads that hold segments of two groups."""
    whole = {(a, b): GROUPS.hold(a, b) for a, b in ((1, 1), (2, 1))}
    keep = [
        not (a and b) or whole[a, b][i, j]
        for i, a, j, b in zip(*(part.tolist() for part in (arcs.i, arcs.a, arcs.j, arcs.b)), strict=True)
    ]
    return arcs.take(np.array(keep))


def test_each_group_has_the_posteriors_that_it_has_alone() -> None:
    arcs = GROUPS.sorted_arcs(inside(all_arcs(5, 3)))
    scores = np.random.default_rng(3).normal(size=len(arcs))
    shares, _ = GROUPS.lattice(arcs).posteriors(scores)
    ladder = GROUPS.lattice(arcs).best_ladder(scores).tolist()
    at = 0
    for size, start in (((2, 1), (0, 0)), ((3, 2), (2, 1))):
        own = all_arcs(*size)
        shift = Arcs(own.i + start[0], own.a, own.j + start[1], own.b)
        here = range(at, at + len(own))
        place = {row: k for k, row in enumerate(zip(shift.i, shift.a, shift.j, shift.b, strict=True))}
        order = np.array([place[row] for row in zip(*(part[list(here)] for part in vars(arcs).values()), strict=True)])
        alone = Lattice([size], [own.take(order)])
        assert np.allclose(alone.posteriors(scores[list(here)])[0], shares[list(here)])
        assert (alone.best_ladder(scores[list(here)]) + at).tolist() == [k for k in ladder if k in here]
        at += len(own)
    assert at == len(arcs)


def test_null_alignments_between_groups_move_beside_their_own_group() -> None:
    arcs = Arcs(*np.array([(3, 1, 0, 0), (3, 1, 1, 0), (0, 0, 2, 1)]).T)
    moved = GROUPS.sorted_arcs(arcs)
    assert list(zip(*(part.tolist() for part in vars(moved).values()), strict=True)) == [(2, 0, 2, 1), (3, 1, 1, 0)]


def test_no_bead_of_two_groups_is_held() -> None:
    assert GROUPS.hold(2, 1).tolist() == [
        [True, False, False],
        [False, False, False],
        [False, True, True],
        [False, True, True],
    ]
    assert GROUPS.largest == 3
