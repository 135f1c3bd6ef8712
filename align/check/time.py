"""Times of day and their time zones: 午後2時半 against "2:30 p.m.", 14時 against "1400"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.asserted import contradictions, one_sided
from align.check.context import Context
from align.check.view import BeadView
from align.facts.extract import zones_in
from align.facts.values import TimeValue
from align.model import Finding

_ZONES = {"JST": "Japan time", "local": "local time", "UTC": "UTC", "ET": "Eastern time", "PT": "Pacific time",
          "CT": "Central time"}  # fmt: skip


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield findings on times that differ or that one side lacks.

    Where the sides name different time zones, equal times are an error and others are not compared.
    """
    for view in views:
        if view.is_null:
            continue
        zones = _zones(view)
        if zones is None:
            yield from contradictions(view, "time")
            yield from one_sided(view, "time")
            continue
        for left, right in view.matched.agreeing:
            if isinstance(left.value, TimeValue) and isinstance(right.value, TimeValue):
                message = f"expected {_ZONES[zones[0]]} ({left.text}), found {_ZONES[zones[1]]} (“{right.text}”)"
                yield view.finding("time", "error", message, [left.span], [right.span])
                break


def _zones(view: BeadView) -> tuple[str, str] | None:
    """Return the zones of source and target if each names one and they differ; else None."""
    if not any(isinstance(fact.value, TimeValue) for fact in view.target_facts):
        return None
    left, right = zones_in(view.source_folded, view.source_lang), zones_in(view.target_folded, view.target_lang)
    if len(left) == 1 and len(right) == 1 and left != right:
        return left.pop(), right.pop()
    return None
