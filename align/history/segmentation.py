"""One side as reviewers cut it: where its segments begin, whatever the reader made of the file.

A place is a number of code points in the texts of the document that was opened, one after the other
without gaps. Places never change, so edits before and after a cut speak of the same text. Of the
segments "ab", "cd", the second begins at place 2; a cut inside it at place 3.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate, pairwise

from align.exchange.markers import front
from align.model import Document, Segment, Span
from align.text.joining import gap

Stretches = tuple[Span, ...]
"""Parts of a side as [first place, place behind], in order; parts that touch are one."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one segment of the opened document gives to a segment."""

    index: int
    span: Span
    """Of its text, without spaces at either end."""
    begins: int
    """Where the text of the part begins in the segment's text."""
    place: int
    """The place of its first character, spaces counted."""


@dataclass(frozen=True)
class Segmentation:
    """How one document is cut into segments now."""

    opened: Document
    starts: tuple[int, ...]
    """The places at which segments begin, ascending."""

    @classmethod
    def of(cls, document: Document) -> Segmentation:
        """The document as it was opened."""
        return cls(document, _starts(document))

    @cached_property
    def length(self) -> int:
        """Code points of all texts."""
        return sum(len(text) for text in self.opened.texts())

    @cached_property
    def _ends(self) -> tuple[int, ...]:
        """The places behind the segments."""
        return (*self.starts[1:], self.length)

    @cached_property
    def _opened_starts(self) -> tuple[int, ...]:
        return _starts(self.opened)

    @cached_property
    def _number(self) -> dict[int, int]:
        """Place -> the index of the segment that begins there; the end has the index behind the last."""
        return {place: index for index, place in enumerate((*self.starts, self.length))}

    @cached_property
    def changed(self) -> frozenset[int]:
        """The places at which only one of the two begins a segment: the opened document or this."""
        return frozenset(self._opened_starts) ^ frozenset(self.starts)

    @cached_property
    def document(self) -> Document:
        """The document with the segments as they are cut now."""
        if not self.changed:
            return self.opened
        segments = tuple(self._segment(index) for index in range(len(self.starts)))
        return replace(self.opened, segments=segments, lost=())

    def stretches(self, indices: Iterable[int]) -> Stretches:
        """Where these segments lie."""
        found: list[Span] = []
        for index in indices:
            start, stop = self.starts[index], self._ends[index]
            if found and found[-1][1] == start:
                start = found.pop()[0]
            found.append((start, stop))
        return tuple(found)

    def indices(self, stretches: Stretches) -> tuple[int, ...] | None:
        """The segments that lie there; None if one of them reaches beyond."""
        found: list[int] = []
        for start, stop in stretches:
            first, last = self._number.get(start), self._number.get(stop)
            if first is None or last is None:
                return None
            found += range(first, last)
        return tuple(found)

    def touched(self, stretches: Stretches) -> tuple[int, ...]:
        """The segments that lie there, wholly or in part."""
        return tuple(i for start, stop in stretches for i in range(self.index_at(start), self.index_at(stop - 1) + 1))

    def index_at(self, place: int) -> int:
        """The segment in which a place lies."""
        return bisect_right(self.starts, place) - 1

    def holds(self, place: int) -> bool:
        """Whether a segment begins at this place."""
        return place in self._number and place < self.length

    def with_place(self, place: int) -> Segmentation:
        """The same with a segment that begins at this place. Raises ValueError."""
        if self.holds(place) or not 0 < place < self.length:
            raise ValueError("no paragraph can be cut there")
        at = bisect_left(self.starts, place)
        return replace(self, starts=(*self.starts[:at], place, *self.starts[at:]))

    def without_place(self, place: int) -> Segmentation:
        """The same where the segment that begins at this place belongs to the one before.

        Raises ValueError.
        """
        if not self.holds(place) or place == 0:
            raise ValueError("no paragraph begins there")
        return replace(self, starts=tuple(start for start in self.starts if start != place))

    def place_in(self, index: int, offset: int) -> int:
        """The place of a position in the text of a segment.

        Raises ValueError if nothing is left on a side of it.
        """
        text = self.document.segments[index].text
        if not text[: max(offset, 0)].strip() or not text[max(offset, 0) :].strip():
            raise ValueError("a cut must leave text on either side")
        offset += len(text[offset:]) - len(text[offset:].lstrip())
        for part in self.parts(index):
            if part.begins and offset <= part.begins:  # in the gap or the marker before this part
                return part.place
            inside = part.span[0] + offset - part.begins
            if inside < part.span[1]:
                return self._opened_starts[part.index] + inside
        raise ValueError("a cut must leave text on either side")

    def parts(self, index: int) -> Iterator[Part]:
        """The parts of the opened segments that make a segment, in order."""
        start, stop = self.starts[index], self._ends[index]
        begins, first = 0, bisect_right(self._opened_starts, start) - 1
        for number in range(first, len(self.opened.segments)):
            base, text = self._opened_starts[number], self.opened.segments[number].text
            if base >= stop:
                return
            inside = text[max(start - base, 0) : stop - base]
            if not inside.strip():
                continue
            from_ = max(start - base, 0) + len(inside) - len(inside.lstrip())
            if begins:
                begins += len(gap(self.opened.lang))
            if base > start:
                begins += len(front(self.opened.segments[number], self.opened.lang, "written"))
            yield Part(number, (from_, from_ + len(inside.strip())), begins, max(start, base))
            begins += len(inside.strip())

    def sentence_places(self, index: int) -> list[Span]:
        """For each sentence of a segment: segment and number of the opened sentence that it is, or is part of."""
        return [place for place, _ in self._sentences(index)]

    def _sentences(self, index: int) -> Iterator[tuple[Span, Span]]:
        """Each sentence: its place in the opened document, and its span in the segment's text."""
        for part in self.parts(index):
            text = self.opened.segments[part.index].text
            shift = part.begins - part.span[0]
            for number, (start, stop) in enumerate(self.opened.segments[part.index].sentences):
                first, last = max(start, part.span[0]), min(stop, part.span[1])
                kept = text[first:last].strip() if first < last else ""
                if kept:
                    first += len(text[first:last]) - len(text[first:last].lstrip())
                    yield (part.index, number), (first + shift, first + len(kept) + shift)

    def _segment(self, index: int) -> Segment:
        parts = list(self.parts(index))
        opened = self.opened.segments[parts[0].index]
        if len(parts) == 1 and parts[0].span == (0, len(opened.text)):
            return replace(opened, index=index)
        text = ""
        for part in parts:
            own = self.opened.segments[part.index]
            text += gap(self.opened.lang) if text else ""
            if text and part.place == self._opened_starts[part.index]:
                text += front(own, self.opened.lang, "written")
            text += own.text[slice(*part.span)]
        whole = unicodedata.is_normalized("NFC", text)
        sentences = tuple(span for _, span in self._sentences(index)) if whole else ()
        text = text if whole else unicodedata.normalize("NFC", text)
        made = replace(opened, index=index, text=text, sentences=sentences)
        begins = parts[0].place == self._opened_starts[parts[0].index]
        return made if begins else replace(made, marker="", listed=False)


def joined(one: Stretches, other: Stretches) -> Stretches:
    """Both together, in order; parts that touch become one."""
    found: list[Span] = []
    for start, stop in sorted((*one, *other)):
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, stop))
    return tuple(found)


def _starts(document: Document) -> tuple[int, ...]:
    lengths = [len(text) for text in document.texts()]
    return tuple(start for start, _ in pairwise(accumulate(lengths, initial=0)))
