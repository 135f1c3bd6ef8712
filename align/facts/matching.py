"""Which facts of the source answer which of the target. Each fact answers at most one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.facts.compare import comparable, same
from align.facts.values import DateValue, Quantity, TimeValue
from align.model import Fact


@dataclass(frozen=True)
class FactMatch:
    """The pairs that agree, the pairs that contradict each other, and the facts without an answer."""

    agreeing: tuple[tuple[Fact, Fact], ...]
    contradicting: tuple[tuple[Fact, Fact], ...]
    source_only: tuple[Fact, ...]
    target_only: tuple[Fact, ...]


def check_of(fact: Fact) -> str:
    """The name of the check that reports on a fact: number, date, time or acronym."""
    return {"quantity": "number", "duration": "number", "date": "date", "time": "time"}.get(fact.kind, "acronym")


def match_facts(source: Sequence[Fact], target: Sequence[Fact]) -> FactMatch:
    """Match dates, times and quantities. Designations are left to the acronym check.

    Equal values are matched first, then values that may assert the same. A fact that repeats a
    matched one counts as answered. Facts left on both sides that measure the same thing contradict
    each other. A soft fact (一つ, "both") is never reported as missing, but it can contradict.
    """
    left = [fact for fact in source if fact.kind != "acronym"]
    right = [fact for fact in target if fact.kind != "acronym"]
    if not left and not right:
        return FactMatch((), (), (), ())
    agreeing, free_left, free_right = _assign(left, right)
    open_left = [fact for fact in free_left if not any(same(fact, other) for other in right)]
    open_right = [fact for fact in free_right if not any(same(fact, other) for other in left)]
    contradicting: list[tuple[Fact, Fact]] = []
    for fact in list(open_right):
        rivals = [other for other in open_left if comparable(other, fact)]
        rivals = [other for other in rivals if _may_contradict(other, fact)]
        repeated = False
        if not rivals:
            rivals = [other for other in free_left if other not in open_left and _same_measure(other, fact)]
            repeated = True
        if rivals:
            rival = min(rivals, key=lambda other: _distance(other, fact, left, right))
            contradicting.append((rival, fact))
            if repeated:
                free_left.remove(rival)
            else:
                open_left.remove(rival)
            open_right.remove(fact)
    return FactMatch(
        tuple(agreeing),
        tuple(contradicting),
        tuple(fact for fact in open_left if not _soft(fact)),
        tuple(fact for fact in open_right if not _soft(fact)),
    )


def _may_contradict(source: Fact, target: Fact) -> bool:
    """True if the facts may contradict each other.

    A soft fact contradicts a firm one only if it clearly counts something: 1隻, "second".
    """
    if _share(source) and _share(target):
        return True
    if _soft(source) and _soft(target):
        return (_vague(source) and _vague(target)) or (_times(source) and _times(target))
    if _soft(source):
        return _vague(source) or _counts(source)
    return not _soft(target) or _vague(target) or (_counts(target) and _counts(source))


def _same_measure(source: Fact, target: Fact) -> bool:
    """True if a repeated source fact is the likely rival: of 3隻 and 3隻, against "3 … 4 ships"."""
    if source.kind != target.kind or not comparable(source, target):
        return False
    if isinstance(source.value, Quantity) and isinstance(target.value, Quantity):
        if source.value.vague or target.value.vague:
            return source.value.vague and target.value.vague
        return bool(source.value.unit) and source.value.unit == target.value.unit
    return True


def _share(fact: Fact) -> bool:
    return isinstance(fact.value, Quantity) and 0 < fact.value.number < 1


def _times(fact: Fact) -> bool:
    return isinstance(fact.value, Quantity) and fact.value.unit == "x|"


def _vague(fact: Fact) -> bool:
    return isinstance(fact.value, Quantity) and fact.value.vague


def _counts(fact: Fact) -> bool:
    value = fact.value
    return (
        not isinstance(value, Quantity)
        or value.ordinal
        or bool(value.unit)
        or (not value.plain and fact.text[:1].isdigit())
    )


def _assign(left: list[Fact], right: list[Fact]) -> tuple[list[tuple[Fact, Fact]], list[Fact], list[Fact]]:
    agreeing: list[tuple[Fact, Fact]] = []
    free = list(right)
    waiting: list[Fact] = []
    for fact in left:
        exact = next((other for other in free if other.kind == fact.kind and other.value == fact.value), None)
        if exact is None:
            waiting.append(fact)
        else:
            agreeing.append((fact, exact))
            free.remove(exact)
    unmatched: list[Fact] = []
    for fact in waiting:
        answers = [other for other in free if same(fact, other)]
        if not answers:
            unmatched.append(fact)
            continue
        best = max(answers, key=lambda other: _closeness(fact, other))
        agreeing.append((fact, best))
        free.remove(best)
    return agreeing, unmatched, free


def _closeness(a: Fact, b: Fact) -> tuple[int, int]:
    filled = 0
    if isinstance(a.value, DateValue) and isinstance(b.value, DateValue):
        names = ("year", "month", "day", "weekday", "quarter")
        filled = sum(getattr(a.value, n) is not None and getattr(a.value, n) == getattr(b.value, n) for n in names)
    return (int(a.kind == b.kind), filled)


def _soft(fact: Fact) -> bool:
    value = fact.value
    if isinstance(value, Quantity):
        return value.soft or value.vague
    return isinstance(value, DateValue | TimeValue) and value.soft


def _distance(a: Fact, b: Fact, left: list[Fact], right: list[Fact]) -> tuple[int, int, float]:
    """A sort key, small for likely rivals: one kind and unit, the same place in their texts."""
    unit_a, unit_b = getattr(a.value, "unit", ""), getattr(b.value, "unit", "")
    place = abs(left.index(a) / len(left) - right.index(b) / len(right))
    return (int(_soft(a)), int(a.kind != b.kind) + int(unit_a != unit_b), place)
