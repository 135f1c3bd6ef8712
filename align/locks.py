"""Beads that a person confirmed, found again in documents that may have changed since.

A lock belongs to texts, not to indices: it holds if all its segments are still there, in the same
order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from align.model import Alignment, Bead, Document


@dataclass(frozen=True)
class Confirmed:
    """The confirmed beads of one alignment."""

    place: str
    alignment: Alignment
    beads: tuple[Bead, ...]


def locks_for(
    source: Document, target: Document, confirmed: Sequence[Confirmed], *, several_pairs: bool = False
) -> tuple[list[Bead], tuple[str, ...]]:
    """Return the locked beads with this pair's indices, and a line for each file whose locks no longer fit.

    Of several files, or where several pairs are aligned, each file applies to the pair it is named
    after. A single file applies to a single pair with its texts, whatever their names.
    """
    locks: list[Bead] = []
    noted: list[str] = []
    for one in confirmed:
        if (several_pairs or len(confirmed) > 1) and one.alignment.id != source.id:
            continue
        moved = (_moves(one.alignment.source, source), _moves(one.alignment.target, target))
        found = [bead for bead in (_move(bead, *moved) for bead in one.beads) if bead]
        if not found and one.alignment.id != source.id:
            continue
        if len(found) < len(one.beads):
            noted.append(
                f"{one.place}: {len(one.beads) - len(found)} of {len(one.beads)} locks no longer fit the texts"
            )
        locks += found
    return locks, tuple(noted)


def _moves(old: Document, new: Document) -> dict[int, int]:
    """Old index -> new index of the segments whose texts are unchanged."""
    before, after = old.texts(), new.texts()
    if before == after:
        return {index: index for index in range(len(before))}
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _move(bead: Bead, source: dict[int, int], target: dict[int, int]) -> Bead | None:
    if not (all(i in source for i in bead.source) and all(i in target for i in bead.target)):
        return None
    sides = tuple(source[i] for i in bead.source), tuple(target[i] for i in bead.target)
    if any(side and side[-1] - side[0] != len(side) - 1 for side in sides) and not bead.crosses:
        return None
    return replace(bead, source=sides[0], target=sides[1], probability=1.0, locked=True)
