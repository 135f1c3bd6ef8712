"""One document as the scorer sees it: sentences, words, anchors, and what is needed for the vector of any run."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from align.facts import anchors
from align.score.structure import furniture, is_bare_number, leading_number
from align.text.endings import ends_sentence
from align.text.language import primary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.encode import Progress
    from align.encode.cache import CachedParts
    from align.encode.spill_buffer import SpillBuffer

    Combine = Callable[[NDArray[np.float32]], NDArray[np.float32]]
    from align.model import Document

_SEGMENTS_A_STEP = 1024
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_\-.+/]*[A-Za-z0-9]|[A-Za-z]|\d+(?:[.,]\d+)*|[ァ-ヴー]{2,}|[一-龥々]+", re.ASCII)
_FUNCTION_WORDS = frozenset(
    """a an the of to in on for and or is are be was were with by as at from that this these those it its you your if
    can will may not have has had which when then than so such into also any all each other more most one no do does
    use used using how what there their they we our us i about but only some via s t e g i.e etc very just where while
    after before between over under up out off both same many much""".split()
)


@dataclass(frozen=True)
class Side:
    """What one document, or a stretch of it, offers; segment by segment."""

    lang: str
    chars: NDArray[np.float64]
    shelf: SpillBuffer
    """Parts of sentences, cut at their joints: what a long document weighs."""
    shelved: list[NDArray[np.int64]]
    """For each segment, where on the shelf its sentences lie."""
    sentence_chars: list[NDArray[np.float32]]
    words: list[NDArray[np.int64]]
    """Distinct content words of each segment, as rows of `vocabulary`."""
    vocabulary: NDArray[np.float16]
    """Unit vectors of the document's content words."""
    word_weight: NDArray[np.float64]
    """Log of the inverse share of segments that hold the word."""
    anchors: list[frozenset[Hashable]]
    closed: NDArray[np.bool_]
    """True where the segment ends as a sentence ends."""
    furniture: list[str]
    """What of the page the segment is: "link", "end"; "" for text."""
    numbers: list[str]
    """The number that a heading or item leads with: "5.1.1"; "" where there is none."""
    bare: NDArray[np.bool_]
    """True where that number is all there is: "Article 5"."""
    whole: Side | None = None
    """The document that this is a part of, and `places` where in it the segments lie."""
    places: NDArray[np.int64] | None = None
    kept: dict[Hashable, Any] = field(default_factory=dict, compare=False, repr=False)
    """Vectors worked out once; a part takes those that the whole has."""

    def __len__(self) -> int:
        return len(self.chars)

    def pieces(self, segment: int) -> NDArray[np.float32]:
        """Parts of a segment, cut at the joints and ends of its sentences, float32[k, p]."""
        return np.concatenate([self.shelf[place] for place in self.shelved[segment]]).astype(np.float32)

    @cached_property
    def parts(self) -> NDArray[np.float32]:
        """Parts of each segment, float32[n, p]."""
        return self._parts_of(range(len(self)))

    def _parts_of(self, segments: Iterable[int]) -> NDArray[np.float32]:
        return np.stack([_sum(self.pieces(segment)) for segment in segments])

    @cached_property
    def sentences(self) -> NDArray[np.float32]:
        """Parts of all sentences, float32[sentences, p]."""
        return np.stack([_sum(self.shelf[place]) for places in self.shelved for place in places])

    @cached_property
    def sentence_counts(self) -> NDArray[np.int64]:
        """How many sentences each segment holds."""
        return np.array([len(places) for places in self.shelved], dtype=np.int64)

    def vectors(self, combine: Combine) -> NDArray[np.float32]:
        """Unit vectors of the segments, float32[n, d]."""

        def worked_out() -> NDArray[np.float32]:
            if len(self) <= _SEGMENTS_A_STEP:
                return combine(self.parts)
            every = range(len(self))
            steps = [every[begin : begin + _SEGMENTS_A_STEP] for begin in range(0, len(self), _SEGMENTS_A_STEP)]
            first = combine(self._parts_of(steps[0]))
            rows = np.empty((len(self), first.shape[1]), dtype=np.float32)
            rows[: len(first)] = first
            for step in steps[1:]:
                rows[step.start : step.stop] = combine(self._parts_of(step))
            return rows

        return self._once("vectors", worked_out, self.places)

    def sentence_vectors(self, combine: Combine) -> NDArray[np.float32]:
        """Unit vectors of all sentences, float32[sentences, d]; a lone sentence has its segment's."""

        def worked_out() -> NDArray[np.float32]:
            alone = np.repeat(self.sentence_counts == 1, self.sentence_counts)
            vectors = np.repeat(self.vectors(combine), self.sentence_counts, axis=0)
            if not alone.all():
                vectors[~alone] = combine(self.sentences[~alone])
            return vectors

        places = None
        if self.whole is not None and self.places is not None:
            counts = self.whole.sentence_counts
            starts = np.cumsum(counts) - counts
            own = [np.arange(starts[place], starts[place] + counts[place]) for place in self.places.tolist()]
            places = np.concatenate(own) if own else np.zeros(0, dtype=np.int64)
        return self._once("sentences", worked_out, places)

    def _once(
        self, name: str, work_out: Callable[[], NDArray[np.float32]], places: NDArray[np.int64] | None
    ) -> NDArray[np.float32]:
        """Rows of that name: the whole's at `places` if it has them, else worked out once for this side."""
        if name not in self.kept:
            known = self.whole is not None and name in self.whole.kept
            self.kept[name] = self.whole.kept[name][places] if self.whole and known else work_out()
        rows: NDArray[np.float32] = self.kept[name]
        return rows

    def against(self, other: Side) -> dict[Hashable, Any]:
        """What was worked out of this side and another one, by name."""
        if self.kept.get("other") is not other:
            self.kept["other"], self.kept["against"] = other, {}
        found: dict[Hashable, Any] = self.kept["against"]
        return found

    def pick(self, places: Sequence[int]) -> Side:
        """The segments at `places`, ascending, as a Side; word weights stay those of the whole document."""
        if len(places) == len(self):
            return self
        own = np.array(places, dtype=np.int64)
        return Side(
            self.lang,
            self.chars[list(places)],
            self.shelf,
            [self.shelved[place] for place in places],
            [self.sentence_chars[place] for place in places],
            [self.words[place] for place in places],
            self.vocabulary,
            self.word_weight,
            [self.anchors[place] for place in places],
            self.closed[list(places)],
            [self.furniture[place] for place in places],
            [self.numbers[place] for place in places],
            self.bare[list(places)],
            self.whole or self,
            own if self.places is None else self.places[own],
        )


def side_of(document: Document, parts: CachedParts, progress: Progress | None = None) -> Side:
    """Encode a document: each distinct sentence and each distinct content word once."""
    sentences = [segment.sentence_texts() for segment in document.segments]
    flat = [text for texts in sentences for text in texts]
    shelf, shelved = parts.buffered_pieces(flat, progress)
    ends = np.cumsum([len(texts) for texts in sentences])[:-1]
    printed = [f"{segment.marker} {segment.text}".strip() for segment in document.segments]
    words = [list(dict.fromkeys(content_words(text, document.lang))) for text in document.texts()]
    vocabulary = {word: row for row, word in enumerate(sorted({word for some in words for word in some}))}
    held = Counter(word for some in words for word in some)
    return Side(
        lang=document.lang,
        chars=np.array([len(text) for text in document.texts()], dtype=np.float64),
        shelf=shelf,
        shelved=np.split(np.array(shelved, dtype=np.int64), ends),
        sentence_chars=[np.array([len(text) for text in texts], dtype=np.float32) for texts in sentences],
        words=[np.array([vocabulary[word] for word in some], dtype=np.int64) for some in words],
        vocabulary=parts.word_vectors(list(vocabulary)),
        word_weight=np.array([math.log((len(words) + 1) / (held[word] + 0.5)) for word in vocabulary]),
        anchors=[anchors(text, document.lang) for text in printed],
        closed=np.array([ends_sentence(text) for text in document.texts()], dtype=bool),
        furniture=[furniture(text) for text in document.texts()],
        numbers=[leading_number(text) for text in printed],
        bare=np.array([is_bare_number(text) for text in printed], dtype=bool),
    )


def _sum(rows: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    total: NDArray[np.float32] = rows.sum(axis=0, dtype=np.float32)
    return total


def content_words(text: str, lang: str) -> Sequence[str]:
    """Words that carry content: katakana and kanji runs, Latin words and numbers; English function words left out."""
    found = _WORD.findall(unicodedata.normalize("NFKC", text))
    if primary(lang) == "ja":
        return [word.lower() for word in found]
    return [word for word in (word.lower() for word in found) if word not in _FUNCTION_WORDS]
