"""Whether the one segment of a bead n-1 falls apart into what each of the n segments says.

A heading joined to its paragraph, or a list folded into prose, leaves no sentence end inside the
segment. So the segment is cut at each of its cut points, and head and tail are compared with head
and tail of the other side. In a true 2-1 there is a cut point at which each part is more similar to
its own segment than the whole is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.arrays import Bools, Floats, Ints
    from align.score.feature_table import FeatureTable
    from align.score.measured_pair import MeasuredPair
    from align.score.segment_cuts import SegmentCuts
    from align.search.arcs import Arcs


@dataclass(frozen=True)
class _Joined:
    """Runs of one side that are joined with one segment of the other side, and that segment's cuts."""

    runs: dict[int, Floats]
    near: dict[int, Floats]
    whole: Floats
    """Unit vector of the segment."""
    cuts: SegmentCuts
    ends: Floats
    """Characters before each segment of the runs' side."""


def set_splits(pair: MeasuredPair, arcs: Arcs, wanted: Bools, table: FeatureTable) -> None:
    """Set `split_*` for wanted beads n-1 and 1-n, and `trim_*` for all wanted beads with a single segment."""
    for side in (0, 1):
        many, start = (arcs.a, arcs.i) if side == 0 else (arcs.b, arcs.j)
        one, place = (arcs.b, arcs.j) if side == 0 else (arcs.a, arcs.i)
        fitting = np.flatnonzero(wanted & (many >= 1) & (one == 1))
        if not len(fitting):
            continue
        order = fitting[np.argsort(place[fitting], kind="stable")]
        segments, first = np.unique(place[order], return_index=True)
        ends = np.concatenate([[0.0], np.cumsum(pair.sides[side].chars)])
        runs = (pair.runs.source, pair.runs.target)[side]
        near = (pair.runs.near_source, pair.runs.near_target)[side]
        single = (pair.runs.target, pair.runs.source)[side][1]
        cut = pair.sides[1 - side].cuts(segments)
        name = ("trim_target", "trim_source")[side]
        for segment, cuts, rows in zip(segments, cut, np.split(order, first[1:]), strict=True):
            if cuts is None:
                table.set("split_none", rows[many[rows] > 1], 1.0)
                continue
            joined = _Joined(runs, near, single[segment], cuts, ends)
            for count in np.unique(many[rows]):
                beads = rows[many[rows] == count]
                _set_one_shape(joined, name, (beads, start[beads], int(count)), table)


def _set_one_shape(joined: _Joined, name: str, beads: tuple[Ints, Ints, int], table: FeatureTable) -> None:
    """Set the features of beads that join runs of `count` segments with the one segment."""
    rows, start, count = beads
    vectors = joined.runs[count][start]
    best = np.maximum((vectors @ joined.cuts.heads.T).max(axis=1), (vectors @ joined.cuts.tails.T).max(axis=1))
    table.set(name if count == 1 else f"{name}_many", rows, best - vectors @ joined.whole)
    if count == 1:
        return
    found = [_inner_border(joined, start, inner, count) for inner in range(1, count)]
    both, weak, trim, off = (np.stack(values) for values in zip(*found, strict=True))
    table.set("split_both", rows, both.min(axis=0))
    table.set("split_mean", rows, both.mean(axis=0))
    table.set("split_weak", rows, weak.min(axis=0))
    table.set("split_trim", rows, trim.min(axis=0))
    table.set("split_off", rows, off.max(axis=0))


def _inner_border(joined: _Joined, start: Ints, inner: int, count: int) -> tuple[Floats, Floats, Floats, Floats]:
    """For the border behind `inner` segments of each run, return what the best cut point reaches.

    The sum of the margins of head and tail, the lower of both, the lower gain of both over the
    whole segment, and the misfit of the lengths as a log ratio.
    """
    cuts, whole = joined.cuts, joined.whole
    first, last = joined.runs[inner][start], joined.runs[count - inner][start + inner]
    near_first, near_last = joined.near[inner][start], joined.near[count - inner][start + inner]
    heads = first @ cuts.heads.T - near_first[:, None]
    tails = last @ cuts.tails.T - near_last[:, None]
    best = (heads + tails).argmax(axis=1)
    rows = np.arange(len(start))
    head, tail = heads[rows, best], tails[rows, best]
    trim = np.minimum(head - (first @ whole - near_first), tail - (last @ whole - near_last))
    before = joined.ends[start + inner] - joined.ends[start]
    behind = joined.ends[start + count] - joined.ends[start + inner]
    share = cuts.share[best]
    off = np.abs(np.log((share + 0.02) / (1.02 - share)) - np.log((before + 2.0) / (behind + 2.0)))
    return head + tail, np.minimum(head, tail), trim, off
