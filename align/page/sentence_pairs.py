"""Sentence pairs inside one bead, by order and length (Gale & Church 1993): a reading aid, shown on demand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from align.model import Alignment, Bead

STEPS = {(1, 1): 0.0, (1, 0): 3.0, (0, 1): 3.0, (2, 1): 1.6, (1, 2): 1.6, (2, 2): 3.0}
"""Groups of sentences and their price, in units of a squared standard deviation of length."""

SentencePair = tuple[tuple[str, ...], tuple[str, ...]]


def sentence_pairs(alignment: Alignment, bead: Bead) -> list[SentencePair]:
    """The bead's sentences as the cheapest ladder by length, in order; one side may be empty."""
    source = [text for i in bead.source for text in alignment.source.segments[i].sentence_texts()]
    target = [text for i in bead.target for text in alignment.target.segments[i].sentence_texts()]
    lengths = sum(map(len, source)), sum(map(len, target))
    ratio = lengths[1] / lengths[0] if all(lengths) else 1.0
    places = _cheapest(list(map(len, source)), list(map(len, target)), ratio)
    return [(tuple(source[i:k]), tuple(target[j:m])) for (i, j), (k, m) in pairwise(places)]


def _cheapest(source: Sequence[int], target: Sequence[int], ratio: float) -> list[tuple[int, int]]:
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for i in range(len(source) + 1):
        for j in range(len(target) + 1):
            for (a, b), price in STEPS.items():
                if (came := best.get((i - a, j - b))) is None or (i, j) == (0, 0):
                    continue
                cost = came[0] + price + _misfit(sum(source[i - a : i]) * ratio, sum(target[j - b : j]))
                if (i, j) not in best or cost < best[i, j][0]:
                    best[i, j] = (cost, (i - a, j - b))
    place = (len(source), len(target))
    path = [place]
    while place != (0, 0):
        place = best[place][1]
        path.append(place)
    return path[::-1]


def _misfit(expected: float, found: float) -> float:
    if not expected or not found:
        return 0.0
    return (expected - found) ** 2 / (6.8 * (expected + found) / 2) / 4 + abs(math.log(expected / found)) / 2
