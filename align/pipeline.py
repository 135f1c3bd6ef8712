"""One document pair, told top to bottom: encode, cut into stretches, score, search, cross, calibrate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

import align
from align.encode import PartsEncoder, Progress, load_encoder
from align.encode.cache import CachedParts, cache_folder
from align.model import Alignment, Bead, Document, Segment
from align.score.beads import Candidates, candidates
from align.score.crossing import moved_beads
from align.score.evidence import evidence_of
from align.score.locks import regions_between
from align.score.side import Side, side_of
from align.score.stretches import stretches
from align.score.weights import Weights, default_weights
from align.search.lattice import Lattice

if TYPE_CHECKING:
    from align.search.arcs import Arcs

    Places = Sequence[int]
    Allowed = Callable[[Arcs], "np.ndarray"]


@dataclass(frozen=True)
class Config:
    """What an alignment depends on beside the texts and the encoder."""

    widest: int = 6
    """Segments on the longer side of a bead that are tried at first; a ladder that needs more is searched again."""
    widest_ever: int = 48
    crossings: bool = True
    explain: bool = True
    """Keep what spoke for each bead."""
    weights: Weights | None = None
    """None for the weights that come with align."""


class Aligner:
    """Aligns documents; the model is loaded once, each distinct sentence encoded once."""

    def __init__(self, encoder: PartsEncoder, config: Config | None = None, *, cache: bool = False) -> None:
        self._config = config or Config()
        self._weights = self._config.weights or default_weights()
        self._encoder = encoder
        self._parts = CachedParts(encoder, cache_folder() if cache else None)

    @property
    def signature(self) -> str:
        """All that the numbers depend on beside the texts."""
        crossing = "yes" if self._config.crossings else "no"
        return (
            f"align:{align.__version__}|enc:{self._encoder.signature}|weights:{self._weights.version}"
            f"|widest:{self._config.widest}|crossings:{crossing}"
        )

    def align(
        self, source: Document, target: Document, locks: Sequence[Bead] = (), progress: Progress | None = None
    ) -> Alignment:
        """Return the alignment of the pair; beads in `locks` are kept as they are, the rest works around them."""
        sides = side_of(source, self._parts, progress), side_of(target, self._parts, progress)
        fixed = [replace(lock, probability=1.0, locked=True) for lock in locks]
        loose = self._ladder(sides, fixed)
        if self._config.crossings:
            moved = moved_beads(*sides, loose, self._weights, self._parts.combine)
            if moved:
                fixed += moved
                loose = self._ladder(sides, fixed)
        return self._alignment(source, target, in_reading_order(fixed + loose))

    def refine(self, alignment: Alignment) -> Alignment:
        """Return the alignment of the sentences inside each bead; no sentence leaves its bead."""
        source, owners = _sentences_of(alignment.source)
        target, target_owners = _sentences_of(alignment.target)
        sides = side_of(source, self._parts), side_of(target, self._parts)
        beads: list[Bead] = []
        for bead in alignment.beads:
            places = (
                [place for index in bead.source for place in owners[index]],
                [place for index in bead.target for place in target_owners[index]],
            )
            if bead.is_null or len(places[0]) == len(places[1]) == 1:
                beads.append(replace(bead, source=tuple(places[0]), target=tuple(places[1]), evidence=()))
                continue
            inner = self._region(sides, *places)
            beads += [
                replace(one, probability=one.probability * bead.probability, crosses=bead.crosses) for one in inner
            ]
        return self._alignment(source, target, in_reading_order(beads))

    def _alignment(self, source: Document, target: Document, beads: list[Bead]) -> Alignment:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return Alignment(source, target, tuple(beads), self.signature, now)

    def _ladder(self, sides: tuple[Side, Side], fixed: Sequence[Bead]) -> list[Bead]:
        """The beads around those that are fixed."""
        beads: list[Bead] = []
        for region in regions_between(fixed, (len(sides[0]), len(sides[1]))):
            beads += self._region(sides, *region)
        return beads

    def _region(self, sides: tuple[Side, Side], source: Places, target: Places) -> list[Bead]:
        """Align the segments at the given places of both documents with each other."""
        if not source or not target:
            return [Bead((place,), ()) for place in source] + [Bead((), (place,)) for place in target]
        whole = _picked(sides[0], source), _picked(sides[1], target)
        beads: list[Bead] = []
        for i, k, j, m in stretches(*whole, self._parts.combine):
            here = source[i:k], target[j:m]
            if not here[0] or not here[1]:
                beads += self._region(sides, *here)
                continue
            parts = _picked(whole[0], range(i, k)), _picked(whole[1], range(j, m))
            beads += [
                replace(
                    bead,
                    source=tuple(here[0][place] for place in bead.source),
                    target=tuple(here[1][place] for place in bead.target),
                )
                for bead in self._stretch(*parts)
            ]
        return beads

    def _stretch(self, source: Side, target: Side) -> list[Bead]:
        """The best ladder of a stretch, with calibrated probabilities."""
        widest = self._config.widest
        while True:
            found = candidates(source, target, widest, self._parts.combine)
            scores = self._weights.scores(found.columns)
            lattice = Lattice([found.size], [found.arcs])
            shares, _ = lattice.posteriors(scores)
            ladder = lattice.surest_ladder(shares)
            used = max(found.arcs.a[ladder].max(), found.arcs.b[ladder].max())
            if used < widest or widest >= min(self._config.widest_ever, max(found.size)):
                break
            widest = min(2 * widest, self._config.widest_ever)
        probabilities = self._weights.probabilities(shares[ladder])
        return [
            self._bead(found, int(arc), float(probability))
            for arc, probability in zip(ladder, probabilities, strict=True)
        ]

    def _bead(self, found: Candidates, arc: int, probability: float) -> Bead:
        arcs = found.arcs
        i, j = int(arcs.i[arc]), int(arcs.j[arc])
        evidence = evidence_of(found, self._weights, arc) if self._config.explain else ()
        return Bead(tuple(range(i, i + int(arcs.a[arc]))), tuple(range(j, j + int(arcs.b[arc]))), probability, evidence)


def _picked(side: Side, places: Places) -> Side:
    return side if len(places) == len(side) else side.pick(places)


def in_reading_order(beads: Sequence[Bead]) -> list[Bead]:
    """Beads in source order, each 0-n bead before the bead that holds the next target segment; crossings marked."""
    chain = sorted((bead for bead in beads if bead.source), key=lambda bead: bead.source[0])
    added = sorted((bead for bead in beads if not bead.source), key=lambda bead: bead.target[0])
    ordered: list[Bead] = []
    for bead in chain:
        if bead.target and not bead.crosses:
            while added and added[0].target[0] < bead.target[0]:
                ordered.append(added.pop(0))
        ordered.append(bead)
    return ordered + added


def _sentences_of(document: Document) -> tuple[Document, list[list[int]]]:
    """The document with a segment a sentence, and for each old segment the indices of its sentences."""
    segments: list[Segment] = []
    owners: list[list[int]] = []
    for segment in document.segments:
        texts = [text for text in segment.sentence_texts() if text.strip()]
        owners.append(list(range(len(segments), len(segments) + len(texts))))
        for number, text in enumerate(texts):
            marker = segment.marker if number == 0 else ""
            index = len(segments)
            segments.append(
                replace(segment, index=index, text=text.strip(), marker=marker, sentences=((0, len(text.strip())),))
            )
    return replace(document, segments=tuple(segments)), owners


def refine_sentences(alignment: Alignment, aligner: Aligner) -> Alignment:
    """Return the alignment of the sentences inside each bead."""
    return aligner.refine(alignment)


def load_aligner(encoder: str = "use", config: Config | None = None, *, cache: bool = True) -> Aligner:
    """Load the encoder by name and make an Aligner; `cache` keeps sentence vectors between runs."""
    return Aligner(load_encoder(encoder), config, cache=cache)


def align_documents(source: Document, target: Document, encoder: str = "use") -> Alignment:
    """Align two documents with the default settings."""
    return load_aligner(encoder).align(source, target)


def align_files(
    source: str | Path, target: str | Path, *, source_lang: str = "ja", target_lang: str = "en", encoder: str = "use"
) -> Alignment:
    """Read and align two files; the pair is named after the source file. Raises AlignError."""
    from align.segment import read_document

    name = Path(source).name.split(".")[0]
    return align_documents(
        read_document(Path(source), source_lang, id=name), read_document(Path(target), target_lang, id=name), encoder
    )
