"""Decisions that CAT tools keep in attributes of their own: SDLXLIFF (Trados), MQXLIFF (memoQ), MXLIFF (Phrase).

Only what a reviewer does to a segment is a decision. That it was translated, pre-translated or
confirmed by its translator is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from align.containers import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_TRADOS = {
    "ApprovedTranslation": "accept",
    "ApprovedSignOff": "accept",
    "RejectedTranslation": "needs-fix",
    "RejectedSignOff": "needs-fix",
}
_MEMOQ = {"Reviewer1Confirmed": "accept", "Proofread": "accept", "Rejected": "needs-fix"}
_PHRASE = "memsource.com"


def decision_of_tool(unit: _Element) -> str:
    """Return the decision that all segments of a `trans-unit` have; empty where they have none, or different ones."""
    found = {_TRADOS.get(segment.get("conf", ""), "") for segment in unit.iter() if local_name(segment) == "seg"}
    for name, value in unit.attrib.items():
        space, _, attribute = str(name).rpartition("}")
        if attribute == "status" and "mqxliff" in space.lower():
            found.add(_MEMOQ.get(str(value), ""))
        if attribute == "confirmed" and _PHRASE in space.lower():
            found.add("accept" if str(value) not in ("", "0") and not _is_locked(unit) else "")
    return found.pop() if len(found) == 1 else ""


def _is_locked(unit: _Element) -> bool:
    """Return whether Phrase confirmed the segment from a memory and locked it: nobody looked at it."""
    return any(str(name).endswith("}locked") and value == "true" for name, value in unit.attrib.items())
