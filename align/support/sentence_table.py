"""One document by sentences, with the vectors of its sentences, clauses, paragraphs and words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from align.model import Document, Place, Segment
from align.score.encoded_side import EncodedSide, encode_sentences
from align.text.clauses import clause_spans
from align.text.language import primary

if TYPE_CHECKING:
    from align.encode.cache import CachedParts
    from align.score.arrays import Bools, Floats, Ints

_HEADING, _JAPANESE_HEADING = 70, 30
"""A text of fewer characters that does not end as a sentence ends is taken for a heading."""


@dataclass(frozen=True)
class SentenceTable:
    """The sentences of one document, in order; every array has one row for each sentence unless it says otherwise."""

    lang: str
    texts: list[str]
    paragraph: Ints
    """Index of the segment that holds the sentence."""
    places: list[Place]
    """Segment, and place of the sentence in it, from 0."""
    side: EncodedSide
    """The sentences, encoded as segments."""
    vectors: Floats
    paragraph_vectors: Floats
    """One row for each segment of the document."""
    clause_vectors: Floats
    """One row for each clause."""
    clause_owner: Ints
    """For each clause the sentence that holds it, ascending."""
    clause_chars: Floats
    """For each clause its length in characters."""
    heading: Ints
    """The nearest sentence before this one that looks like a heading, -1 if there is none."""

    def __len__(self) -> int:
        return len(self.texts)


def sentence_document(document: Document) -> tuple[Document, list[list[int]]]:
    """Return the document with one segment for each sentence, and for each old segment its sentences' indices."""
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


def sentence_table(document: Document, whole: EncodedSide, parts: CachedParts) -> SentenceTable:
    """Encode the sentences and clauses of a document; `whole` is the same document by segments."""
    by_sentence, owners = sentence_document(document)
    is_japanese = primary(document.lang) == "ja"
    side = encode_sentences(by_sentence, document, whole)
    texts = by_sentence.texts()
    clauses = [[text[start:stop] for start, stop in clause_spans(text, document.lang)] or [text] for text in texts]
    flat = [clause for some in clauses for clause in some]
    sums = [rows.astype(np.float32).sum(axis=0) for rows in parts.pieces(flat)]
    return SentenceTable(
        lang=document.lang,
        texts=texts,
        paragraph=np.repeat(np.arange(len(owners)), [len(some) for some in owners]),
        places=sentence_places(document),
        side=side,
        vectors=side.vectors(),
        paragraph_vectors=whole.vectors(),
        clause_vectors=parts.combine(np.stack(sums)),
        clause_owner=np.repeat(np.arange(len(texts)), [len(some) for some in clauses]),
        clause_chars=np.array([len(clause) for clause in flat], dtype=np.float32),
        heading=_headings_above(texts, side.forms.closed, _JAPANESE_HEADING if is_japanese else _HEADING),
    )


def sentence_places(document: Document) -> list[Place]:
    """The places of all sentences that are not blank, in order."""
    return [
        (segment.index, number)
        for segment in document.segments
        for number, text in enumerate(segment.sentence_texts())
        if text.strip()
    ]


def _headings_above(texts: list[str], closed: Bools, most_chars: int) -> Ints:
    above = np.full(len(texts), -1, dtype=np.int64)
    latest = -1
    for place, text in enumerate(texts):
        above[place] = latest
        if not closed[place] and len(text) < most_chars:
            latest = place
    return above
