"""One document pair from top to bottom: encode, cut into windows, score, search, find crossings, calibrate."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING

import align
from align.encode import PartsEncoder, Progress, load_encoder
from align.encode.cache import CachedParts, cache_folder
from align.model import Alignment, Bead, Document, Evidence, SupportMap
from align.score.backward import runs_backward, turned
from align.score.candidates import likely_candidates
from align.score.common_order import NoCommonOrder, order_warning
from align.score.crossing import moved_beads
from align.score.encoded_side import encode_side
from align.score.evidence import evidence_of
from align.score.lock_regions import regions_between
from align.score.measured_pair import DocumentPair
from align.score.rivals import Choice, with_rivals
from align.score.weights import Weights, default_weights
from align.score.windows import LARGEST, windows
from align.search.lattice import Lattice
from align.support.closeness import FAITHFUL, TRANSLATION
from align.support.grouping import beads_of
from align.support.lost_text import doubt_around_losses
from align.support.sentence_table import sentence_document
from align.support.support_map import EncodedPair, closeness_of, encode_pair, map_of_summary, map_of_translation
from align.support.weights import default_support_weights

if TYPE_CHECKING:
    Places = Sequence[int]
    Block = tuple[Places, Places]
    """Places of the segments of both documents that are aligned with each other."""
    Notice = Callable[[NoCommonOrder], None]


_REACH = 30
"""Beads on both sides of a lost segment that are aligned again; more of them, up to the next sure bead."""
_SURE = 0.99
_MOST_RUNS = 10_000_000
"""Cells of a block times its widest bead, above which no wider beads are tried."""


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
        pair = encode_pair(source, target, self._parts, progress)
        beads = self._ladder(pair, locks)
        if notice and (warning := order_warning(source.id, beads, max(len(source), len(target)))):
            notice(warning)
        if not self._config.support:
            return self._alignment(source, target, beads)
        close = closeness_of(pair, beads)
        if close >= FAITHFUL:
            return self._alignment(source, target, beads, map_of_translation(pair, beads))
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
        source, target = encoded.sides
        if self._config.crossings and runs_backward(source, target):
            size = len(target)
            ladder = self._rising_ladder(DocumentPair(source, target.turned()), turned(locks, size, cross=False))
            return in_reading_order(turned(ladder, size, cross=True))
        return self._rising_ladder(DocumentPair(source, target), locks)

    def _rising_ladder(self, pair: DocumentPair, locks: Sequence[Bead]) -> list[Bead]:
        fixed = [replace(lock, probability=1.0, locked=True) for lock in locks]
        regions = regions_between(locks, (len(pair.source), len(pair.target)))
        ladders = [self._block(pair, *block) for block in self._blocks(pair, regions)]
        if self._config.crossings:
            moved = moved_beads(pair, list(chain.from_iterable(ladders)), self._weights)
            fixed += moved
            ladders = [self._without(pair, ladder, moved) for ladder in ladders]
        return in_reading_order([*fixed, *chain.from_iterable(ladders)])

    def refine(self, alignment: Alignment) -> Alignment:
        """Return the alignment of the sentences inside each bead; no sentence leaves its bead."""
        source, owners = sentence_document(alignment.source)
        target, target_owners = sentence_document(alignment.target)
        pair = DocumentPair(encode_side(source, self._parts), encode_side(target, self._parts))
        beads: list[Bead] = []
        for bead in alignment.beads:
            places = (
                [place for index in bead.source for place in owners[index]],
                [place for index in bead.target for place in target_owners[index]],
            )
            if bead.is_null or len(places[0]) == len(places[1]) == 1:
                beads.append(replace(bead, source=tuple(places[0]), target=tuple(places[1]), evidence=()))
                continue
            inner = self._block(pair, *places)
            beads += [
                replace(one, probability=one.probability * bead.probability, crosses=bead.crosses) for one in inner
            ]
        return self._alignment(source, target, in_reading_order(beads))

    def link_words(self, alignment: Alignment) -> Alignment:
        """Return the alignment with the word links of its beads."""
        from align.words.of_alignment import with_word_links

        return with_word_links(alignment, self._parts)

    def _alignment(
        self, source: Document, target: Document, beads: list[Bead], support: SupportMap | None = None
    ) -> Alignment:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return doubt_around_losses(Alignment(source, target, tuple(beads), self.signature, now, support))

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

    def _block(self, pair: DocumentPair, source: Places, target: Places) -> list[Bead]:
        """Align the segments at the given places of both documents with each other."""
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
            for bead in self._best_ladder(pair, source, target)
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

    def _wider(self, widest: int, size: tuple[int, int]) -> bool:
        """Return True if a block of this size may be searched again with wider beads."""
        fits = 2 * widest * size[0] * size[1] <= _MOST_RUNS
        return widest < min(self._config.widest_ever, max(size)) and fits

    def _best_ladder(self, pair: DocumentPair, source: Places, target: Places) -> list[Bead]:
        """Return the best ladder of a block with calibrated probabilities; beads are numbered within the block."""
        measured = pair.part(source, target, self._config.widest)
        while True:
            found = likely_candidates(measured, self._weights)
            scores = self._weights.scores(found.columns)
            lattice = Lattice([found.size], [found.arcs])
            shares = lattice.bead_shares(lattice.posteriors(scores)[0])
            ladder = lattice.surest_ladder(shares)
            used = max(found.arcs.a[ladder].max(), found.arcs.b[ladder].max())
            if used < measured.widest or not self._wider(measured.widest, found.size):
                break
            measured = measured.within(min(2 * measured.widest, self._config.widest_ever))
        probabilities = self._weights.probabilities(shares[ladder])
        evidence: list[tuple[Evidence, ...]] = [()] * len(ladder)
        if self._config.explain:
            known = evidence_of(found, self._weights, ladder.tolist())
            likely = self._weights.probabilities(shares)
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


def refine_sentences(alignment: Alignment, aligner: PairAligner) -> Alignment:
    """Return the alignment of the sentences inside each bead."""
    return aligner.refine(alignment)


def load_aligner(encoder: str = "use", config: Config | None = None, *, cache: bool = True) -> PairAligner:
    """Load the encoder by name and make an PairAligner; `cache` keeps sentence vectors between runs."""
    return PairAligner(load_encoder(encoder), config, cache=cache)


def align_documents(source: Document, target: Document, encoder: str = "use") -> Alignment:
    """Align two documents with the default settings."""
    return load_aligner(encoder).align(source, target)
