"""Length: how far a bead's characters and sentences lie from the document's own ratio."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.features import Put
    from align.score.side import Side
    from align.score.similarity import Cosines, Floats
    from align.search.arcs import Arcs, Ints

_USUAL_RATIO = 0.5
"""Japanese characters an English character."""
_PRIOR_CHARS = 2000.0
_SURE_MARGIN = 0.15


class Lengths:
    """Prices length against a ratio learnt from pairs that are surely translations of each other."""

    def __init__(self, source: Side, target: Side, cosines: Cosines) -> None:
        self._ends = [np.concatenate([[0.0], np.cumsum(side.chars)]) for side in (source, target)]
        self._counts = [np.concatenate([[0], np.cumsum(side.sentence_counts)]) for side in (source, target)]
        self.ratio = _ratio(source, target, cosines)

    def beads(self, arcs: Arcs, some: Ints, put: Put) -> None:
        """Put `length_*` on beads of one shape."""
        i, j = arcs.i[some], arcs.j[some]
        k, m = i + arcs.a[some], j + arcs.b[some]
        source, target = self._ends[0][k] - self._ends[0][i], self._ends[1][m] - self._ends[1][j]
        off = np.log((source + 2.0) / (target * self.ratio + 2.0))
        put("length_long", some, np.maximum(off, 0.0))
        put("length_short", some, np.maximum(-off, 0.0))
        spread = np.maximum(3.0 / np.sqrt(np.minimum(source, target * self.ratio) + 1.0), 0.2)
        strange = np.minimum(np.abs(off) / spread, 5.0)
        put("length_strange", some, strange)
        put("length_strange_squared", some, strange**2)
        put("length_weighty", some, np.abs(off) * (np.log(source + 1.0) - 4.0))
        sentences = [ends[stop] - ends[start] for ends, start, stop in zip(self._counts, (i, j), (k, m), strict=True)]
        put("length_sentences", some, np.abs(np.log(sentences[0] / sentences[1])))

    def weight(self, i: Ints, k: Ints, j: Ints, m: Ints) -> Floats:
        """How much the shorter side of source i…k, target j…m says: log of its source characters over eight."""
        source, target = self._ends[0][k] - self._ends[0][i], self._ends[1][m] - self._ends[1][j]
        said: Floats = np.log1p(np.minimum(source, target * self.ratio) / 8.0)
        return said


def _ratio(source: Side, target: Side, cosines: Cosines) -> float:
    """Source characters a target character, over segments that are each other's nearest by a clear margin."""
    margins = cosines.margins(1, 1)
    best = margins.argmax(axis=1)
    rows = np.arange(len(best))
    sure = (margins.argmax(axis=0)[best] == rows) & (margins[rows, best] > _SURE_MARGIN)
    chars = source.chars[sure].sum(), target.chars[best[sure]].sum()
    return float((chars[0] + _USUAL_RATIO * _PRIOR_CHARS) / (chars[1] + _PRIOR_CHARS))
