"""The nouns: segments, documents, beads, alignments, facts, findings and verdicts.

All are frozen and checked once, at birth. Indices are 0-based, spans are half-open and count code points.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from align.text.joining import join_texts
from align.text.spans import Span as Span

if TYPE_CHECKING:
    import pandas

SEGMENT_KINDS = ("heading", "paragraph", "item", "cell", "caption")
SEVERITIES = ("error", "warning", "hint")
LEVELS = ("paragraph", "sentence")
"""The unit that segments and exported rows can have."""
FACT_KINDS = ("date", "time", "duration", "quantity", "name", "acronym", "term")
DECISIONS = ("accept", "needs-fix", "reject", "intended-omission", "intended-addition", "")


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

    def __post_init__(self) -> None:
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


@dataclass(frozen=True)
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

    def __post_init__(self) -> None:
        for place, segment in enumerate(self.segments):
            if segment.index != place:
                raise ValueError(f"document {self.id!r}: segment {place} carries the index {segment.index}")

    def __len__(self) -> int:
        return len(self.segments)

    def texts(self) -> list[str]:
        """The text of every segment, in order."""
        return [segment.text for segment in self.segments]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that spoke for or against a bead."""

    name: str
    """The feature: "coverage", "margin", "facts", "length", "structure"…"""
    value: float
    weight: float
    """What it added to the bead's log-odds; above zero speaks for the bead."""
    detail: str = ""
    """For people: the shared facts, the sentence that nothing covers."""


@dataclass(frozen=True, slots=True)
class Bead:
    """A group of source segments with a group of target segments. One empty side is a null alignment."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    probability: float = 1.0
    """Calibrated: of beads at 0.9, nine in ten are exactly right."""
    evidence: tuple[Evidence, ...] = ()
    crosses: bool = False
    """True if its order in the target differs from its order in the source."""
    locked: bool = False
    """True if a person confirmed it: the model had no say."""

    def __post_init__(self) -> None:
        if not self.source and not self.target:
            raise ValueError("a bead must hold at least one segment")
        for side in (self.source, self.target):
            if list(side) != sorted(set(side)) or (side and side[0] < 0):
                raise ValueError(f"a bead's indices must be sorted, distinct and at least 0; got {list(side)}")
        if not 0.0 <= self.probability <= 1.0:
            raise ValueError(f"a probability lies in 0…1; got {self.probability}")

    @property
    def kind(self) -> str:
        """Its size, source first: "2-1", "1-0"."""
        return f"{len(self.source)}-{len(self.target)}"

    @property
    def is_null(self) -> bool:
        """True if one side is empty."""
        return not self.source or not self.target


@dataclass(frozen=True)
class Alignment:
    """The beads of one document pair, in reading order; every segment of each side lies in exactly one bead."""

    source: Document
    target: Document
    beads: tuple[Bead, ...]
    signature: str = ""
    """Names all that the numbers depend on, in the manner of sacreBLEU: `align:0.1|enc:use3@…|weights:…`."""
    created: str = ""
    """UTC, ISO 8601, when it was made."""

    def __post_init__(self) -> None:
        for side, document in (("source", self.source), ("target", self.target)):
            counts = Counter(index for bead in self.beads for index in getattr(bead, side))
            for index in range(len(document)):
                if counts[index] != 1:
                    raise ValueError(f"{side} {index} lies in {counts[index]} beads; each segment belongs to one bead")
            if len(counts) != len(document):
                extra = min(set(counts) - set(range(len(document))))
                raise ValueError(f"{side} {extra} does not exist; the document has {len(document)} segments")

    @property
    def id(self) -> str:
        """The pair's name."""
        return self.source.id

    def source_text(self, bead: Bead) -> str:
        """The bead's source, its segments joined as its language joins sentences; "" for a 0-n bead."""
        return join_texts([self.source.segments[i].text for i in bead.source], self.source.lang)

    def target_text(self, bead: Bead) -> str:
        """The bead's target, its segments joined as its language joins sentences; "" for an n-0 bead."""
        return join_texts([self.target.segments[i].text for i in bead.target], self.target.lang)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """A content key for each bead: equal texts give equal keys, whatever their place.

        20 hexadecimal digits of SHA-256 over both sides' texts; the second bead with the same texts gets "~2",
        the third "~3", so keys are distinct within a pair and survive a re-alignment.
        """
        return tuple(self._keys())

    def _keys(self) -> Iterator[str]:
        seen: Counter[str] = Counter()
        for bead in self.beads:
            key = content_key(
                [self.source.segments[i].text for i in bead.source],
                [self.target.segments[i].text for i in bead.target],
            )
            seen[key] += 1
            yield key if seen[key] == 1 else f"{key}~{seen[key]}"

    def to_frame(self) -> pandas.DataFrame:
        """One row a bead: id, key, kind, source and target (index tuples), texts, probability, crosses, evidence."""
        import pandas as pd

        rows = [
            {
                "pair": self.id,
                "id": f"{self.id}:{number}",
                "key": key,
                "kind": bead.kind,
                "source": bead.source,
                "target": bead.target,
                "source_text": self.source_text(bead),
                "target_text": self.target_text(bead),
                "probability": bead.probability,
                "crosses": bead.crosses,
                "evidence": {item.name: item.weight for item in bead.evidence},
            }
            for number, (bead, key) in enumerate(zip(self.beads, self.keys, strict=True), start=1)
        ]
        columns = list(rows[0]) if rows else ["pair", "id", "key", "kind", "source", "target"]
        return pd.DataFrame(rows, columns=columns)


@dataclass(frozen=True, slots=True)
class Fact:
    """A date, number or name that a text asserts, in a form that compares across languages."""

    kind: str
    value: object
    text: str
    span: Span

    def __post_init__(self) -> None:
        if self.kind not in FACT_KINDS:
            raise ValueError(f"fact kind {self.kind!r} is none of {', '.join(FACT_KINDS)}")


@dataclass(frozen=True, slots=True)
class Finding:
    """A check's remark on one bead; spans count code points of the bead's joined source and target texts."""

    bead: str
    """The bead's content key."""
    check: str
    severity: str
    message: str
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        if self.severity not in SEVERITIES:
            raise ValueError(f"severity {self.severity!r} is none of {', '.join(SEVERITIES)}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's decision on a bead; append-only, a reviewer's latest wins. An empty decision is a mere comment."""

    bead: str
    """The bead's content key: the decision is tied to the texts."""
    decision: str
    reviewer: str
    at: str
    """UTC, ISO 8601."""
    comment: str = ""
    source_text: str | None = None
    """A correction that the reviewer suggests, None where they left the text alone."""
    target_text: str | None = None

    def __post_init__(self) -> None:
        if self.decision not in DECISIONS:
            raise ValueError(f"decision {self.decision!r} is none of {', '.join(filter(None, DECISIONS))}")


def content_key(source: list[str], target: list[str]) -> str:
    """20 hexadecimal digits that depend on both sides' texts and on nothing else."""
    body = "\x1d".join(["\x1e".join(source), "\x1e".join(target)])
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:20]
