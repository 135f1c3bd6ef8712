"""Sentence links inside the beads of a translation: no link leaves its bead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.score.logistic import logistic
from align.score.run_margins import nearest_mean
from align.support.measures import best_other, lead

if TYPE_CHECKING:
    from align.model import Bead
    from align.score.arrays import Floats, Ints
    from align.score.encoded_side import EncodedSide
    from align.support.first_features import Tables
    from align.support.weights import SupportWeights


@dataclass(frozen=True)
class SentencesOfBead:
    """The sentences of one bead."""

    bead: Bead
    source: Ints
    """Places among all sentences of the document, ascending."""
    target: Ints
    margin: Floats
    """float32[source, target]."""
    chars: tuple[Floats, Floats]


def bead_features(sentences: SentencesOfBead) -> Tables:
    """Return feature -> float32[a, b] for the links between the a source and b target sentences of a bead."""
    margin = sentences.margin
    a, b = margin.shape
    stop = [np.cumsum(chars) / max(float(chars.sum()), 1.0) for chars in sentences.chars]
    size = [chars / max(float(chars.sum()), 1.0) for chars in sentences.chars]
    shared = np.minimum(stop[0][:, None], stop[1][None]) - np.maximum(
        (stop[0] - size[0])[:, None], (stop[1] - size[1])[None]
    )
    ends = np.zeros((a, b))
    ends[0, 0] = ends[-1, -1] = 1.0
    tables = {
        "bias": np.ones((a, b)),
        "margin": margin,
        "lead_target": lead(margin, 0),
        "lead_source": lead(margin, 1),
        "off": np.abs((stop[0] - size[0] / 2)[:, None] - (stop[1] - size[1] / 2)[None]),
        "overlap": np.maximum(shared, 0.0) / np.minimum(size[0][:, None], size[1][None]),
        "ends": ends,
        "one_source": np.full((a, b), a == 1),
        "one_target": np.full((a, b), b == 1),
        "more_source": np.full((a, b), np.log(a / b)),
        "length_ratio": np.log(sentences.chars[0])[:, None] - np.log(sentences.chars[1])[None],
    }
    return {name: np.asarray(table, dtype=np.float32) for name, table in tables.items()}


def second_bead_features(first: Floats) -> Tables:
    """Return feature -> float32[a, b]: what the first estimate says of rivals and of neighbours in order."""
    clipped = np.clip(first, 1e-4, 1 - 1e-4)
    before, behind = _shifted(first, 1), _shifted(first, -1)
    tables = {
        "first": np.log(clipped / (1 - clipped)),
        "rival_target": np.maximum(best_other(first, 0), 0.0),
        "rival_source": np.maximum(best_other(first, 1), 0.0),
        "rivals": (first.sum(axis=0, keepdims=True) - first) * (first.sum(axis=1, keepdims=True) - first),
        "before": before,
        "behind": behind,
        "both_sides": np.minimum(before, behind),
    }
    return {name: np.asarray(table, dtype=np.float32) for name, table in tables.items()}


def _shifted(table: Floats, step: int) -> Floats:
    """Return the table moved by a step along its diagonal; what comes in at the border is 1, as a link would be."""
    padded = np.pad(table, 1, constant_values=1.0)
    moved: Floats = padded[1 - step : padded.shape[0] - 1 - step, 1 - step : padded.shape[1] - 1 - step]
    return moved


def sentences_of_beads(source: EncodedSide, target: EncodedSide, beads: Sequence[Bead]) -> list[SentencesOfBead]:
    """Return the sentences of each bead that is not null, with their margins.

    A margin compares a sentence with all sentences of the other document, whatever the bead.
    """
    if all(bead.is_null for bead in beads):
        return []
    vectors = source.sentence_vectors(), target.sentence_vectors()
    near = _nearest_means(vectors[0], vectors[1]), _nearest_means(vectors[1], vectors[0])
    chars = [np.concatenate([*side.sentence_chars, np.zeros(0, np.float32)]) for side in (source, target)]
    starts = [np.cumsum(side.sentence_counts) - side.sentence_counts for side in (source, target)]
    found = []
    for bead in beads:
        if bead.is_null:
            continue
        rows, columns = (
            np.concatenate([np.arange(start[i], start[i] + side.sentence_counts[i]) for i in places])
            for side, start, places in zip((source, target), starts, (bead.source, bead.target), strict=True)
        )
        cosine = vectors[0][rows] @ vectors[1][columns].T
        margin = cosine - (near[0][rows][:, None] + near[1][columns][None]) / 2
        found.append(SentencesOfBead(bead, rows, columns, margin, (chars[0][rows], chars[1][columns])))
    return found


def _nearest_means(rows: Floats, others: Floats, step: int = 2048) -> Floats:
    """Return the mean cosine of each row with its nearest others, float32[rows], a block of rows at a time."""
    blocks = [nearest_mean(rows[start : start + step] @ others.T, 1) for start in range(0, len(rows), step)]
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)


def link_probabilities(sentences: SentencesOfBead, weights: SupportWeights) -> Floats:
    """Return the probability of each link inside the bead, float32[a, b], given that the bead is right.

    The only sentence of one side opposite the only one of the other is linked for certain.
    """
    if sentences.margin.shape == (1, 1):
        return np.ones((1, 1), dtype=np.float32)
    tables = bead_features(sentences)
    first = logistic(weights.in_bead, tables)
    return logistic(weights.in_bead_second, tables | second_bead_features(first))
