"""Times of day: 午後2時半 against "2:30 p.m.", 14時 against "1400", and whose clock they are."""

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
    """Findings on times that differ or that one side lacks; clocks of different zones are not compared."""
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
    """The zones that both sides name, where they differ."""
    if not any(isinstance(fact.value, TimeValue) for fact in view.target_facts):
        return None
    left, right = zones_in(view.source_folded, view.source_lang), zones_in(view.target_folded, view.target_lang)
    if len(left) == 1 and len(right) == 1 and left != right:
        return left.pop(), right.pop()
    return None
