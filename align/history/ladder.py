"""The ladder of one pair with its edits: beads, keys, and how both sides are cut into segments.

Knows no database.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from align.history.changes import Change
from align.history.edits import Edit, Group, apply, edit_of, group_of, hand_made, mark_crossings, reading_order
from align.history.placed_edits import BeadName, KeyedBead, PlacedEdit, PlacedGroup, Recut, Regrouped, Texts
from align.history.recut import Sides, known_beads, recut_alignment
from align.history.segmentation import Segmentation, joined
from align.model import Alignment, Bead, content_key

SIDES = ("source", "target")
CUTS = ("cut", "join")


class EditedLadder:
    """The beads now, in reading order, each with its content key."""

    def __init__(self, opened: Alignment) -> None:
        self.opened = opened
        self.base = opened
        """The opened alignment with the segments as they are cut now; its beads are those that were computed."""
        self.sides = Segmentation.of(opened.source), Segmentation.of(opened.target)
        self.known = {group_of(bead): bead for bead in opened.beads}
        """The computed beads by group."""
        self.edits: dict[int, tuple[PlacedEdit, Change]] = {}
        """Every edit since the alignment was opened by seq, in force or not."""
        self.cut_by: dict[tuple[int, int], Change] = {}
        """Side and place -> the change that cut or joined there last."""
        self.made_by: dict[PlacedGroup, Change] = {}
        """The edit that last made a group."""
        self.went: dict[str, PlacedGroup] = {}
        """Where the beads lay that an edit replaced, by content key."""
        self._shapes: list[tuple[int, Sides]] = [(0, self.sides)]
        self._sides_of: dict[str, Sides] = {}
        self._name_texts()
        self._contents: dict[Group, str] = {}
        self._set(mark_crossings(reading_order(opened.beads, self.known)))

    def _name_texts(self) -> None:
        sides = [list(side.document.texts()) for side in self.sides]
        self.texts_key = content_key(*sides)
        """Depends on the texts alone: the same segments have the same numbers wherever it is equal."""
        self._sides_of[self.texts_key] = self.sides

    def placed(self, group: Group, sides: Sides | None = None) -> PlacedGroup:
        """Where a group lies that is numbered as in `sides`; None: as segments are numbered now."""
        source, target = sides or self.sides
        return source.stretches(group[0]), target.stretches(group[1])

    def group(self, placed: PlacedGroup) -> Group | None:
        """The group that lies there; None if one of its segments reaches beyond."""
        source, target = self.sides[0].indices(placed[0]), self.sides[1].indices(placed[1])
        return None if source is None or target is None else (source, target)

    def touched(self, placed: PlacedGroup) -> Group:
        """The segments that lie there, wholly or in part."""
        source, target = self.sides[0].touched(placed[0]), self.sides[1].touched(placed[1])
        return source, target

    def sides_of(self, texts_key: str) -> Sides | None:
        """How both sides were cut when the texts had this key; None if they never were so in this alignment."""
        return self._sides_of.get(texts_key)

    def sides_at(self, seq: int) -> Sides:
        """How both sides were cut after the change `seq`."""
        return self._shapes[max(0, bisect_right(self._shapes, seq, key=lambda shape: shape[0]) - 1)][1]

    def numbered(self, edit: PlacedEdit) -> tuple[Group, ...]:
        """The groups that an edit makes, as their segments are numbered now; () if they cannot be."""
        found = tuple(group for placed in edit.after if (group := self.group(placed)) is not None)
        return found if len(found) == len(edit.after) else ()

    def can_apply(self, edit: PlacedEdit) -> bool:
        """Whether the ladder holds every group that the edit replaces, and can be cut as it says."""
        if edit.place is not None and self.sides[edit.side].holds(edit.place) == edit.adds:
            return False
        if not all(self.group(placed) in self.place_of_group for placed in edit.before):
            return False
        return edit.place is not None or len(self.numbered(edit)) == len(edit.after)

    def edit_at(self, place: int, side: int, *, adds: bool) -> PlacedEdit:
        """Cut a segment at a place, or join the one that begins there with the one before.

        A cut segment's halves stay in its bead. Joined segments of two beads make one bead of both.
        Raises ValueError.
        """
        if adds:
            self.sides[side].with_place(place)  # raises ValueError
            indices = [self.sides[side].index_at(place)]
        else:
            self.sides[side].without_place(place)
            first = self.sides[side].starts.index(place) - 1
            indices = [first, first + 1]
        holders = [bead for bead in self.beads if {*indices} & {*(bead.source, bead.target)[side]}]
        before = tuple(self.placed(group_of(bead)) for bead in holders)
        sides = ((), ()) if not before else before[0]
        for one in before[1:]:
            sides = joined(sides[0], one[0]), joined(sides[1], one[1])
        return PlacedEdit("cut" if adds else "join", before, (sides,), side, place, adds)

    def read(self, change: Change) -> PlacedEdit:
        """The edit that a change of kind "edit" records, numbered as segments are now.

        Raises ValueError.
        """
        if change.after["act"] in CUTS:
            side, place = change.after["cut"]
            return self.edit_at(int(place), SIDES.index(side), adds=change.after["act"] == "cut")
        found = edit_of(change)
        return PlacedEdit(found.act, tuple(map(self.placed, found.before)), tuple(map(self.placed, found.after)))

    def take(self, change: Change) -> Regrouped | None:
        """Put a change of kind "edit" in force; None if the ladder does not hold what it replaces."""
        try:
            edit = self.read(change)
        except (ValueError, IndexError):
            return None  # no writer can cause this; a damaged history can
        self.edits[change.seq] = edit, change
        return self._apply(edit, change, change.seq)

    def turn(self, seq: int, at: int, *, on: bool) -> Regrouped | None:
        """Take the edit `seq` back, or with `on` bring it back; `at` is the seq of the change that asks for it."""
        found = self.edits.get(seq)
        if found is None:
            return None
        return self._apply(found[0] if on else found[0].inverse(), found[1], at)

    def names(self) -> list[BeadName]:
        """A name for each bead, which stays the same while its segments do, whatever numbers they have."""
        return [
            (self.placed(group_of(bead)), key.split("~")[0]) for bead, key in zip(self.beads, self.keys, strict=True)
        ]

    def texts(self, group: Group) -> Texts:
        """The source and target segments' texts of a group."""
        return (
            [self.base.source.segments[i].text for i in group[0]],
            [self.base.target.segments[i].text for i in group[1]],
        )

    def told(self, seq: int) -> tuple[list[Texts], list[Texts]]:
        """The texts of the beads that the edit `seq` replaced, and of those that it made; none if it is unknown."""
        if seq not in self.edits:
            return [], []
        edit = self.edits[seq][0]
        return self._texts_of(edit.before, seq - 1), self._texts_of(edit.after, seq)

    def _texts_of(self, groups: tuple[PlacedGroup, ...], seq: int) -> list[Texts]:
        source, target = self.sides_at(seq)
        return [
            (
                [source.document.segments[i].text for i in source.touched(placed[0])],
                [target.document.segments[i].text for i in target.touched(placed[1])],
            )
            for placed in groups
        ]

    def _apply(self, edit: PlacedEdit, change: Change, seq: int) -> Regrouped | None:
        if not self.can_apply(edit):
            return None
        self.made_by |= dict.fromkeys(edit.after, change)
        for placed in edit.before:
            if group := self.group(placed):
                self.went[self.keys[self.place_of_group[group]]] = placed
        if edit.place is not None:
            self.cut_by[edit.side, edit.place] = change
            return self._recut(edit, change.reviewer, edit.place, seq)
        before = tuple(group for placed in edit.before if (group := self.group(placed)) is not None)
        beads = apply(self.beads, Edit(edit.act, before, self.numbered(edit)), self.known, change.reviewer)
        if beads is None:
            return None
        old = list(zip(self.beads, self.keys, strict=True))
        self._set(beads)
        return self._difference(old)

    def _recut(self, edit: PlacedEdit, reviewer: str, place: int, seq: int) -> Regrouped:
        side = self.sides[edit.side].with_place(place) if edit.adds else self.sides[edit.side].without_place(place)
        old = [(bead, key, self.placed(group_of(bead))) for bead, key in zip(self.beads, self.keys, strict=True)]
        self.sides = (side, self.sides[1]) if edit.side == 0 else (self.sides[0], side)
        self._shapes.append((seq, self.sides))
        self._name_texts()
        self.base = recut_alignment(self.opened, self.sides)
        self.known = known_beads(self.opened, self.sides)
        self._contents = {}
        before: list[KeyedBead] = []
        beads: list[Bead] = []
        gone: dict[PlacedGroup, Bead] = {}
        for bead, key, placed in old:
            if placed in edit.before:
                gone[placed] = bead
                before.append((bead, key))
            elif group := self.group(placed):
                beads.append(replace(bead, source=group[0], target=group[1]))
                before.append((beads[-1], key))
                self._contents[group] = key.split("~")[0]
        for placed in edit.after:
            if group := self.group(placed):
                own = gone.get(placed) or self.known.get(group) or hand_made(group, reviewer)
                beads.append(replace(own, source=group[0], target=group[1]))
        self._set(mark_crossings(reading_order(beads, self.known)))
        come, go = (2, 1) if edit.adds else (1, 2)
        at = bisect_right(side.starts, place) - come
        recut = Recut(SIDES[edit.side], at, go, side.document.segments[at : at + come], self.texts_key)
        return replace(self._difference(before), recut=recut)

    def _difference(self, old: Sequence[KeyedBead]) -> Regrouped:
        new = list(zip(self.beads, self.keys, strict=True))
        head = _common(old, new)
        tail = min(_common(old[::-1], new[::-1]), len(old) - head, len(new) - head)
        gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
        return Regrouped(head, tuple(gone), tuple(come))

    def _set(self, beads: Sequence[Bead]) -> None:
        self.beads = list(beads)
        groups = [group_of(bead) for bead in beads]
        self.place_of_group = {group: place for place, group in enumerate(groups)}
        self.keys = self._keys(groups)
        self.place_of_key = {key: place for place, key in enumerate(self.keys)}

    def _keys(self, groups: Sequence[Group]) -> list[str]:
        """As `Alignment.keys`, but each group's texts are digested once."""
        for group in groups:
            if group not in self._contents:
                self._contents[group] = content_key(*self.texts(group))
        keys = [self._contents[group] for group in groups]
        if len(set(keys)) == len(keys):
            return keys
        seen: Counter[str] = Counter()
        for place, key in enumerate(keys):
            seen[key] += 1
            if seen[key] > 1:
                keys[place] = f"{key}~{seen[key]}"
        return keys


def replayed(opened: Alignment, log: Iterable[Change]) -> EditedLadder:
    """The ladder after the changes of `log`, which were made on this alignment."""
    ladder = EditedLadder(opened)
    for change in log:
        if change.kind == "edit":
            ladder.take(change)
        elif change.kind in ("undo", "redo") and change.of is not None:
            ladder.turn(change.of, change.seq, on=change.kind == "redo")
    return ladder


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    """How many items at the start of both sequences are equal."""
    pairs = zip(one, other, strict=False)
    shorter = min(len(one), len(other))
    return next((place for place, (a, b) in enumerate(pairs) if a != b), shorter)
