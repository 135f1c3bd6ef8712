"""A bead's text with the markers of its segments in front: "第2章　総則", "(1) Defence"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from align.model import Document, Segment, Span
from align.text.joining import gap

MARKERS = ("none", "written", "all")
"""Which markers a text gets: none, those that stood in the document's text, or the numbers of its lists, too."""
_HEAD = 8
"""Characters of a segment that show where its marker stands in a longer text."""
_NUMBER = ("Nd", "Nl", "Lo", "Lu", "Ll")


@dataclass(frozen=True, slots=True)
class TextWithMarkers:
    """The text of some segments, joined, with their markers."""

    text: str
    first: str = ""
    """What stands before the first segment: its marker and a space."""
    shifts: tuple[Span, ...] = ()
    """(place in the text without markers, characters of the markers up to there), ascending."""

    def shown(self, span: Span) -> Span:
        """Return where a span of the text without markers stands in this one."""
        start = span[0] + max((count for place, count in self.shifts if place <= span[0]), default=0)
        stop = span[1] + max((count for place, count in self.shifts if place < span[1]), default=0)
        return start, max(start, stop)


def text_with_markers(document: Document, indices: Sequence[int], markers: str) -> TextWithMarkers:
    """Join segments as `Alignment.source_text` does; `markers` is one of MARKERS."""
    parts: list[str] = []
    shifts: list[Span] = []
    place = count = 0
    for index in indices:
        segment = document.segments[index]
        if before := front(segment, document.lang, markers):
            count += len(before)
            shifts.append((place, count))
        parts.append(before + segment.text)
        place += len(segment.text) + len(gap(document.lang))
    first = front(document.segments[indices[0]], document.lang, markers) if indices else ""
    return TextWithMarkers(gap(document.lang).join(parts), first, tuple(shifts))


def with_marker(correction: str, marked: TextWithMarkers) -> str:
    """Return a reviewer's text with the marker of the first segment, unless it begins with one of that kind."""
    if not correction.strip() or not marked.first:
        return correction
    numbers = _kind(correction) == _kind(marked.first) and _kind(marked.text[len(marked.first) :]) != _kind(correction)
    return correction if correction.startswith(marked.first.strip()) or numbers else marked.first + correction


def without_markers(correction: str, document: Document, indices: Sequence[int]) -> str:
    """Return a reviewer's text without the markers that the segments' texts have in a file."""
    text = correction
    for index in indices:
        segment = document.segments[index]
        if not segment.marker or segment.text.startswith(segment.marker):
            continue
        if index == indices[0]:
            text = text[len(segment.marker) :].strip() if text.startswith(segment.marker) else text
        else:
            head = segment.text[:_HEAD]
            before = " ".join(front(segment, document.lang, "all").split())
            text = re.sub(rf"{re.escape(before)}\s*{re.escape(head)}", head.replace("\\", r"\\"), text, count=1)
    return text or correction


def front(segment: Segment, lang: str, markers: str) -> str:
    """Return the marker with the space behind it; "" where it is not to be written."""
    marker = segment.marker
    if not marker or markers == "none" or (markers == "written" and segment.listed):
        return ""
    if gap(lang) or marker.isascii():
        return f"{marker} "
    return f"{marker}\u3000" if unicodedata.category(marker[-1]) in _NUMBER else marker


def _kind(text: str) -> str:
    """What a text begins with: a digit, a bracket, or a sign."""
    sign = unicodedata.normalize("NFKC", text.lstrip()[:1])[:1]
    return "digit" if sign.isdigit() else sign
