"""Numbers, amounts, durations, percentages: 120億円 against "120 billion yen"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.asserted import contradictions, one_sided
from align.check.context import Context
from align.check.minus import lost_minus
from align.check.swapped import swaps
from align.check.view import BeadView, exchanged, set_by_hand
from align.facts.values import Quantity
from align.model import Finding

_UP, _DOWN = (">", ">="), ("<", "<=")


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield findings on quantities that differ, that one side lacks, or with opposite limits."""
    for view in views:
        if view.is_null:
            continue
        yield from contradictions(view, "number")
        yield from one_sided(view, "number")
        yield from swaps(view, "number")
        yield from _limits(view)
        if japanese := view.from_japanese:
            found = lost_minus(japanese)
            yield from found if japanese is view else map(exchanged, found)


def _limits(view: BeadView) -> Iterator[Finding]:
    """Compare the limits of quantities that agree: 以上 against "at most"."""
    for left, right in view.matched.agreeing:
        a, b = left.value, right.value
        if not isinstance(a, Quantity) or not isinstance(b, Quantity):
            continue
        if (a.bound in _UP and b.bound in _DOWN) or (a.bound in _DOWN and b.bound in _UP):
            limits = ["a lower limit (at least, more than)", "an upper limit (at most, less than)"]
            wanted, found = limits if a.bound in _UP else limits[::-1]
            message = f"the source sets {wanted}: {left.text}; the target sets {found}: “{right.text}”"
            yield set_by_hand(view.finding("number", "error", message, [left.span], [right.span]))
