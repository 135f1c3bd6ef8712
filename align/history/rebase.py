"""Edits made on an earlier alignment of a pair, made again on a new one wherever their segments' texts still stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from align.history.changes import Body, Change, in_force
from align.history.edits import Group, force, group_of
from align.model import Alignment, Bead, Document


def restored(old: Alignment, new: Alignment, log: Sequence[Change], base_seq: int) -> list[Change]:
    """The edits of `log` after `base_seq` that are in force, as new changes on `new` by the same reviewers.

    An edit is left out where a segment of it changed, or where the new alignment already pairs as it does.
    """
    edits = [change for change in in_force(log) if change.kind == "edit" and change.seq > base_seq]
    if not edits:
        return []
    places = _places(old.source, new.source), _places(old.target, new.target)
    final = _final_groups(old, edits)
    ladder = {group_of(bead) for bead in new.beads}
    changes = []
    for group, change in final.items():
        moved = _moved(group, places)
        if moved is None or moved in ladder:
            continue
        edit = force([*_beads(ladder)], [moved])
        ladder = (ladder - set(edit.before)) | set(edit.after)
        body: Body = {"act": edit.act, "restored": True, "beads": edit.after}
        before: Body = {"beads": edit.before}
        changes.append(replace(change, id="", at="", seq=0, before=before, after=body))
    return changes


def _final_groups(old: Alignment, edits: Sequence[Change]) -> dict[Group, Change]:
    """The groups that the edits left behind, with the edit that made each."""
    made: dict[Group, Change] = {}
    for change in edits:
        for source, target in change.before["beads"]:
            made.pop((tuple(source), tuple(target)), None)
        for source, target in change.after["beads"]:
            made[tuple(source), tuple(target)] = change
    base = {group_of(bead) for bead in old.beads}
    return {group: change for group, change in made.items() if group not in base}


def _places(old: Document, new: Document) -> dict[int, int]:
    """Old segment index -> new, for segments whose text is unchanged."""
    matcher = SequenceMatcher(None, old.texts(), new.texts(), autojunk=False)
    return {a + step: b + step for a, b, size in matcher.get_matching_blocks() for step in range(size)}


def _moved(group: Group, places: tuple[dict[int, int], dict[int, int]]) -> Group | None:
    source = [places[0].get(index) for index in group[0]]
    target = [places[1].get(index) for index in group[1]]
    if None in source or None in target:
        return None
    return tuple(sorted(i for i in source if i is not None)), tuple(sorted(i for i in target if i is not None))


def _beads(groups: set[Group]) -> list[Bead]:
    return [Bead(*group) for group in sorted(groups)]
