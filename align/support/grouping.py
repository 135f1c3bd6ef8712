"""Beads from a support map: the smallest groups of segments that answer each other, wherever they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from math import prod
from typing import TYPE_CHECKING

from align.chains import rising_chain
from align.connected import connected
from align.model import Bead, SupportMap
from align.score.calibration_curves import on_curve

if TYPE_CHECKING:
    from align.support.weights import SupportWeights

MOST_SEGMENTS = 12
"""Most segments on one side of a bead: a shared sentence must not tie a whole page together."""

Pair = tuple[int, int]
"""Source segment, target segment."""


def segment_links(support: SupportMap) -> dict[Pair, float]:
    """Return the probability that a target segment rests on a source segment, for each pair with a link."""
    none: dict[Pair, float] = {}
    for link in support.links:
        pair = link.source[0], link.target[0]
        none[pair] = none.get(pair, 1.0) * (1.0 - link.probability)
    return {pair: 1.0 - value for pair, value in none.items()}


def groups(links: dict[Pair, float], most: int = MOST_SEGMENTS) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return the connected groups of linked segments; links of too large groups are left out, weakest first."""
    waiting = [sorted(links, key=lambda pair: (-links[pair], pair))]
    found = []
    while waiting:
        for part in connected(waiting.pop(), _sides):
            sides = tuple(sorted({i for i, _ in part})), tuple(sorted({j for _, j in part}))
            if max(map(len, sides)) > most:
                waiting.append(part[:-1])
            else:
                found.append(sides)
    return sorted(found)


def _sides(pair: Pair) -> tuple[tuple[str, int], tuple[str, int]]:
    return ("source", pair[0]), ("target", pair[1])


def beads_of(support: SupportMap, weights: SupportWeights, locks: Sequence[Bead] = ()) -> list[Bead]:
    """Return the beads that follow from the map, null alignments included; each segment lies in exactly one.

    A bead whose segments do not stand together, or whose order differs from that of the longest
    rising chain, crosses. The beads in `locks` are kept as they are, and their segments join no
    other bead.
    """
    held = {i for lock in locks for i in lock.source}, {j for lock in locks for j in lock.target}
    links = {(i, j): p for (i, j), p in segment_links(support).items() if i not in held[0] and j not in held[1]}
    touching: dict[tuple[str, int], list[Pair]] = defaultdict(list)
    for pair in links:
        for end in _sides(pair):
            touching[end].append(pair)
    beads = []
    for source, target in groups(links):
        ends = [("source", i) for i in source] + [("target", j) for j in target]
        pairs = {pair for end in ends for pair in touching[end]}
        inside = {(i, j) for i, j in pairs if i in source and j in target}
        exact = prod(links[pair] for pair in sorted(inside)) * prod(
            1.0 - links[pair] for pair in sorted(pairs - inside)
        )
        beads.append(Bead(source, target, float(on_curve(exact, weights.bead_curve))))
    beads = _with_crossings(beads)
    beads = [*locks, *beads]
    held = {i for bead in beads for i in bead.source}, {j for bead in beads for j in bead.target}
    beads += [Bead((i,), (), prod(row)) for i, row in enumerate(support.unused) if i not in held[0]]
    beads += [Bead((), (j,), prod(row)) for j, row in enumerate(support.unsupported) if j not in held[1]]
    return beads


def _with_crossings(beads: list[Bead]) -> list[Bead]:
    boxes = [(bead.source[0], bead.source[-1], bead.target[0], bead.target[-1]) for bead in beads]
    straight = set(rising_chain(boxes, [2.0 if bead.is_contiguous else 1.0 for bead in beads]))
    return [
        replace(bead, crosses=number not in straight or not bead.is_contiguous) for number, bead in enumerate(beads)
    ]
