"""From measures to probabilities: each link is estimated twice, the second time with the first estimates of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from align.score.logistic import logistic
from align.support.first_features import first_features
from align.support.null_features import null_features
from align.support.second_features import second_features

if TYPE_CHECKING:
    from align.score.arrays import Floats
    from align.support.measures import SentenceMeasures
    from align.support.weights import SupportWeights


@dataclass(frozen=True)
class SupportEstimate:
    """Probabilities of what the sentences of two documents rest on."""

    links: Floats
    """That the target sentence rests on the source sentence, float32[n, m]."""
    source_null: Floats
    """That no target sentence rests on the source sentence, float32[n]."""
    target_null: Floats
    """That the target sentence rests on nothing, float32[m]."""


def estimate(measures: SentenceMeasures, weights: SupportWeights) -> SupportEstimate:
    """Return the probabilities of all links and of all sentences without a link."""
    tables = first_features(measures)
    first = logistic(weights.first, tables)
    links = logistic(weights.second, tables | second_features(measures, first))
    return SupportEstimate(
        links=links,
        source_null=logistic(weights.source_null, null_features(measures, links, 0)),
        target_null=logistic(weights.target_null, null_features(measures, links, 1)),
    )
