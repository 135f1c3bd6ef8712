"""The best ladder of a measured pair: cut into windows, score, search, find crossings, calibrate."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from align.model import Bead, Evidence
from align.score.backward import runs_backward, turned
from align.score.bead_blocks import BeadBlock
from align.score.candidates import likely_candidates
from align.score.crossing import moved_beads
from align.score.evidence import evidence_of
from align.score.lock_regions import regions_between
from align.score.measured_pair import DocumentPair
from align.score.rivals import Choice, with_rivals
from align.score.weights import Weights
from align.score.windows import LARGEST, windows

if TYPE_CHECKING:
    from align.score.grouped_arcs import Groups

    Places = Sequence[int]
    Block = tuple[Places, Places]
    """Places of the segments of both documents that are aligned with each other."""

_REACH = 30
"""Beads on both sides of a lost segment that are aligned again; more of them, up to the next sure bead."""
_SURE = 0.99
"""Probability from which on a bead is sure."""
_MOST_CELLS = 10_000_000
"""Cells of a block times its widest bead, above which no wider beads are tried."""


@dataclass(frozen=True)
class LadderSearch:
    """Finds the best ladders of pairs with one set of weights."""

    weights: Weights
    widest: int
    """Most segments on the longer side of a bead; doubled and searched again while the ladder reaches it."""
    widest_ever: int
    """The doubling ends here."""
    crossings: bool
    explain: bool
    """Keep the evidence for each bead."""

    def ladder(self, pair: DocumentPair, locks: Sequence[Bead]) -> list[Bead]:
        """Return the beads of the pair in reading order; those in `locks` are kept as they are.

        A target that runs backward is turned round and its ladder turned back.
        """
        if self.crossings and runs_backward(pair.source, pair.target):
            size = len(pair.target)
            back = DocumentPair(pair.source, pair.target.turned())
            return in_reading_order(turned(self._rising(back, turned(locks, size, cross=False)), size, cross=True))
        return self._rising(pair, locks)

    def _rising(self, pair: DocumentPair, locks: Sequence[Bead]) -> list[Bead]:
        fixed = [replace(lock, probability=1.0, locked=True) for lock in locks]
        regions = regions_between(locks, (len(pair.source), len(pair.target)))
        ladders = [self._block(pair, *block) for block in self._blocks(pair, regions)]
        if self.crossings:
            moved = moved_beads(pair, list(chain.from_iterable(ladders)), self.weights)
            fixed += moved
            ladders = [self._without(pair, ladder, moved) for ladder in ladders]
        return in_reading_order([*fixed, *chain.from_iterable(ladders)])

    def inside(self, pair: DocumentPair, block: BeadBlock) -> Iterator[Bead]:
        """Align the sentences of each bead of the block with each other."""
        places, groups = block.places, block.groups
        bead_of = [
            {place: block.parts[number].bead for place, number in zip(some, numbers.tolist(), strict=True)}
            for some, numbers in zip(places, (groups.source, groups.target), strict=True)
        ]
        for one in self._block(pair, *places, groups=groups if len(block.parts) > 1 else None):
            bead = bead_of[0][one.source[0]] if one.source else bead_of[1][one.target[0]]
            yield replace(one, probability=one.probability * bead.probability, crosses=bead.crosses)

    def _blocks(self, pair: DocumentPair, regions: Sequence[Block]) -> list[Block]:
        """Cut regions into windows."""
        blocks: list[Block] = []
        for source, target in regions:
            if source and target:
                cuts = windows(pair.source.pick(source), pair.target.pick(target))
                blocks += [(list(source[i:k]), list(target[j:m])) for i, k, j, m in cuts]
            else:
                blocks.append((source, target))
        return blocks

    def _block(self, pair: DocumentPair, source: Places, target: Places, groups: Groups | None = None) -> list[Bead]:
        """Align the segments at the given places of both documents with each other, each group for itself."""
        if not source or not target:
            return [Bead((place,), ()) for place in source] + [Bead((), (place,)) for place in target]
        if len(source) + len(target) > LARGEST:
            blocks = self._blocks(pair, [(source, target)])
            return list(chain.from_iterable(self._block(pair, *block) for block in blocks))
        return [
            replace(
                bead,
                source=tuple(source[place] for place in bead.source),
                target=tuple(target[place] for place in bead.target),
            )
            for bead in self._best_ladder(pair, source, target, groups)
        ]

    def _without(self, pair: DocumentPair, ladder: list[Bead], moved: Sequence[Bead]) -> list[Bead]:
        """Return the ladder without the segments of moved beads: aligned again around them, unchanged elsewhere."""
        taken = _held(moved)
        gone = set(taken[0]), set(taken[1])
        for start, stop in reversed(parts_around(ladder, moved)):
            held = _held(ladder[start:stop])
            left = [[place for place in side if place not in lost] for side, lost in zip(held, gone, strict=True)]
            ladder = [*ladder[:start], *self._block(pair, left[0], left[1]), *ladder[stop:]]
        return ladder

    def _wider(self, widest: int, size: tuple[int, int], most: int) -> bool:
        """Return True if a block of this size, whose beads hold at most so many, may be searched with wider beads."""
        fits = 2 * widest * size[0] * size[1] <= _MOST_CELLS
        return widest < min(self.widest_ever, most) and fits

    def _best_ladder(
        self, pair: DocumentPair, source: Places, target: Places, groups: Groups | None = None
    ) -> list[Bead]:
        """Return the best ladder of a block with calibrated probabilities; beads are numbered within the block."""
        most = groups.largest if groups else max(len(source), len(target))
        measured = pair.part(source, target, min(self.widest, most))
        while True:
            found = likely_candidates(measured, self.weights, groups)
            scores = self.weights.scores(found.columns)
            lattice = found.lattice()
            shares = lattice.bead_shares(lattice.posteriors(scores)[0])
            ladder = lattice.surest_ladder(shares)
            used = max(found.arcs.a[ladder].max(), found.arcs.b[ladder].max())
            if used < measured.widest or not self._wider(measured.widest, found.size, most):
                break
            measured = measured.within(min(2 * measured.widest, self.widest_ever))
        probabilities = self.weights.probabilities(shares[ladder])
        evidence: list[tuple[Evidence, ...]] = [()] * len(ladder)
        if self.explain:
            known = evidence_of(found, self.weights, ladder.tolist())
            likely = self.weights.probabilities(shares)
            evidence = with_rivals(known, Choice(found.arcs, likely, ladder), source, target)
        arcs = found.arcs.take(ladder)
        return [
            Bead(tuple(range(i, i + a)), tuple(range(j, j + b)), float(probability), shown)
            for i, a, j, b, probability, shown in zip(
                arcs.i.tolist(), arcs.a.tolist(), arcs.j.tolist(), arcs.b.tolist(), probabilities, evidence, strict=True
            )
        ]


def _held(beads: Sequence[Bead]) -> Block:
    """Return the places of the segments that the beads hold."""
    return [place for bead in beads for place in bead.source], [place for bead in beads for place in bead.target]


def parts_around(ladder: Sequence[Bead], moved: Sequence[Bead]) -> list[tuple[int, int]]:
    """Return the parts of the ladder, start and stop, that lose segments to moved beads, with the beads around them."""
    taken = _held(moved)
    gone = set(taken[0]), set(taken[1])
    parts: list[tuple[int, int]] = []
    for place, bead in enumerate(ladder):
        if gone[0].isdisjoint(bead.source) and gone[1].isdisjoint(bead.target):
            continue
        start, stop = max(0, place - _REACH), min(len(ladder), place + _REACH + 1)
        while 0 < start and ladder[start].probability < _SURE:
            start -= 1
        while stop < len(ladder) and ladder[stop].probability < _SURE:
            stop += 1
        if parts and start <= parts[-1][1]:
            start = parts.pop()[0]
        parts.append((start, stop))
    return parts


def in_reading_order(beads: Sequence[Bead]) -> list[Bead]:
    """Return the beads in source order, each 0-n bead before the bead that holds the next target segment."""
    ladder = sorted((bead for bead in beads if bead.source), key=lambda bead: bead.source[0])
    added = deque(sorted((bead for bead in beads if not bead.source), key=lambda bead: bead.target[0]))
    ordered: list[Bead] = []
    for bead in ladder:
        if bead.target and not bead.crosses:
            while added and added[0].target[0] < bead.target[0]:
                ordered.append(added.popleft())
        ordered.append(bead)
    return [*ordered, *added]
