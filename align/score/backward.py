"""Finds pairs whose target runs from the end to the beginning, such as two logs sorted by date in opposite orders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from align.chains import rising_chain
from align.score.run_margins import nearest_mean

if TYPE_CHECKING:
    from align.model import Bead
    from align.score.encoded_side import EncodedSide

_LEAST_SEGMENTS = 12
"""With fewer segments on a side, no order is certain enough to be turned round."""
_MOST_PROBES = 300
"""So many source segments, evenly spread, are compared with the whole target."""
_HEAVIER = 3.0
"""The falling chain of nearest neighbours must weigh so many times the rising one."""
_LEAST_SHARE = 0.5
"""The falling chain must hold this share of the probes."""


def runs_backward(source: EncodedSide, target: EncodedSide) -> bool:
    """Return whether the nearest neighbours of the source's segments fall where those of other pairs rise."""
    n, m = len(source), len(target)
    if min(n, m) < _LEAST_SEGMENTS:
        return False
    probes = np.unique(np.linspace(0, n - 1, min(n, _MOST_PROBES)).astype(int))
    cosines = source.vectors()[probes] @ target.vectors().T
    nearest = np.argmax(cosines, axis=1)
    rows = np.arange(len(probes))
    margins = cosines[rows, nearest] - nearest_mean(cosines, 1)
    weights = (np.maximum(margins, 0.0) + 0.02).tolist()
    points = list(zip(probes.tolist(), nearest.tolist(), strict=True))
    rising = rising_chain([(i, i, j, j) for i, j in points], weights)
    falling = rising_chain([(i, i, m - 1 - j, m - 1 - j) for i, j in points], weights)
    heavier = sum(weights[k] for k in falling) > _HEAVIER * sum(weights[k] for k in rising)
    return heavier and len(falling) >= _LEAST_SHARE * len(probes)


def turned(beads: Sequence[Bead], target_size: int, *, cross: bool) -> list[Bead]:
    """Return the beads with the places that their target segments have once the target is turned round.

    `cross` is what the beads that pair segments say of their order. Rivals are left out: they name
    the old places.
    """
    last = target_size - 1
    return [
        replace(
            bead,
            target=tuple(sorted(last - place for place in bead.target)),
            crosses=cross and not bead.is_null,
            evidence=tuple(item for item in bead.evidence if item.name != "rival"),
        )
        for bead in beads
    ]
