"""The support map of a pair: inside the beads of a translation, over the whole pair of a summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.model import Bead, Document, Place, SupportLink, SupportMap
from align.score.encoded_side import EncodedSide, encode_side
from align.support.closeness import MOST_CELLS, closeness
from align.support.estimate import SupportEstimate, estimate
from align.support.measures import measure_sentences
from align.support.sentence_table import sentence_places, sentence_table
from align.support.weights import SupportWeights, default_support_weights

if TYPE_CHECKING:
    from align.encode.cache import CachedParts
    from align.encode.interfaces import Progress
    from align.score.arrays import Bools, Floats


_RESTS_ON_SOMETHING = 0.5
"""Probability of resting on nothing below which a target sentence keeps its most probable link."""
_LEAST = 0.15
"""Such a link is part of the map from this probability on."""


@dataclass(frozen=True)
class EncodedPair:
    """Two documents and their vectors by segments."""

    documents: tuple[Document, Document]
    sides: tuple[EncodedSide, EncodedSide]

    @property
    def sentence_cells(self) -> int:
        """Pairs of a source sentence and a target sentence."""
        return int(self.sides[0].sentence_counts.sum() * self.sides[1].sentence_counts.sum())


def encode_pair(
    source: Document, target: Document, parts: CachedParts, progress: Progress | None = None
) -> EncodedPair:
    """Encode both documents by segments."""
    return EncodedPair((source, target), (encode_side(source, parts, progress), encode_side(target, parts, progress)))


def closeness_of(pair: EncodedPair, beads: Sequence[Bead]) -> float:
    """Return how close the pair is to a translation, 0…1; a very large or one-sided pair counts as one."""
    if not len(pair.documents[0]) or not len(pair.documents[1]) or pair.sentence_cells > MOST_CELLS:
        return 1.0
    return closeness(*pair.sides, beads)


def map_of_translation(pair: EncodedPair, sentence_beads: Sequence[Bead]) -> SupportMap:
    """Return the links of a pair whose sentences were aligned by ladders inside the beads of its segments.

    `sentence_beads` count the sentences that are not blank. All sentences of a bead are linked with
    each other.
    """
    places = sentence_places(pair.documents[0]), sentence_places(pair.documents[1])
    none = np.ones(len(places[0])), np.ones(len(places[1]))
    found: list[SupportLink] = []
    for bead in sentence_beads:
        for side, some in enumerate((bead.source, bead.target)):
            none[side][list(some)] = bead.probability if bead.is_null else 1.0 - bead.probability
        found += [SupportLink(places[0][i], places[1][j], bead.probability) for i in bead.source for j in bead.target]
    return _support_map(pair, found, places, none)


def map_of_summary(
    pair: EncodedPair, beads: Sequence[Bead], parts: CachedParts, weights: SupportWeights | None = None
) -> SupportMap:
    """Return the links over the whole pair; `beads` is its ladder, as one more piece of evidence."""
    weights = weights or default_support_weights()
    ladder = np.zeros((len(pair.documents[0]), len(pair.documents[1])), dtype=np.float32)
    for bead in beads:
        ladder[np.ix_(bead.source, bead.target)] = bead.probability
    tables = [sentence_table(document, side, parts) for document, side in zip(pair.documents, pair.sides, strict=True)]
    found = estimate(measure_sentences(tables[0], tables[1], ladder), weights)
    places = tables[0].places, tables[1].places
    links = [
        SupportLink(places[0][row], places[1][column], float(found.links[row, column]))
        for row, column in zip(*np.nonzero(chosen(found, weights.threshold)), strict=True)
    ]
    return _support_map(pair, links, places, (found.source_null, found.target_null))


def chosen(found: SupportEstimate, threshold: float) -> Bools:
    """Return which links are part of the map, bool[n, m]: all above the threshold.

    A target sentence that probably rests on something, though no link is above it, keeps its most
    probable one.
    """
    links = found.links >= threshold
    if len(links):
        best = found.links.argmax(axis=0)
        columns = np.flatnonzero(~links.any(axis=0) & (found.target_null < _RESTS_ON_SOMETHING))
        links[best[columns], columns] = found.links[best[columns], columns] >= _LEAST
    return links


def _support_map(
    pair: EncodedPair,
    links: Sequence[SupportLink],
    places: tuple[Sequence[Place], Sequence[Place]],
    none: tuple[Floats, Floats],
) -> SupportMap:
    """`none` holds for each place of either side the probability that the sentence has no link."""
    ordered = sorted(links, key=lambda link: (link.target, link.source))
    tables = [
        _table(document, dict(zip(some, values.tolist(), strict=True)))
        for document, some, values in zip(pair.documents, places, none, strict=True)
    ]
    return SupportMap(tuple(ordered), tables[0], tables[1])


def _table(document: Document, values: Mapping[Place, float]) -> tuple[tuple[float, ...], ...]:
    """The values by segment and sentence; a blank sentence, which is never compared, has 1."""
    return tuple(
        tuple(min(max(values.get((segment.index, number), 1.0), 0.0), 1.0) for number in range(len(segment.sentences)))
        for segment in document.segments
    )
