"""Blocks -> Document: paragraphs, markers, headings and sentences."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from align.errors import InputError, UsageError
from align.model import LEVELS, Document, Origin, Segment
from align.read import RawDocument, read_blocks, read_bytes
from align.text.language import language_doubt
from align.text.sentences import sentence_spans
from align.text.spans import Span

__all__ = [
    "by_sentence",
    "check_language",
    "document_of",
    "read_document",
    "read_document_with_warnings",
    "read_lines",
]

LONGEST_SEGMENT = 20_000
"""Characters. A longer paragraph is cut between sentences, a longer sentence is refused."""

LONGEST_LINE = 100_000
"""Characters. A longer line of a file with a segment on each line is refused."""

_LINE = re.compile("\r\n|\n|\r")


def read_document(path: Path, lang: str, *, id: str, lines: bool = False, level: str = "paragraph") -> Document:
    """Read one side of a pair. Raises InputError.

    `lines`: each line of the file is a segment. Empty lines are skipped, but `origin` counts them.
    `level` is "paragraph", or "sentence" for one segment a sentence.
    """
    return read_document_with_warnings(path, lang, id=id, lines=lines, level=level)[0]


def read_document_with_warnings(
    path: Path,
    lang: str,
    *,
    id: str,
    lines: bool = False,
    level: str = "paragraph",
    format: str = "",
    part: str = "",
) -> tuple[Document, tuple[str, ...]]:
    """Like `read_document`, with warnings for the user, one line each.

    `format` "" is found by content. `part` is that of a web page: "lang=ja" or a CSS selector.
    """
    if level not in LEVELS:
        raise UsageError(f"no level {level!r}", cure="give paragraph or sentence")
    if lines:
        document, warnings = read_lines(read_bytes(path), str(path), lang, id=id)
    else:
        reading = read_blocks(path, format=format or None, part=part)
        document, warnings = document_of(reading, lang, id=id, place=str(path))
    return (by_sentence(document) if level == "sentence" else document), warnings


def document_of(reading: RawDocument, lang: str, *, id: str, place: str) -> tuple[Document, tuple[str, ...]]:
    """The document that the blocks make, and the warnings.

    Raises InputError for a sentence of more than LONGEST_SEGMENT characters.
    """
    from align.segment.lost_places import lost_places
    from align.segment.paragraphs import paragraphs
    from align.segment.structure import set_kinds, title

    drafts = paragraphs(reading.blocks, lang)
    set_kinds(drafts)
    warnings = list(reading.warnings)
    segments: list[Segment] = []
    for draft in drafts:
        draft.text = unicodedata.normalize("NFC", draft.text)  # joined lines may hold a letter and its mark apart
        spans = sentence_spans(draft.text, lang)
        parts = [(draft.text, spans)]
        if len(draft.text) > LONGEST_SEGMENT:
            parts = _cut(draft.text, spans, f"{place}:{draft.origin}")
            warnings.append(
                f"{draft.origin}: {len(draft.text):,} characters without a break, cut into {len(parts)} segments"
            )
        for number, (text, sentences) in enumerate(parts):
            marker = draft.marker.text if draft.marker is not None and number == 0 else ""
            listed = draft.listed and bool(marker)
            segments.append(
                Segment(len(segments), text, draft.kind, draft.level, marker, sentences, draft.origin, listed)
            )
    lost = lost_places(reading, segments)
    heading = reading.title or title(drafts)
    document = Document(id, lang, tuple(segments), heading, reading.sha256, Origin(place=place), lost)
    return document, tuple(warnings)


def read_lines(content: bytes, place: str, lang: str, *, id: str) -> tuple[Document, tuple[str, ...]]:
    """A document with one segment a line, without paragraphs, markers and headings.

    Raises InputError.
    """
    import hashlib

    from align.read.cleaning import Cleaner
    from align.read.encoding import decode
    from align.read.text import check_text

    decoded = decode(content)
    check_text(decoded.text, place)
    cleaner = Cleaner()
    segments: list[Segment] = []
    for number, line in enumerate(_LINE.split(decoded.text), start=1):
        text = cleaner.line(line)
        if not text:
            continue
        if len(text) > LONGEST_LINE:
            raise InputError(
                f"a line of {len(text):,} characters",
                place=f"{place}:line {number}",
                cure=f"give one segment per line, at most {LONGEST_LINE:,} characters",
            )
        spans = sentence_spans(text, lang)
        segments.append(Segment(len(segments), text, sentences=spans, origin=f"line {number}"))
    if not segments:
        raise InputError("holds no text", place=place, cure="give a file with one segment per line")
    digest = hashlib.sha256(content).hexdigest()
    document = Document(id, lang, tuple(segments), "", digest, Origin(place=place))
    return document, (*decoded.warnings, *cleaner.warnings())


def _cut(text: str, spans: tuple[Span, ...], place: str) -> list[tuple[str, tuple[Span, ...]]]:
    """A paragraph of more than LONGEST_SEGMENT characters as several, cut between sentences."""
    parts: list[tuple[str, tuple[Span, ...]]] = []
    held: list[Span] = []
    for span in spans:
        if span[1] - span[0] > LONGEST_SEGMENT:
            raise InputError(
                f"{span[1] - span[0]:,} characters without the end of a sentence",
                place=place,
                cure="is this prose? give a text with sentences and line breaks",
            )
        if held and span[1] - held[0][0] > LONGEST_SEGMENT:
            parts.append(_part(text, held))
            held = []
        held.append(span)
    parts.append(_part(text, held))
    return parts


def _part(text: str, spans: list[Span]) -> tuple[str, tuple[Span, ...]]:
    first, last = spans[0][0], spans[-1][1]
    return text[first:last], tuple((start - first, stop - first) for start, stop in spans)


def by_sentence(document: Document) -> Document:
    """The document with one segment a sentence. The marker stays with the first sentence."""
    segments: list[Segment] = []
    starts: list[int] = []
    for whole in document.segments:
        starts.append(len(segments))
        for number, sentence in enumerate(whole.sentence_texts()):
            marker = whole.marker if number == 0 else ""
            listed = whole.listed and bool(marker)
            segments.append(Segment(len(segments), sentence, whole.kind, whole.level, marker, (), whole.origin, listed))
    starts.append(len(segments))
    return replace(document, segments=tuple(segments), lost=tuple(starts[place] for place in document.lost))


def check_language(document: Document) -> str | None:
    """A message for the user if the document is plainly not in its language, else None."""
    return language_doubt(" ".join(segment.text for segment in document.segments[:400]), document.lang)
