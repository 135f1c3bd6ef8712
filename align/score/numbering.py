"""Leading numbers of both sides, compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.arrays import Bools, Texts
    from align.score.encoded_side import EncodedSide


def numbered_apart(source: EncodedSide, target: EncodedSide) -> Bools:
    """True where one of two segments is nothing but its number and the other begins with another one, bool[n, m]."""
    apart = np.zeros((len(source), len(target)), dtype=bool)
    for table, own, other in ((apart, source.forms, target.forms), (apart.T, target.forms, source.forms)):
        for place in np.flatnonzero(own.bare):
            table[place] |= (other.numbers != "") & (other.numbers != own.numbers[place])
    return apart


def numbered_alike(source: Texts, target: Texts) -> Bools:
    """True where both leading numbers are the same and not "", pair by pair."""
    alike: Bools = (source != "") & (source == target)
    return alike
