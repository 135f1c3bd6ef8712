"""Features of a sentence for the probability that nothing on the other side supports it, or makes use of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from align.score.arrays import Columns, Floats
    from align.support.measures import SentenceMeasures


def null_features(measures: SentenceMeasures, links: Floats, side: int) -> Columns:
    """Return feature -> float32[sentences of the side]; `side` 0 is the source.

    `links` is float32[n, m].
    """
    table = (measures.source, measures.target)[side]
    mine = links if side == 0 else links.T
    count = mine.shape[1]
    top = np.sort(mine, axis=1)[:, ::-1]
    margin = measures.margin if side == 0 else measures.margin.T
    ladder = measures.ladder if side == 0 else measures.ladder.T
    best = top[:, 0] if count else np.zeros(len(table))
    none_of_all = np.prod(1 - np.minimum(mine, 0.999), axis=1)
    columns = {
        "bias": np.ones(len(table)),
        "best": best,
        "best_log_odds": np.log(np.clip(best, 1e-4, 0.999) / (1 - np.clip(best, 1e-4, 0.999))),
        "second": top[:, 1] if count > 1 else np.zeros(len(table)),
        "sum": np.minimum(mine.sum(axis=1), 3.0),
        "none": none_of_all,
        "margin": margin.max(axis=1, initial=-1.0),
        "length": np.log(table.side.chars),
        "open": ~table.side.forms.closed,
        "ladder": ladder.max(axis=1, initial=0.0),
    }
    if side == 1:
        columns["stated"] = np.log1p(measures.facts.stated)
        columns["unanswered"] = np.log1p(measures.facts.unanswered)
    return {name: np.asarray(column, dtype=np.float32) for name, column in columns.items()}
