"""One document pair, told top to bottom: read, segment, encode, score, search, calibrate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from align.encode import PartsEncoder, Progress, load_encoder
from align.encode.cache import CachedParts, cache_folder
from align.model import Alignment, Bead, Document
from align.search.ladder import best_ladder

if TYPE_CHECKING:
    from align.search.ladder import Arc


@dataclass(frozen=True)
class Config:
    """What an alignment depends on beside the texts, the encoder and the weights."""

    widest: int = 6
    """The most segments that a bead may hold on its longer side."""


class Aligner:
    """Aligns documents; the model is loaded once, each distinct sentence encoded once."""

    def __init__(self, encoder: PartsEncoder, config: Config | None = None, *, cache: bool = False) -> None:
        self._encoder = encoder
        self._config = config or Config()
        self._parts = CachedParts(encoder, cache_folder() if cache else None)

    @property
    def signature(self) -> str:
        """All that the numbers depend on beside the texts."""
        return f"align:0.1|enc:{self._encoder.signature}|weights:0"

    def align(
        self, source: Document, target: Document, locks: Sequence[Bead] = (), progress: Progress | None = None
    ) -> Alignment:
        """Return the ladder of the pair; beads in `locks` are kept as they are."""
        sides = [self._segment_parts(side, progress) for side in (source, target)]
        score, total = _prototype(self._encoder, *sides)
        shapes = [(1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (2, 2), (4, 1), (1, 4)]
        arcs = best_ladder(total, shapes, score) if source.segments or target.segments else []
        beads = [
            Bead(tuple(range(i, k)), tuple(range(j, m)), probability=float(1 / (1 + np.exp(-20 * score((i, k, j, m))))))
            for i, k, j, m in arcs
        ]
        return Alignment(source, target, tuple(beads), self.signature, datetime.now(UTC).isoformat(timespec="seconds"))

    def _segment_parts(self, document: Document, progress: Progress | None) -> np.ndarray:
        sentences = [segment.sentence_texts() for segment in document.segments]
        flat = [text for texts in sentences for text in texts]
        parts = self._parts.parts(flat, progress)
        ends = np.cumsum([len(texts) for texts in sentences])
        sums = np.concatenate([np.zeros((1, parts.shape[1]), np.float32), np.cumsum(parts, axis=0)])
        return sums[np.concatenate([[0], ends]).astype(int)]


def _prototype(encoder: PartsEncoder, source: np.ndarray, target: np.ndarray):
    """The rough first score: cosine of concatenations with a margin, a price for each further segment."""
    size = (len(source) - 1, len(target) - 1)
    vectors = [
        {a: encoder.combine(side[a:] - side[:-a]) for a in range(1, 5) if a < len(side)} for side in (source, target)
    ]
    cosines = {
        (a, b): vectors[0][a] @ vectors[1][b].T for a in vectors[0] for b in vectors[1] if a == 1 or b == 1 or a == b == 2
    }
    margins = {}
    for (a, b), cosine in cosines.items():
        base = [
            np.sort(cosine, axis=axis).take(range(-min(4, cosine.shape[axis]), 0), axis=axis).mean(axis=axis, keepdims=True)
            for axis in (0, 1)
        ]
        margins[a, b] = cosine - (base[0] + base[1]) / 2

    def score(arc: Arc) -> float:
        i, k, j, m = arc
        if i == k or j == m:
            return -0.03
        return float(margins[k - i, m - j][i, j]) - 0.06 * (k - i + m - j - 2) + 0.05

    return score, size


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
