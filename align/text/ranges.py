"""Runs of neighbouring numbers, and how they are written."""

from __future__ import annotations

from collections.abc import Collection


def runs_of(indices: Collection[int]) -> list[tuple[int, int]]:
    """Return the first and the last index of each run of neighbours, ascending.

    >>> runs_of({9, 10, 11, 28, 2})
    [(2, 2), (9, 11), (28, 28)]
    """
    runs: list[tuple[int, int]] = []
    for index in sorted(indices):
        if runs and runs[-1][1] == index - 1:
            runs[-1] = runs[-1][0], index
        else:
            runs.append((index, index))
    return runs


def ranges(indices: Collection[int]) -> list[str]:
    """Return indices from 0 as numbers from 1, in order, with runs joined.

    >>> ranges({9, 10, 11, 12, 28, 2})
    ['3', '10–13', '29']
    """
    return [str(first + 1) if first == last else f"{first + 1}–{last + 1}" for first, last in runs_of(indices)]
