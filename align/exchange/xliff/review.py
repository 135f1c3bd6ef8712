"""An edited XLIFF, 2.x or 1.2 -> a reviewer's rows: states are decisions, notes are comments."""

from __future__ import annotations

import re

from align.exchange.reviewed import Reviewed, ReviewedRow
from align.exchange.row_digests import cell_digest, parse_digests
from align.exchange.xliff.annotations import COMMENT, FINDING, STATUS, SUGGESTION
from align.exchange.xliff.own import has_own_state, without_own
from align.exchange.xliff.states import decision2, decision12
from align.exchange.xliff.units import Unit, UnitSegment, read_units

_NUMBER = re.compile(r"b(\d+)")
"""The id of a unit that we wrote."""


def read_reviewed(content: bytes, place: str) -> Reviewed:
    """Return a row for each unit. Raises FormatError for other files."""
    units = map(without_own, read_units(content, place))
    return Reviewed(tuple(_row2(unit) if unit.version == 2 else _row12(unit) for unit in units))


def _row2(unit: Unit) -> ReviewedRow:
    segments = [segment for segment in unit.segments if not segment.ignorable]
    exported = unit.facts.get("verdict", "")
    decisions = {decision2(segment.state, segment.sub_state, exported) for segment in segments}
    return ReviewedRow(
        place=f"unit {unit.id}",
        id=_bead_id(unit),
        key=unit.facts.get("key", ""),
        digests=unit.facts.get("mark", ""),
        verdict=decisions.pop() if len(decisions) == 1 and not has_own_state(unit) else "",
        comment="\n".join(text for category, text in unit.notes if category == COMMENT),
        source=_side(unit, "source"),
        target=_side(unit, "target"),
        remarks=(
            *unit.comments,
            *(
                ("", text)
                for category, text in unit.notes
                if category not in (COMMENT, FINDING, SUGGESTION, STATUS) and text
            ),
        ),
    )


def _bead_id(unit: Unit) -> str:
    """Return PAIR:NUMBER: the name of the unit, else made of the file's name and the unit's id ("b3")."""
    if unit.name or not (number := _NUMBER.fullmatch(unit.id)):
        return unit.name
    return f"{unit.file}:{number[1]}"


def _side(unit: Unit, side: str) -> str:
    """Return the text of one side.

    A tool may cut a text into segments and make codes of parts of it. Neither is an edit: where the
    text was exported, its exported form is returned.
    """
    place = ("source", "target").index(side)
    texts = [getattr(segment, side) or "" for segment in unit.segments]
    own = [getattr(segment, side) or "" for segment in unit.segments if not segment.ignorable]
    coded = [segment.coded[place] or "" for segment in unit.segments]
    exported = parse_digests(unit.facts.get("mark", "")).get(side)
    for text in ("".join(texts), "".join(own), " ".join(own), "".join(coded)):
        if cell_digest(text) == exported:
            return text
    return "".join(texts)


def _row12(unit: Unit) -> ReviewedRow:
    (segment,) = unit.segments
    comment, remarks = _comments12(unit)
    return ReviewedRow(
        place=f"trans-unit {unit.id}",
        id=_bead_id(unit),
        key=unit.facts.get("key", ""),
        digests=unit.facts.get("mark", ""),
        verdict="" if has_own_state(unit) else _decision12(unit, segment),
        comment=comment,
        source=_side(unit, "source"),
        target=_side(unit, "target"),
        remarks=(*unit.comments, *remarks),
    )


def _decision12(unit: Unit, segment: UnitSegment) -> str:
    return unit.tool_decision or decision12(segment.state, unit.approved, unit.facts.get("verdict", ""))


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
