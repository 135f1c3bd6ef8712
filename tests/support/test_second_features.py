"""Features of the second estimate."""

import numpy as np
import pytest

from align.support.second_features import _NEIGHBOURS, _of_neighbours


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_values_of_neighbours_are_those_of_the_whole_matrix(count: int) -> None:
    values = np.random.default_rng(count).random(count)
    nearby = sum((np.eye(count, k=step) + np.eye(count, k=-step)) / step for step in range(1, _NEIGHBOURS + 1))
    assert _of_neighbours(values) == pytest.approx(nearby @ values)


def test_a_long_document_takes_no_square_of_its_length() -> None:
    assert len(_of_neighbours(np.ones(1_000_000))) == 1_000_000
