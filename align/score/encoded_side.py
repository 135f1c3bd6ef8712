"""One document as the scorer needs it: sentences, words and form of each segment, and vectors of runs."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from align.score.content_words import content_words
from align.score.segment_cuts import cut_segments
from align.score.segment_forms import forms_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.encode.cache import CachedParts
    from align.encode.interfaces import Progress
    from align.encode.spill_buffer import SpillBuffer
    from align.model import Document
    from align.score.arrays import Combine, Floats, Ints
    from align.score.segment_cuts import SegmentCuts
    from align.score.segment_forms import SegmentForms

_SEGMENTS_A_STEP = 1024
_MOST_CACHED_CUTS = 400
"""Up to this many segments of a document, their cuts are cached, about 30 kB each: crossings need them again."""


@dataclass
class SideCache:
    """What is computed once for a side."""

    vectors: Floats | None = None
    sentence_vectors: Floats | None = None
    runs: dict[int, Floats] = field(default_factory=dict)
    """Run length -> unit vectors of all runs."""
    cuts: dict[int, SegmentCuts | None] = field(default_factory=dict)


@dataclass(frozen=True)
class EncodedSide:
    """One document, or some of its segments; every sequence has one item for each segment."""

    combine: Combine
    chars: Floats
    buffer: SpillBuffer
    """Parts of the document's distinct sentences, cut at their cut points."""
    buffered: list[Ints]
    """The numbers of each segment's sentences in `buffer`."""
    sentence_chars: list[Floats]
    words: list[Ints]
    """Distinct content words of each segment, as rows of `vocabulary`."""
    vocabulary: NDArray[np.float16]
    """Unit vectors of the document's content words."""
    word_weight: Floats
    """Log of the inverse share of segments that hold the word; one for each row of `vocabulary`."""
    forms: SegmentForms
    whole: EncodedSide | None = None
    """The document that this is a part of, and `places` of the segments in it."""
    places: Ints | None = None
    cache: SideCache = field(default_factory=SideCache, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.chars)

    def pieces(self, segment: int) -> NDArray[np.float32]:
        """Parts of a segment, cut at the ends and cut points of its sentences, float32[k, p]."""
        return np.concatenate([self.buffer[number] for number in self.buffered[segment]]).astype(np.float32)

    @cached_property
    def parts(self) -> NDArray[np.float32]:
        """Parts of each segment, float32[n, p]."""
        return self._parts_of(range(len(self)))

    def _parts_of(self, segments: Iterable[int]) -> NDArray[np.float32]:
        return np.stack([_sum(self.pieces(segment)) for segment in segments])

    @cached_property
    def sentence_counts(self) -> Ints:
        """How many sentences each segment holds."""
        return np.array([len(numbers) for numbers in self.buffered], dtype=np.int64)

    @cached_property
    def word_counts(self) -> Ints:
        """How many distinct content words each segment holds."""
        return np.array([len(words) for words in self.words], dtype=np.int64)

    @cached_property
    def all_words(self) -> Ints:
        """The content words of one segment after the other, as rows of `vocabulary`."""
        return np.concatenate([*self.words, np.zeros(0, np.int64)])

    def vectors(self) -> Floats:
        """Unit vectors of the segments, float32[n, d]."""
        if self.cache.vectors is None:
            known = self.whole.cache.vectors if self.whole else None
            self.cache.vectors = self._new_vectors() if known is None else known[self.places]
        return self.cache.vectors

    def _new_vectors(self) -> Floats:
        if len(self) <= _SEGMENTS_A_STEP:
            return self.combine(self.parts)
        # In steps, so that the parts of a long document are never all in memory.
        every = range(len(self))
        steps = [every[begin : begin + _SEGMENTS_A_STEP] for begin in range(0, len(self), _SEGMENTS_A_STEP)]
        first = self.combine(self._parts_of(steps[0]))
        rows = np.empty((len(self), first.shape[1]), dtype=np.float32)
        rows[: len(first)] = first
        for step in steps[1:]:
            rows[step.start : step.stop] = self.combine(self._parts_of(step))
        return rows

    def sentence_vectors(self) -> Floats:
        """Unit vectors of all sentences, float32[sentences, d]; a segment's only sentence has the segment's vector."""
        if self.cache.sentence_vectors is None:
            known = self.whole.cache.sentence_vectors if self.whole else None
            self.cache.sentence_vectors = (
                self._new_sentence_vectors() if known is None else known[self._sentence_places()]
            )
        return self.cache.sentence_vectors

    def _new_sentence_vectors(self) -> Floats:
        alone = np.repeat(self.sentence_counts == 1, self.sentence_counts)
        vectors: Floats = np.repeat(self.vectors(), self.sentence_counts, axis=0)
        if not alone.all():
            numbers = np.concatenate(self.buffered)[~alone]
            vectors[~alone] = self.combine(np.stack([_sum(self.buffer[number]) for number in numbers]))
        return vectors

    def _sentence_places(self) -> Ints:
        """The places of the part's sentences among those of the whole document."""
        assert self.whole is not None
        assert self.places is not None
        counts = self.whole.sentence_counts
        starts = np.cumsum(counts) - counts
        own = [np.arange(starts[place], starts[place] + counts[place]) for place in self.places.tolist()]
        return np.concatenate(own) if own else np.zeros(0, dtype=np.int64)

    def run_vectors(self, widest: int) -> dict[int, Floats]:
        """For each length a ≤ `widest`, return the unit vectors of all runs of a segments, float32[n - a + 1, d]."""
        known = self.cache.runs
        known.setdefault(1, self.vectors())
        lengths = range(1, min(widest, len(self)) + 1)
        if new := [a for a in lengths if a not in known]:
            sums = np.concatenate([np.zeros((1, self.parts.shape[1])), np.cumsum(self.parts, axis=0, dtype=np.float64)])
            found = self.combine(np.concatenate([(sums[a:] - sums[:-a]).astype(np.float32) for a in new]))
            ends = np.cumsum([len(self) - a + 1 for a in new])
            known |= zip(new, np.split(found, ends[:-1]), strict=True)
        return {a: known[a] for a in lengths}

    def cuts(self, segments: Ints) -> list[SegmentCuts | None]:
        """Return the segments at their cut points; None for a segment without any."""
        whole = self.whole or self
        places = segments.tolist() if self.places is None else self.places[segments].tolist()
        known = whole.cache.cuts if len(whole) <= _MOST_CACHED_CUTS else {}
        new = [place for place in places if place not in known]
        known |= zip(new, cut_segments([whole.pieces(place) for place in new], self.combine), strict=True)
        return [known[place] for place in places]

    def pick(self, places: Sequence[int]) -> EncodedSide:
        """Return the segments at `places`, ascending; word weights stay those of the whole document."""
        return self if len(places) == len(self) else self._at(places)

    def turned(self) -> EncodedSide:
        """Return all segments, the last one first."""
        return self._at(range(len(self) - 1, -1, -1))

    def _at(self, places: Sequence[int]) -> EncodedSide:
        own = np.array(places, dtype=np.int64)
        return replace(
            self,
            chars=self.chars[own],
            buffered=[self.buffered[place] for place in places],
            sentence_chars=[self.sentence_chars[place] for place in places],
            words=[self.words[place] for place in places],
            forms=self.forms.at(own),
            whole=self.whole or self,
            places=own if self.places is None else self.places[own],
            cache=SideCache(),
        )


def encode_side(document: Document, parts: CachedParts, progress: Progress | None = None) -> EncodedSide:
    """Encode a document: each distinct sentence and each distinct content word once."""
    sentences = [segment.sentence_texts() for segment in document.segments]
    buffer, numbers = parts.buffered_pieces([text for texts in sentences for text in texts], progress)
    ends = np.cumsum([len(texts) for texts in sentences])[:-1]
    return _side(document, parts, buffer, np.split(np.array(numbers, dtype=np.int64), ends))


def encode_sentences(by_sentence: Document, document: Document, whole: EncodedSide) -> EncodedSide:
    """Encode a document whose segments are the sentences of another one, without encoding any text again.

    `whole` is that other document. Its blank sentences have no segment.
    """
    texts = [segment.sentence_texts() for segment in document.segments]
    kept = np.array([bool(text.strip()) for some in texts for text in some], dtype=bool)
    owner = np.repeat(np.arange(len(texts)), whole.sentence_counts)[kept]
    alone = np.bincount(owner, minlength=len(texts))[owner] == 1
    # The only sentence of a segment has what the segment has. The others are new: they stand behind
    # the segments.
    new = np.flatnonzero(~alone)
    segments = [by_sentence.segments[place] for place in new]
    places = owner.copy()
    places[new] = len(whole) + np.arange(len(new))
    all_words = [*whole.words, *_words_of_sentences(by_sentence, document, whole, owner, new)]
    words = [all_words[place] for place in places.tolist()]
    chars = np.array([len(segment.text) for segment in by_sentence.segments], dtype=np.float32)
    held = np.bincount(np.concatenate([*words, np.zeros(0, np.int64)]), minlength=len(whole.vocabulary))
    numbers = np.concatenate([*whole.buffered, np.zeros(0, np.int64)])[kept]
    return replace(
        whole,
        chars=np.concatenate([whole.chars, chars[new]])[places],
        buffered=list(numbers[:, None]),
        sentence_chars=list(chars[:, None]),
        words=words,
        word_weight=np.log((len(words) + 1) / (held + 0.5)),
        forms=(whole.forms + forms_of(segments, document.lang)).at(places),
        cache=SideCache(vectors=whole.sentence_vectors()[kept]),
    )


def _words_of_sentences(
    by_sentence: Document, document: Document, whole: EncodedSide, owner: Ints, places: Ints
) -> Iterator[Ints]:
    """Yield the content words of the sentences at some places, as rows of the whole document's vocabulary."""
    rows: dict[str, int] = {}
    latest = -1
    for place, segment in zip(places.tolist(), owner[places].tolist(), strict=True):
        if segment != latest:
            text = document.segments[segment].text
            distinct = dict.fromkeys(content_words(text, document.lang))
            rows = dict(zip(distinct, whole.words[segment].tolist(), strict=True))
            latest = segment
        found = dict.fromkeys(content_words(by_sentence.segments[place].text, document.lang))
        yield np.array([rows[word] for word in found if word in rows], dtype=np.int64)


def _side(document: Document, parts: CachedParts, buffer: SpillBuffer, buffered: list[Ints]) -> EncodedSide:
    sentences, texts = [segment.sentence_texts() for segment in document.segments], document.texts()
    words = [list(dict.fromkeys(content_words(text, document.lang))) for text in texts]
    vocabulary = {word: row for row, word in enumerate(sorted({word for some in words for word in some}))}
    held = Counter(word for some in words for word in some)
    return EncodedSide(
        combine=parts.combine,
        chars=np.array([len(text) for text in texts], dtype=np.float64),
        buffer=buffer,
        buffered=buffered,
        sentence_chars=[np.array([len(text) for text in some], dtype=np.float32) for some in sentences],
        words=[np.array([vocabulary[word] for word in some], dtype=np.int64) for some in words],
        vocabulary=parts.word_vectors(list(vocabulary)),
        word_weight=np.array([math.log((len(words) + 1) / (held[word] + 0.5)) for word in vocabulary]),
        forms=forms_of(document.segments, document.lang),
    )


def _sum(rows: Floats) -> NDArray[np.float32]:
    total: NDArray[np.float32] = rows.sum(axis=0, dtype=np.float32)
    return total
