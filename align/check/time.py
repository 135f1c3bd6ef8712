"""Times of day and their time zones: 午後2時半 against "2:30 p.m.", 14時 against "1400"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.check.asserted import contradictions, one_sided
from align.check.context import Context
from align.check.view import BeadView
from align.facts.compare import same_time
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
        yield from _other_zone(view, zones)


_OFFSETS = {"JST": (9,), "UTC": (0,), "ET": (-5, -4), "CT": (-6, -5), "PT": (-8, -7)}
"""Zone -> hours ahead of UTC, in winter and in summer."""


def _other_zone(view: BeadView, zones: tuple[str, str]) -> Iterator[Finding]:
    """Yield the first time that the target gives in another zone without converting it, or converts wrongly."""
    left, right = (
        [fact for fact in facts if isinstance(fact.value, TimeValue)]
        for facts in (view.source_facts, view.target_facts)
    )
    if zones[0] in _OFFSETS and zones[1] in _OFFSETS:
        shifts = {b - a for a in _OFFSETS[zones[0]] for b in _OFFSETS[zones[1]]}
        found = [(a, b) for a, b in zip(left, right, strict=False) if not _shifted(a.value, b.value, shifts)]
        found = found if len(left) == len(right) else []
    else:
        found = [(a, b) for a, b in view.matched.agreeing if isinstance(a.value, TimeValue) and b.kind == "time"]
    for a, b in found[:1]:
        message = f"expected {_ZONES[zones[0]]} ({a.text}), found {_ZONES[zones[1]]} (“{b.text}”)"
        yield view.finding("time", "error", message, [a.span], [b.span])


def _shifted(source: object, target: object, shifts: set[int]) -> bool:
    """Tell whether a time is the other one in another zone."""
    if not isinstance(source, TimeValue) or not isinstance(target, TimeValue):
        return False
    return any(same_time(replace(source, hour=(source.hour + shift) % 24), target) for shift in shifts)


def _zones(view: BeadView) -> tuple[str, str] | None:
    """Return the zones of source and target if each names one and they differ; else None."""
    if not any(isinstance(fact.value, TimeValue) for fact in view.target_facts):
        return None
    left, right = zones_in(view.source_folded, view.source_lang), zones_in(view.target_folded, view.target_lang)
    if len(left) == 1 and len(right) == 1 and left != right:
        return left.pop(), right.pop()
    return None
