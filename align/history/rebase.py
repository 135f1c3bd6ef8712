"""Edits of an earlier alignment of a pair, made again on a new one where their texts still stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from align.history.changes import Body, Change
from align.history.cut_notes import CutNote, found_place, is_so, note_of
from align.history.edits import Group, force, group_of
from align.history.ladder import SIDES, EditedLadder, replayed
from align.model import Alignment, Document

SnapshotOf = Callable[[str], str | None]
"""SHA-256 -> the native form of an alignment that was opened before, None if it is unknown."""


def restored(old: Alignment, new: Alignment, log: Sequence[Change], base: Change) -> tuple[list[Change], list[Body]]:
    """The edits in force in `log` after the change `base`, as changes of the new alignment by the same reviewers.

    First cuts and joins of segments, then the groups that were made by hand. A regrouping is left
    out if one of its segments changed, or if the new alignment already holds its groups. The second
    list notes the cuts that the new alignment has already, and those whose place is gone (`lost`).
    """
    before, now = replayed(old, [change for change in log if change.seq > base.seq]), EditedLadder(new)
    changes: list[Change] = []

    def make(change: Change) -> None:
        now.take(replace(change, seq=len(changes) + 1))
        changes.append(change)

    notes: list[Body] = []
    for note, change in _cuts(before, base):
        place = found_place(note, before, now)
        if place is None:
            notes.append((note if is_so(note, now) else replace(note, lost=True)).body())
            continue
        side = SIDES.index(note.side)
        edit = now.edit_at(place, side, adds=note.act == "cut")
        groups = [group for placed in edit.before if (group := now.group(placed))]
        after: Body = {"act": note.act, "restored": True, "cut": [note.side, place]}
        make(_again(change, {"beads": groups}, after))
    for group, change in _hand_made(before, now):
        regrouping = force(now.beads, [group])
        after = {"act": regrouping.act, "restored": True, "beads": regrouping.after}
        make(_again(change, {"beads": regrouping.before}, after))
    return changes, notes


def _again(change: Change, before: Body, after: Body) -> Change:
    return replace(change, kind="edit", id="", at="", seq=0, of=None, before=before, after=after)


def _cuts(before: EditedLadder, base: Change) -> Iterator[tuple[CutNote, Change]]:
    """What reviewers cut and joined: on the old alignment, and earlier if it still holds or waits for its text."""
    for note in map(CutNote.of, base.after.get("cuts", ())):
        if note.lost or is_so(note, before):
            yield replace(note, lost=False), replace(base, reviewer=note.reviewer)
    for side, segmentation in enumerate(before.sides):
        for place in sorted(segmentation.changed):
            change = before.cut_by[side, place]
            yield note_of(before, side, place, change), change


def _hand_made(before: EditedLadder, now: EditedLadder) -> Iterator[tuple[Group, Change]]:
    """The groups that reviewers made and whose texts still stand, as the new alignment numbers them."""
    places = (
        _places(before.base.source, now.base.source),
        _places(before.base.target, now.base.target),
    )
    for bead in before.beads:
        group = group_of(bead)
        change = before.made_by.get(before.placed(group))
        if group in before.known or change is None:
            continue
        moved = _renumbered(group, places)
        if moved is not None and moved not in now.place_of_group:
            yield moved, change


def _places(old: Document, new: Document) -> dict[int, int]:
    """Old segment index -> new index, for segments whose text is unchanged."""
    matcher = SequenceMatcher(None, old.texts(), new.texts(), autojunk=False)
    return {a + step: b + step for a, b, size in matcher.get_matching_blocks() for step in range(size)}


def _renumbered(group: Group, places: tuple[dict[int, int], dict[int, int]]) -> Group | None:
    """The group with the new indices, None if a segment of it has no new index."""
    source = [places[0].get(index) for index in group[0]]
    target = [places[1].get(index) for index in group[1]]
    if None in source or None in target:
        return None
    return tuple(sorted(i for i in source if i is not None)), tuple(sorted(i for i in target if i is not None))
