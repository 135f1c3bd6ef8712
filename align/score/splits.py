"""Where the one segment of a bead n-1 would fall apart into what each of the n says.

A heading joined to its paragraph, or a list folded into prose, leaves no sentence end to go by. So the single segment
is cut at each of its joints (align.encode.cut_points), and both parts are compared with both parts of the other side:
a true 2-1 has a cut at which each part answers its own segment better than the whole does.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.score.features import Put
    from align.score.side import Side
    from align.score.similarity import Combine, Cosines, Floats
    from align.search.arcs import Arcs, Ints

_MOST_CUTS = 48
_MOST_KEPT = 400
"""Segments of a document up to which its cuts are kept, about 30 kB each: moved paragraphs are sought afterwards."""


@dataclass(frozen=True)
class _Cut:
    """One segment at each of its joints."""

    heads: Floats
    tails: Floats
    share: Floats
    """How much of the segment lies before each joint, in tokens, 0…1."""


class Splits:
    """Features of beads with one segment on one side."""

    def __init__(self, source: Side, target: Side, cosines: Cosines, combine: Combine) -> None:
        self._sides = source, target
        self._cosines, self._combine = cosines, combine

    def features(self, arcs: Arcs, wanted: NDArray[np.bool_], put: Put) -> None:
        """Put `split_*` on wanted beads n-1 and 1-n, and `trim_*` on all wanted beads with a single segment."""
        for side in (0, 1):
            many, start = (arcs.a, arcs.i) if side == 0 else (arcs.b, arcs.j)
            one, place = (arcs.b, arcs.j) if side == 0 else (arcs.a, arcs.i)
            fitting = np.flatnonzero(wanted & (many >= 1) & (one == 1))
            if not len(fitting):
                continue
            order = fitting[np.argsort(place[fitting], kind="stable")]
            segments, first = np.unique(place[order], return_index=True)
            cuts = self._cut(self._sides[1 - side], segments)
            for segment, cut, some in zip(segments, cuts, np.split(order, first[1:]), strict=True):
                if cut is None:
                    put("split_none", some[many[some] > 1], 1.0)
                else:
                    self._one_segment(side, int(segment), cut, (some, many[some], start[some]), put)

    def _cut(self, side: Side, segments: Ints) -> list[_Cut | None]:
        """The segments at their joints; what a whole document of usual length was cut into is kept."""
        whole = side.whole or side
        places = segments.tolist() if side.places is None else side.places[segments].tolist()
        kept: dict[int, _Cut | None] = whole.kept.setdefault("cuts", {}) if len(whole) <= _MOST_KEPT else {}
        new = [place for place in places if place not in kept]
        kept |= zip(new, self._new_cuts(whole, new), strict=True)
        return [kept[place] for place in places]

    def _new_cuts(self, side: Side, segments: list[int]) -> list[_Cut | None]:
        """Heads and tails of the segments, their vectors worked out in one go."""
        heads, tails, shares, sizes = [], [], [], []
        for segment in segments:
            sums = np.cumsum(side.pieces(segment), axis=0)
            inner = sums[:-1]
            if len(inner) > _MOST_CUTS:
                inner = inner[:: len(inner) // _MOST_CUTS + 1]
            heads.append(inner)
            tails.append(sums[-1] - inner)
            shares.append(np.clip(inner[:, -1] / max(float(sums[-1, -1]), 1.0), 0.0, 1.0))
            sizes.append(len(inner))
        if not sum(sizes):
            return [None] * len(sizes)
        edges = [0, *np.cumsum(sizes).tolist()]
        before, behind = self._combine(np.concatenate(heads)), self._combine(np.concatenate(tails))
        return [
            _Cut(before[start:stop], behind[start:stop], share) if stop > start else None
            for (start, stop), share in zip(pairwise(edges), shares, strict=True)
        ]

    def _one_segment(self, side: int, segment: int, cut: _Cut, group: tuple[Ints, Ints, Ints], put: Put) -> None:
        """Put the features of the beads that join runs of `side` with one segment of the other side."""
        some, many, start = group
        runs = (self._cosines.source, self._cosines.target)[side]
        near = (self._cosines.near_source, self._cosines.near_target)[side]
        whole = (self._cosines.target, self._cosines.source)[side][1][segment]
        lengths = np.concatenate([[0.0], np.cumsum(self._sides[side].chars)])
        for count in np.unique(many):
            here = np.flatnonzero(many == count)
            at, begin = some[here], start[here]
            rows = runs[count][begin]
            gain = np.maximum((rows @ cut.heads.T).max(axis=1), (rows @ cut.tails.T).max(axis=1)) - rows @ whole
            name = "trim_target" if side == 0 else "trim_source"
            put(name if count == 1 else f"{name}_many", at, gain)
            if count == 1:
                continue
            found = [
                self._inner_border(runs, near, (begin, int(inner), int(count)), cut, whole, lengths)
                for inner in range(1, count)
            ]
            both, weak, trim, off = (np.stack(values) for values in zip(*found, strict=True))
            put("split_both", at, both.min(axis=0))
            put("split_mean", at, both.mean(axis=0))
            put("split_weak", at, weak.min(axis=0))
            put("split_trim", at, trim.min(axis=0))
            put("split_off", at, off.max(axis=0))

    @staticmethod
    def _inner_border(
        runs: dict[int, Floats],
        near: dict[int, Floats],
        border: tuple[Ints, int, int],
        cut: _Cut,
        whole: Floats,
        lengths: Floats,
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """For one border inside the runs: the best cut's summed margins, weaker margin, gain, and misfit in length."""
        begin, inner, count = border
        first, last = runs[inner][begin], runs[count - inner][begin + inner]
        hub_first, hub_last = near[inner][begin], near[count - inner][begin + inner]
        heads = first @ cut.heads.T - hub_first[:, None]
        tails = last @ cut.tails.T - hub_last[:, None]
        best = (heads + tails).argmax(axis=1)
        rows = np.arange(len(begin))
        head, tail = heads[rows, best], tails[rows, best]
        trim = np.minimum(head - (first @ whole - hub_first), tail - (last @ whole - hub_last))
        before = lengths[begin + inner] - lengths[begin]
        behind = lengths[begin + count] - lengths[begin + inner]
        share = cut.share[best]
        off = np.abs(np.log((share + 0.02) / (1.02 - share)) - np.log((before + 2.0) / (behind + 2.0)))
        return head + tail, np.minimum(head, tail), trim, off
