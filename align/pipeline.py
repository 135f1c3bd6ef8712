"""One document pair from top to bottom: encode, find the ladder, find what each target sentence rests on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import align
from align.encode import PartsEncoder, Progress, load_encoder
from align.encode.cache import CachedParts, cache_folder
from align.model import Alignment, Bead, Document, SupportMap
from align.score.bead_blocks import BeadParts, blocks_of
from align.score.best_ladders import LadderSearch, in_reading_order
from align.score.common_order import NoCommonOrder, order_warning
from align.score.encoded_side import encode_sentences
from align.score.measured_pair import DocumentPair
from align.score.weights import Weights, default_weights
from align.stages import stage
from align.support.closeness import FAITHFUL, TRANSLATION
from align.support.grouping import beads_of
from align.support.lost_text import doubt_around_losses
from align.support.sentence_table import sentence_document
from align.support.support_map import EncodedPair, closeness_of, encode_pair, map_of_summary, map_of_translation
from align.support.weights import default_support_weights

if TYPE_CHECKING:
    from align.facts.glossary import Term

    Notice = Callable[[NoCommonOrder], None]


@dataclass(frozen=True)
class Config:
    """What an alignment depends on beside the texts and the encoder."""

    widest: int = 6
    """Most segments on the longer side of a bead; doubled and searched again while the ladder reaches it."""
    widest_ever: int = 48
    """The doubling ends here."""
    crossings: bool = True
    explain: bool = True
    """Keep the evidence for each bead."""
    support: bool = True
    """Find what each target sentence rests on; where the pair is no translation, the beads follow from that."""
    weights: Weights | None = None
    """None for the weights that come with align."""


class PairAligner:
    """Aligns documents; the model is loaded once, each distinct sentence encoded once."""

    def __init__(self, encoder: PartsEncoder, config: Config | None = None, *, cache: bool = False) -> None:
        self._config = config or Config()
        self._weights = self._config.weights or default_weights()
        self._search = LadderSearch(
            self._weights,
            self._config.widest,
            self._config.widest_ever,
            self._config.crossings,
            self._config.explain,
        )
        self._encoder = encoder
        self._parts = CachedParts(encoder, cache_folder() if cache else None)

    @property
    def signature(self) -> str:
        """Names all that the numbers depend on beside the texts."""
        crossing = "yes" if self._config.crossings else "no"
        return (
            f"align:{align.__version__}|enc:{self._encoder.signature}|weights:{self._weights.version}"
            f"|widest:{self._config.widest}|crossings:{crossing}|support:{self._support_version}"
        )

    @property
    def _support_version(self) -> str:
        return default_support_weights().version if self._config.support else "no"

    def align(
        self,
        source: Document,
        target: Document,
        locks: Sequence[Bead] = (),
        progress: Progress | None = None,
        notice: Notice | None = None,
    ) -> Alignment:
        """Return the alignment of the pair; beads in `locks` are kept as they are, the rest works around them.

        `notice` is called with a warning if the two texts have no common order.
        """
        with stage("encode"):
            pair = encode_pair(source, target, self._parts, progress)
        with stage("pair paragraphs"):
            beads = self._ladder(pair, locks)
        if notice and (warning := order_warning(source.id, beads, max(len(source), len(target)))):
            notice(warning)
        if not self._config.support:
            return self._alignment(source, target, beads)
        with stage("support map"):
            return self._supported(pair, beads)

    def _supported(self, pair: EncodedPair, beads: list[Bead]) -> Alignment:
        """Return the alignment with its support map; where the pair is no translation, the beads follow from it."""
        source, target = pair.documents
        close = closeness_of(pair, beads)
        if close >= FAITHFUL:
            by_sentence = self._refined(pair, beads, replace(self._search, explain=False))
            return self._alignment(source, target, beads, map_of_translation(pair, by_sentence))
        support = map_of_summary(pair, beads, self._parts)
        if close >= TRANSLATION:
            return self._alignment(source, target, beads, support)
        kept = [bead for bead in beads if bead.locked]
        beads = in_reading_order(beads_of(support, default_support_weights(), kept))
        return self._alignment(source, target, beads, support)

    def ladder(self, source: Document, target: Document) -> list[Bead]:
        """Return the beads of the best ladder, with crossings, in reading order, whatever kind of pair it is."""
        return self._ladder(encode_pair(source, target, self._parts), ())

    @property
    def parts(self) -> CachedParts:
        """The vectors of texts, each computed once."""
        return self._parts

    def _ladder(self, encoded: EncodedPair, locks: Sequence[Bead]) -> list[Bead]:
        return self._search.ladder(DocumentPair(*encoded.sides), locks)

    def refine(self, alignment: Alignment) -> Alignment:
        """Return the alignment of the sentences inside each bead; no sentence leaves its bead."""
        whole = encode_pair(alignment.source, alignment.target, self._parts)
        found = self._refined(whole, alignment.beads, self._search)
        source, target = (sentence_document(document)[0] for document in whole.documents)
        return self._alignment(source, target, found)

    def _refined(self, whole: EncodedPair, beads: Sequence[Bead], search: LadderSearch) -> list[Bead]:
        """Return the beads of the sentences inside each bead, in reading order; blank sentences are not counted."""
        documents = [sentence_document(document) for document in whole.documents]
        found: list[Bead] = []
        inside: list[BeadParts] = []
        for bead in beads:
            source, target = (
                [place for index in some for place in owners[index]]
                for (_, owners), some in zip(documents, (bead.source, bead.target), strict=True)
            )
            if source and target and len(source) + len(target) > 2:
                inside.append(BeadParts(bead, source, target))
            else:
                found.append(replace(bead, source=tuple(source), target=tuple(target), evidence=()))
        if not inside:
            return in_reading_order(found)
        pair = DocumentPair(
            *(
                encode_sentences(by_sentence, document, side)
                for (by_sentence, _), document, side in zip(documents, whole.documents, whole.sides, strict=True)
            )
        )
        for block in blocks_of(inside):
            found += search.inside(pair, block)
        return in_reading_order(found)

    def link_words(self, alignment: Alignment, terms: Sequence[Term] = ()) -> Alignment:
        """Return the alignment with the word links of its beads; `terms` of a glossary answer their renderings."""
        from align.words.of_alignment import with_word_links

        with stage("word links"):
            return with_word_links(alignment, self._parts, terms=terms)

    def _alignment(
        self, source: Document, target: Document, beads: list[Bead], support: SupportMap | None = None
    ) -> Alignment:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return doubt_around_losses(Alignment(source, target, tuple(beads), self.signature, now, support))


def load_aligner(encoder: str = "use", config: Config | None = None, *, cache: bool = True) -> PairAligner:
    """Load the encoder by name and make a PairAligner; `cache` keeps sentence vectors between runs."""
    return PairAligner(load_encoder(encoder), config, cache=cache)


def align_documents(source: Document, target: Document, encoder: str = "use") -> Alignment:
    """Align two documents with the default settings."""
    return load_aligner(encoder).align(source, target)
