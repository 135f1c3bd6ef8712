"""Numbers in words: runs of neighbours as ranges."""

from __future__ import annotations

from collections.abc import Collection


def ranges(indices: Collection[int]) -> list[str]:
    """Return indices from 0 as numbers from 1, in order, with runs joined.

    >>> ranges({9, 10, 11, 12, 28, 2})
    ['3', '10–13', '29']
    """
    runs: list[list[int]] = []
    for index in sorted(indices):
        if runs and runs[-1][1] == index - 1:
            runs[-1][1] = index
        else:
            runs.append([index, index])
    return [str(first + 1) if first == last else f"{first + 1}–{last + 1}" for first, last in runs]
