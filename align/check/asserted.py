"""What number, date and time have in common: contradictions first, then what one side lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.check.view import BeadView
from align.check.wording import in_english
from align.facts.matching import check_of
from align.facts.values import DateValue, Quantity
from align.model import Fact, Finding


def contradictions(view: BeadView, check: str) -> Iterator[Finding]:
    """Findings on pairs of facts that measure the same thing and differ."""
    for left, right in view.matched.contradicting:
        if _speaker(left, right) == check and not _written_elsewhere(view, left, right):
            yield view.finding(check, "error", _contradiction(left, right), [left.span], [right.span])


def one_sided(view: BeadView, check: str) -> Iterator[Finding]:
    """Findings on firm facts that the other side does not state."""
    weekday = _gives_weekday(view.matched.target_only) and check == "date"
    for fact in view.matched.source_only:
        if weekday and isinstance(fact.value, DateValue) and fact.value.day:
            continue
        if check_of(fact) == check and firm(fact) and not _digits_in(fact, view.target_folded):
            message = f"{fact.text} ({in_english(fact)}) is not in the target"
            yield view.finding(check, "warning", message, [fact.span], [])
    day = any(isinstance(fact.value, DateValue) and fact.value.day for fact in view.matched.source_only)
    for fact in view.matched.target_only:
        if day and isinstance(fact.value, DateValue) and fact.value.weekday is not None:
            continue
        if _refers(fact, view.target_folded):
            continue
        if check_of(fact) == check and firm(fact) and not _digits_in(fact, view.source_folded):
            yield view.finding(check, "warning", f"“{fact.text}” is not in the source", [], [fact.span])


def _gives_weekday(facts: tuple[Fact, ...]) -> bool:
    """True where one side says "Tuesday" for 12日: nobody can compare the two without a calendar."""
    return any(isinstance(fact.value, DateValue) and fact.value.weekday is not None for fact in facts)


def _speaker(left: Fact, right: Fact) -> str:
    """Of a day and a bare ordinal, or an hour and bare digits, the better known speaks."""
    return check_of(right) if check_of(left) == "number" else check_of(left)


def _contradiction(left: Fact, right: Fact) -> str:
    message = f"expected {in_english(left)} ({left.text}), found “{right.text}”"
    x, y = left.value, right.value
    if isinstance(x, Quantity) and isinstance(y, Quantity) and not (x.vague or y.vague):
        if x.number == y.number:
            return f"{message}: the unit differs"
        if x.number and y.number and x.unit == y.unit:
            ratio = y.number / x.number
            for power in (10, 100, 1000, 10000):
                if abs(ratio - power) < power * 0.02:
                    return f"{message}: {power} times too much"
                if abs(ratio * power - 1) < 0.02:
                    return f"{message}: {power} times too little"
    return message


def firm(fact: Fact) -> bool:
    """True if a careful reader would miss the fact: a figure with a unit, several digits, a date with a number."""
    value = fact.value
    if isinstance(value, Quantity):
        if value.soft or value.vague:
            return False
        if value.number == 1 and fact.kind == "duration":
            return False
        if value.unit and value.unit != "pp|":
            return True
        return value.number > 3
    if isinstance(value, DateValue):
        return not value.soft and not value.decade
    return True


def _digits_in(fact: Fact, text: str) -> bool:
    """True if the bare digits stand in the other text, perhaps in a designation or an address."""
    value = fact.value
    if isinstance(value, Quantity):
        if value.scaled or (value.unit and value.unit != "pp|"):
            return False
    elif not isinstance(value, DateValue) or value.month is not None or value.weekday is not None:
        return False
    numbers = re.findall(r"\d+(?:\.\d+)?", fact.text.replace(",", ""))
    if not numbers and isinstance(value, Quantity) and not value.vague:
        numbers = [str(value.number)]
    if not numbers:
        return False
    plain = text.replace(",", "")
    return all(re.search(rf"(?<!\d){re.escape(number)}(?!\d)", plain) for number in numbers)


def _written_elsewhere(view: BeadView, left: Fact, right: Fact) -> bool:
    """True if both numbers also stand on the other side as bare digits: nothing is contradicted."""
    return _digits_in(left, view.target_folded) and _digits_in(right, view.source_folded)


_REFERENCE = re.compile(
    r"\b(?:section|chapter|figure|table|equation|step|page|pp?\.|fig\.|appendix|item|note|example|line|part)s?\s\(?$",
    re.I,
)


def _refers(fact: Fact, text: str) -> bool:
    """True for the number of a section or figure, which one side may leave to a link."""
    return bool(_REFERENCE.search(text, max(0, fact.span[0] - 14), fact.span[0]))
