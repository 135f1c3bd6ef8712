"""What a segment's text shows by itself: facts, names of persons, how it begins and ends."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.facts import anchors
from align.facts.persons import may_hold_names, persons
from align.score.structure import furniture, is_bare_number, leading_number
from align.text.endings import ends_sentence
from align.text.language import primary

if TYPE_CHECKING:
    from align.facts.persons import Person
    from align.model import Segment
    from align.score.arrays import Bools, Ints, Texts


@dataclass(frozen=True)
class SegmentForms:
    """The forms of some segments; every sequence has one item for each segment."""

    anchors: list[frozenset[Hashable]]
    """Facts and Latin words as values that compare across languages (`align.facts.anchors`)."""
    persons: list[tuple[Person, ...]]
    """Persons that the segment names, if it is a short English one."""
    holders: list[str]
    """The segment's text if it is a short Japanese one, in which a name of a list may stand; else ""."""
    closed: Bools
    """True where the segment ends as a sentence ends."""
    furniture: Texts
    """Kind of page furniture: "link", "end"; "" for text."""
    numbers: Texts
    """The number that a heading or item begins with: "5.1.1"; "" if there is none."""
    bare: Bools
    """True where the segment is nothing but that number: "Article 5"."""

    def at(self, places: Ints) -> SegmentForms:
        """Return the forms of the segments at `places`."""
        numbers = places.tolist()
        return SegmentForms(
            anchors=[self.anchors[number] for number in numbers],
            persons=[self.persons[number] for number in numbers],
            holders=[self.holders[number] for number in numbers],
            closed=self.closed[places],
            furniture=self.furniture[places],
            numbers=self.numbers[places],
            bare=self.bare[places],
        )

    def __add__(self, other: SegmentForms) -> SegmentForms:
        """Return the forms of both, those of `other` behind these."""
        return SegmentForms(
            anchors=self.anchors + other.anchors,
            persons=self.persons + other.persons,
            holders=self.holders + other.holders,
            closed=np.concatenate([self.closed, other.closed]),
            furniture=np.concatenate([self.furniture, other.furniture]),
            numbers=np.concatenate([self.numbers, other.numbers]),
            bare=np.concatenate([self.bare, other.bare]),
        )


def forms_of(segments: Sequence[Segment], lang: str) -> SegmentForms:
    """Return the forms of the segments of a document in a language."""
    texts = [segment.text for segment in segments]
    numbered = [f"{segment.marker} {segment.text}".strip() for segment in segments]
    english, japanese = primary(lang) == "en", primary(lang) == "ja"
    return SegmentForms(
        anchors=[anchors(text, lang) for text in numbered],
        persons=[persons(text) if english else () for text in texts],
        holders=[text if japanese and may_hold_names(text) else "" for text in texts],
        closed=np.array([ends_sentence(text) for text in texts], dtype=bool),
        furniture=np.array([furniture(text) for text in texts], dtype=object),
        numbers=np.array([leading_number(text) for text in numbered], dtype=object),
        bare=np.array([is_bare_number(text) for text in numbered], dtype=bool),
    )
