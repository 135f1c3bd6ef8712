"""Arcs: shapes and selections."""

import numpy as np

from align.search.arcs import Arcs, concatenate


def arcs(*beads):
    return Arcs(*np.array(beads, dtype=np.int64).T)


def test_shapes_are_told_apart_up_to_the_widest():
    found = arcs((0, 1, 0, 48), (0, 48, 0, 1), (5, 1, 0, 48), (0, 0, 2, 1), (3, 2, 4, 2))
    shapes = [(a, b, rows.tolist()) for a, b, rows in found.shapes()]
    assert shapes == [(0, 1, [3]), (1, 48, [0, 2]), (2, 2, [4]), (48, 1, [1])]


def test_a_side_of_thousands_of_segments_has_a_code_of_its_own():
    found = arcs((0, 1, 0, 4095), (0, 2, 0, 0), (0, 4095, 0, 0))
    assert [(a, b) for a, b, _ in found.shapes()] == [(1, 4095), (2, 0), (4095, 0)]


def test_arcs_are_taken_by_mask_or_place_and_put_together():
    found = arcs((0, 1, 0, 1), (1, 2, 1, 1), (3, 1, 2, 0))
    assert found.take(np.array([False, True, False])).i.tolist() == [1]
    taken = found.take(np.array([2, 0]))
    assert [taken.i.tolist(), taken.a.tolist(), taken.j.tolist(), taken.b.tolist()] == [[3, 0], [1, 1], [2, 0], [0, 1]]
    both = concatenate([taken, found])
    assert len(both) == 5
    assert [both.i.tolist(), both.b.tolist()] == [[3, 0, 0, 1, 3], [0, 1, 1, 1, 0]]
