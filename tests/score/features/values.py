"""A short way to ask for one feature of one bead."""

import numpy as np

from align.score.features import all_features
from align.score.measured_pair import MeasuredPair
from align.search.arcs import Arcs


def value(pair: MeasuredPair, name: str, i: int, a: int, j: int, b: int) -> float:
    """The feature of the bead of `a` source segments from i and `b` target segments from j; 0 where it is not set."""
    arcs = Arcs(*np.array([(i, a, j, b)], dtype=np.int64).T)
    columns = all_features(pair, arcs)
    return float(columns[name][0]) if name in columns else 0.0
