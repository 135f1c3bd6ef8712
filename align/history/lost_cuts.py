"""Cuts and joins of segments whose place the newest text does not have any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.history.changes import Change
from align.history.cut_notes import CutNote
from align.history.stale import NearestBead
from align.model import Alignment


@dataclass(frozen=True, slots=True)
class LostCut:
    """A cut or join that could not be made again."""

    note: CutNote
    seq: int
    """Of the change that opened the alignment without its place."""
    bead: str
    """The content key of the most similar bead now; "" if none is similar enough."""


def lost_cuts(alignment: Alignment, log: Sequence[Change]) -> list[LostCut]:
    """The cuts and joins that the last opening of an alignment in `log` could not make again."""
    base = next((change for change in reversed(log) if change.kind == "base"), None)
    notes = [CutNote.of(body) for body in base.after.get("cuts", ())] if base else []
    if base is None or not any(note.lost for note in notes):
        return []
    finder = NearestBead(alignment)
    found = []
    for note in notes:
        if note.lost:
            texts = (note.left + note.right, "") if note.side == "source" else ("", note.left + note.right)
            place = finder.nearest(*texts, side=note.side)
            found.append(LostCut(note, base.seq, "" if place is None else alignment.keys[place]))
    return found
