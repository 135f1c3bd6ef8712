"""Where reviewers cut or joined segments, noted by the texts on both sides, and found again in another text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher

from align.history.changes import Body, Change
from align.history.ladder import SIDES, EditedLadder
from align.history.segmentation import Segmentation
from align.model import Document

CONTEXTS = ((200, 200), (60, 60), (20, 20), (8, 8), (20, 3), (3, 20))
"""Characters before and behind a place by which it is found, tried in this order: the more agree, the surer."""


@dataclass(frozen=True, slots=True)
class CutNote:
    """One place at which a reviewer cut a segment, or joined two."""

    act: str
    """ "cut" or "join"."""
    side: str
    left: str
    """The text before the place, as far as it is noted."""
    right: str
    reviewer: str
    at: str
    """UTC, ISO 8601."""
    lost: bool = False
    """True if the place is not found in the newest text."""
    index: int = -1
    """The segment of the alignment that it was made on, and the place in its text; −1 where that is not known."""
    offset: int = 0

    @classmethod
    def of(cls, body: Body) -> CutNote:
        """What `body` gave."""
        return cls(**body)

    def body(self) -> Body:
        """JSON values, without the place in an alignment that is gone."""
        return {name: value for name, value in asdict(self).items() if name not in ("index", "offset")}


def note_of(ladder: EditedLadder, side: int, place: int, change: Change) -> CutNote:
    """The note of a place that was cut or joined."""
    now = ladder.sides[side]
    cut = now if now.holds(place) else now.with_place(place)
    index = cut.index_at(place)
    left, right = cut.document.segments[index - 1].text, cut.document.segments[index].text
    opened = now.of(now.opened)
    home = opened.index_at(place)
    where = (home, place - opened.starts[home])
    act = "cut" if now.holds(place) else "join"
    return CutNote(
        act, SIDES[side], left[-CONTEXTS[0][0] :], right[: CONTEXTS[0][1]], change.reviewer, change.at, False, *where
    )


def is_so(note: CutNote, ladder: EditedLadder) -> bool:
    """Whether the ladder's texts are cut, or joined, as the note says."""
    document = ladder.sides[SIDES.index(note.side)].document
    return _found(note, document, inside=note.act == "join", repeated=True) is not None


def found_place(note: CutNote, before: EditedLadder, now: EditedLadder) -> int | None:
    """The place in the new texts at which to cut or join; None if it is not found, or there is nothing to do."""
    side, cuts = SIDES.index(note.side), note.act == "cut"
    new = now.sides[side]
    place = _same_place(note, before.sides[side].opened, new)
    if place is not None:
        return place if new.holds(place) != cuts else None
    if is_so(note, now) or (found := _found(note, new.document, inside=cuts)) is None:
        return None
    return new.place_in(*found) if cuts else new.starts[found[0]]


def _same_place(note: CutNote, old: Document, new: Segmentation) -> int | None:
    """The place in opened segments whose whole text is unchanged."""
    if note.index < 0:
        return None
    first = note.index if note.offset else note.index - 1
    matcher = SequenceMatcher(None, old.texts(), new.opened.texts(), autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        if a <= first and note.index < a + size:
            return Segmentation.of(new.opened).starts[note.index + b - a] + note.offset
    return None


def _found(note: CutNote, document: Document, *, inside: bool, repeated: bool = False) -> tuple[int, int] | None:
    """The one place with these texts on both sides: segment and offset, 0 between a segment and the one before.

    With `repeated`, the first of several places where all that was noted agrees.
    """
    for before, behind in CONTEXTS:
        search = _inside if inside else _between
        found = list(search(document, note.left[-before:], note.right[:behind]))
        if len(found) == 1 or (found and repeated and before == CONTEXTS[0][0]):
            return found[0]
        if found:
            return None
    return None


def _inside(document: Document, left: str, right: str) -> Iterator[tuple[int, int]]:
    pattern = re.compile(rf"{re.escape(left)}(?=\s*{re.escape(right)})")
    for index, segment in enumerate(document.segments):
        for match in pattern.finditer(segment.text):
            yield index, match.end()


def _between(document: Document, left: str, right: str) -> Iterator[tuple[int, int]]:
    for index in range(1, len(document.segments)):
        first, second = document.segments[index - 1].text, document.segments[index].text
        if first.endswith(left) and second.startswith(right):
            yield index, 0
