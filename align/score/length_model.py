"""Lengths of runs of both sides, and the pair's own ratio of characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.arrays import Floats, Ints
    from align.score.encoded_side import EncodedSide
    from align.score.run_margins import RunMargins

_USUAL_RATIO = 0.5
"""Japanese characters for one English character."""
_PRIOR_CHARS = 2000.0
"""English characters with the usual ratio that are added to those of the pair."""
_SURE_MARGIN = 0.15


class LengthModel:
    """Characters and sentences of any run, and the ratio of source to target characters."""

    def __init__(self, source: EncodedSide, target: EncodedSide, runs: RunMargins) -> None:
        self._chars = [np.concatenate([[0.0], np.cumsum(side.chars)]) for side in (source, target)]
        self._sentences = [np.concatenate([[0], np.cumsum(side.sentence_counts)]) for side in (source, target)]
        self.ratio = _ratio(source, target, runs)

    def chars(self, side: int, start: Ints, stop: Ints) -> Floats:
        """Characters of the segments start…stop - 1 of a side, 0 the source."""
        found: Floats = self._chars[side][stop] - self._chars[side][start]
        return found

    def sentences(self, side: int, start: Ints, stop: Ints) -> Ints:
        """Sentences of the segments start…stop - 1 of a side."""
        found: Ints = self._sentences[side][stop] - self._sentences[side][start]
        return found

    def content(self, i: Ints, k: Ints, j: Ints, m: Ints) -> Floats:
        """Return how much the shorter of source i…k - 1 and target j…m - 1 can say: log(1 + source characters / 8)."""
        source, target = self.chars(0, i, k), self.chars(1, j, m)
        said: Floats = np.log1p(np.minimum(source, target * self.ratio) / 8.0)
        return said


def _ratio(source: EncodedSide, target: EncodedSide, runs: RunMargins) -> float:
    """Source characters for one target character, over segments that are mutual nearest by a clear margin."""
    margins = runs.margins(1, 1)
    best = margins.argmax(axis=1)
    rows = np.arange(len(best))
    sure = (margins.argmax(axis=0)[best] == rows) & (margins[rows, best] > _SURE_MARGIN)
    chars = source.chars[sure].sum(), target.chars[best[sure]].sum()
    return float((chars[0] + _USUAL_RATIO * _PRIOR_CHARS) / (chars[1] + _PRIOR_CHARS))
