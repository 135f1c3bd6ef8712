"""An edited XLIFF, 2.x or 1.2 -> a reviewer's rows: states are decisions, notes are comments."""

from __future__ import annotations

from align.exchange.reviewed import Reviewed, ReviewedRow
from align.exchange.row_digests import cell_digest, parse_digests
from align.exchange.xliff.annotations import COMMENT, FINDING, STATUS, SUGGESTION
from align.exchange.xliff.states import decision2, decision12
from align.exchange.xliff.units import Unit, read_units


def read_reviewed(content: bytes, place: str) -> Reviewed:
    """Return a row for each unit. Raises FormatError for other files."""
    return Reviewed(tuple(_row2(unit) if unit.version == 2 else _row12(unit) for unit in read_units(content, place)))


def _row2(unit: Unit) -> ReviewedRow:
    segments = [segment for segment in unit.segments if not segment.ignorable]
    exported = unit.facts.get("verdict", "")
    decisions = {decision2(segment.state, segment.sub_state, exported) for segment in segments}
    return ReviewedRow(
        place=f"unit {unit.id}",
        id=unit.name,
        key=unit.facts.get("key", ""),
        digests=unit.facts.get("mark", ""),
        verdict=decisions.pop() if len(decisions) == 1 else "",
        comment="\n".join(text for category, text in unit.notes if category == COMMENT),
        source="".join(segment.source for segment in segments),
        target="".join(segment.target or "" for segment in segments),
        remarks=tuple(
            ("", text)
            for category, text in unit.notes
            if category not in (COMMENT, FINDING, SUGGESTION, STATUS) and text
        ),
    )


def _row12(unit: Unit) -> ReviewedRow:
    (segment,) = unit.segments
    comment, remarks = _comments12(unit)
    return ReviewedRow(
        place=f"trans-unit {unit.id}",
        id=unit.name,
        key=unit.facts.get("key", ""),
        digests=unit.facts.get("mark", ""),
        verdict=decision12(segment.state, unit.approved, unit.facts.get("verdict", "")),
        comment=comment,
        source=segment.source,
        target=segment.target or "",
        remarks=tuple(remarks),
    )


def _comments12(unit: Unit) -> tuple[str, list[tuple[str, str]]]:
    """Return the exported comment as it is now, and (author, text) of the notes of others.

    A note has no category in 1.2. The exported one has the exported text, or the name of its
    reviewer.
    """
    notes = [(author, text) for author, text in unit.notes if text and not author.startswith("align:")]
    exported = parse_digests(unit.facts.get("mark", "")).get("comment")
    if exported in (None, cell_digest("")):
        return "", notes
    for place, (author, text) in enumerate(notes):
        if cell_digest(text) == exported or author == unit.facts.get("reviewer", ""):
            return text, notes[:place] + notes[place + 1 :]
    return "", notes
