"""Where features are written: one column for each feature, one row for each candidate bead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from align.score.arrays import Columns, Ints
    from align.search.arcs import Arcs

    Values = dict[str, ArrayLike]
    """Feature -> its value for each bead of a bucket, or one value for all of them."""


NULL_NAMES = ("null_source", "null_target")
"""How the names of the features of null alignments begin, by side."""


@dataclass(frozen=True)
class Bucket:
    """Candidate beads of one shape: `a` source segments from `i`, `b` target segments from `j`."""

    a: int
    b: int
    i: Ints
    j: Ints
    rows: Ints
    """The beads' rows in the table."""

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def null_side(self) -> int:
        """The side of the one segment of null alignments: 0 source, 1 target."""
        return 0 if self.b == 0 else 1

    @property
    def spans(self) -> tuple[tuple[int, Ints], tuple[int, Ints]]:
        """Number of segments and first segment on each side."""
        return (self.a, self.i), (self.b, self.j)


class FeatureTable:
    """Columns of features. A feature is zero for every bead for which it was not set."""

    def __init__(self, beads: int) -> None:
        self._beads = beads
        self.columns: Columns = {}

    def set(self, name: str, rows: Ints, values: ArrayLike) -> None:
        """Set a feature for the beads in `rows`."""
        if name not in self.columns:
            self.columns[name] = np.zeros(self._beads, dtype=np.float32)
        self.columns[name][rows] = values


def buckets(arcs: Arcs) -> Iterator[Bucket]:
    """Return the candidates shape by shape."""
    for a, b, rows in arcs.shapes():
        yield Bucket(a, b, arcs.i[rows], arcs.j[rows], rows)
