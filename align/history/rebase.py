"""Edits of an earlier alignment of a pair, made again on a new one where their segments' texts are unchanged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from align.history.changes import Body, Change, in_force
from align.history.edits import Group, force, group_of, groups_of
from align.model import Alignment, Bead, Document

SnapshotOf = Callable[[str], str | None]
"""SHA-256 -> the native form of an alignment that was opened before, None if it is unknown."""


def restored(old: Alignment, new: Alignment, log: Sequence[Change], base_seq: int) -> list[Change]:
    """The edits in force in `log` after `base_seq`, as changes of the new alignment by the same reviewers.

    An edit is left out if one of its segments changed, or if the new alignment already holds its
    groups.
    """
    edits = [change for change in in_force(log) if change.kind == "edit" and change.seq > base_seq]
    if not edits:
        return []
    places = _places(old.source, new.source), _places(old.target, new.target)
    final = _final_groups(old, edits)
    ladder = {group_of(bead) for bead in new.beads}
    changes = []
    for group, change in final.items():
        moved = _renumbered(group, places)
        if moved is None or moved in ladder:
            continue
        edit = force([*_beads(ladder)], [moved])
        ladder = (ladder - set(edit.before)) | set(edit.after)
        body: Body = {"act": edit.act, "restored": True, "beads": edit.after}
        before: Body = {"beads": edit.before}
        changes.append(replace(change, id="", at="", seq=0, before=before, after=body))
    return changes


def _final_groups(old: Alignment, edits: Sequence[Change]) -> dict[Group, Change]:
    """The groups that stand after all edits and are not in the old alignment, each with the edit that made it."""
    made: dict[Group, Change] = {}
    for change in edits:
        for group in groups_of(change.before):
            made.pop(group, None)
        for group in groups_of(change.after):
            made[group] = change
    base = {group_of(bead) for bead in old.beads}
    return {group: change for group, change in made.items() if group not in base}


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


def _beads(groups: set[Group]) -> list[Bead]:
    return [Bead(*group) for group in sorted(groups)]
