"""What a foreign XLIFF unit says by itself, kept in the unit that is exported: it is no decision when it comes back."""

from __future__ import annotations

from dataclasses import replace

from align.exchange.row_digests import cell_digest
from align.exchange.xliff.units import Unit


def own_facts(unit: Unit) -> dict[str, str]:
    """Return the digests of the unit's states and of its notes, as facts of the unit."""
    notes = [text for _, text in (*unit.notes, *unit.comments)]
    return {"own-state": _states(unit), "own-notes": " ".join(map(cell_digest, notes))}


def without_own(unit: Unit) -> Unit:
    """Return a unit that came back without the notes and comments that it had before it was exported."""
    known = set(unit.facts.get("own-notes", "").split())
    if not known:
        return unit
    notes = tuple(note for note in unit.notes if cell_digest(note[1]) not in known)
    comments = tuple(comment for comment in unit.comments if cell_digest(comment[1]) not in known)
    return replace(unit, notes=notes, comments=comments)


def has_own_state(unit: Unit) -> bool:
    """Return whether the state of a unit is still that which it had before it was exported."""
    return unit.facts.get("own-state") == _states(unit)


def _states(unit: Unit) -> str:
    segments = [f"{segment.state}/{segment.sub_state}" for segment in unit.segments if not segment.ignorable]
    return cell_digest(" ".join((*segments, unit.approved, unit.tool_decision)))
