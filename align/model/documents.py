"""Segments and documents. Indices are 0-based, spans are half-open and count code points."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from align.model.checked import check_fields, check_items, check_spans
from align.text.spans import Span

SEGMENT_KINDS = ("heading", "paragraph", "item", "cell", "caption")
LEVELS = ("paragraph", "sentence")
"""The unit that segments and exported rows can have."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The unit that is aligned: a paragraph, heading, list item, cell or caption; NFC, one line, not empty."""

    index: int
    text: str
    kind: str = "paragraph"
    level: int = 0
    """Depth of a list item or heading; 1 is the outermost, 0 where depth means nothing."""
    marker: str = ""
    """The numbering that was split off the text: "(1)", "ア", "a."."""
    sentences: tuple[Span, ...] = ()
    """Half-open spans in `text`, in order, without overlap. Empty means: one sentence, the whole text."""
    origin: str = ""
    """Where it came from, for people: "line 12", "page 3, line 4", an element path."""
    listed: bool = False
    """True if the format made the marker, as Word and HTML number their lists; false if it stands in the text."""

    def __post_init__(self) -> None:
        check_fields(self, index=int, text=str, kind=str, level=int, marker=str, origin=str, listed=bool)
        check_spans(self, "sentences")
        if self.index < 0:
            raise ValueError(f"a segment's index counts from 0; got {self.index}")
        if not self.text.strip():
            raise ValueError(f"segment {self.index} is empty")
        if len(self.text.splitlines()) > 1:
            raise ValueError(f"segment {self.index} holds a line break")
        if not unicodedata.is_normalized("NFC", self.text):
            raise ValueError(f"segment {self.index} is not in Unicode form NFC")
        if self.kind not in SEGMENT_KINDS:
            raise ValueError(f"segment {self.index}: kind {self.kind!r} is none of {', '.join(SEGMENT_KINDS)}")
        if not self.sentences:
            object.__setattr__(self, "sentences", ((0, len(self.text)),))
        end = 0
        for start, stop in self.sentences:
            if not end <= start < stop <= len(self.text):
                raise ValueError(f"segment {self.index}: sentence span {start}-{stop} lies outside its text")
            end = stop

    def sentence_texts(self) -> list[str]:
        """The sentences as strings, in order."""
        return [self.text[start:stop] for start, stop in self.sentences]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from and what may be done with it."""

    place: str = ""
    """Path or URL as the user gave it."""
    licence: str = ""
    status: str = ""
    """What it is: "official", "project rendering, not the Ministry's text"; empty where nobody said."""
    retrieved_at: str = ""
    """UTC, ISO 8601; empty for a file that was always here."""
    published: str = ""
    """ISO date of the document itself, where known."""

    def __post_init__(self) -> None:
        check_fields(self, place=str, licence=str, status=str, retrieved_at=str, published=str)


@dataclass(frozen=True, repr=False)
class Document:
    """One side of a pair, cut into segments with indices 0…n-1."""

    id: str
    lang: str
    """BCP 47: "ja", "en"."""
    segments: tuple[Segment, ...]
    title: str = ""
    sha256: str = ""
    """Of the bytes that were read."""
    origin: Origin = Origin()
    lost: tuple[int, ...] = field(default=(), compare=False)
    """Segments before which the reader left out text that people see, ascending; the length stands for the end.

    Known right after reading only: files of alignments do not keep it.
    """

    def __post_init__(self) -> None:
        check_fields(self, id=str, lang=str, title=str, sha256=str, origin=Origin)
        check_items(self, "segments", Segment)
        for place, segment in enumerate(self.segments):
            if segment.index != place:
                raise ValueError(f"document {self.id!r}: segment {place} carries the index {segment.index}")

    def __repr__(self) -> str:
        return f"<Document {self.id!r}: {len(self.segments)} {self.lang} segments>"

    def __len__(self) -> int:
        return len(self.segments)

    def texts(self) -> list[str]:
        """The text of every segment, in order."""
        return [segment.text for segment in self.segments]
