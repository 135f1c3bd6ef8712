"""Dates: 令和8年1月15日 against "January 15, 2026", 年度 against "fiscal"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.asserted import contradictions, one_sided
from align.check.context import Context
from align.check.view import BeadView
from align.facts.values import DateValue
from align.model import Finding


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield findings on dates that differ or that one side lacks, and on kinds of years."""
    for view in views:
        if view.is_null:
            continue
        yield from contradictions(view, "date")
        yield from one_sided(view, "date")
        yield from _month_thirds_and_years(view)


def _month_thirds_and_years(view: BeadView) -> Iterator[Finding]:
    """Compare what agreeing dates may still differ in: the third of the month, the kind of year."""
    for left, right in view.matched.agreeing:
        a, b = left.value, right.value
        if not isinstance(a, DateValue) or not isinstance(b, DateValue):
            continue
        if a.third and b.third and a.third != b.third:
            words = {1: "early", 2: "middle", 3: "late"}
            message = f"expected the {words[a.third]} part of the month ({left.text}), found “{words[b.third]}”"
            yield view.finding("date", "error", message, [left.span], [right.span])
        elif a.fiscal != b.fiscal and a.month is None and b.month is None and a.year and b.year:
            wanted = f"{left.text} is a fiscal year" if a.fiscal else f"{left.text} is a calendar year"
            message = f"{wanted}, “{right.text}” is a {'fiscal' if b.fiscal else 'calendar'} year"
            yield view.finding("date", "hint", message, [left.span], [right.span])
