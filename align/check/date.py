"""Dates: 令和8年1月15日 against "January 15, 2026", 年度 against "fiscal"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.asserted import contradictions, one_sided
from align.check.context import Context
from align.check.relative import excluded, turned_spans
from align.check.swapped import swaps
from align.check.view import BeadView, exchanged, set_by_hand
from align.facts.values import DateValue
from align.model import Finding


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield findings on dates that differ or that one side lacks, and on kinds of years."""
    for view in views:
        if view.is_null:
            continue
        yield from contradictions(view, "date")
        yield from one_sided(view, "date")
        yield from swaps(view, "date")
        yield from _month_thirds_and_years(view)
        yield from _relative(view)


def _month_thirds_and_years(view: BeadView) -> Iterator[Finding]:
    """Compare what agreeing dates may still differ in: the third of the month, the kind of year."""
    for left, right in view.matched.agreeing:
        a, b = left.value, right.value
        if not isinstance(a, DateValue) or not isinstance(b, DateValue):
            continue
        if a.third and b.third and a.third != b.third:
            words = {1: "early", 2: "middle", 3: "late"}
            message = f"expected the {words[a.third]} part of the month ({left.text}), found “{words[b.third]}”"
            yield set_by_hand(view.finding("date", "error", message, [left.span], [right.span]))
        elif a.fiscal != b.fiscal and a.month is None and b.month is None and a.year and b.year:
            wanted = f"{left.text} is a fiscal year" if a.fiscal else f"{left.text} is a calendar year"
            message = f"{wanted}, “{right.text}” is a {'fiscal' if b.fiscal else 'calendar'} year"
            yield set_by_hand(view.finding("date", "hint", message, [left.span], [right.span]))


def _relative(view: BeadView) -> Iterator[Finding]:
    """Compare 昨年, 翌日, 上半期 and the like, which name no date by themselves."""
    japanese = view.from_japanese
    if japanese is None:
        return
    for source, target in (*excluded(japanese), *turned_spans(japanese)):
        message = f"expected {japanese.source[slice(*source)]}, found “{japanese.target[slice(*target)]}”"
        finding = set_by_hand(japanese.finding("date", "error", message, [source], [target]))
        yield finding if japanese is view else exchanged(finding)
