"""Which facts of the source answer which of the target. Each fact answers at most one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from align.facts.compare import comparable, same
from align.facts.values import DateValue, Quantity, TimeValue
from align.model import Fact

_COMPARED = 50
"""Where a side has more facts than this, each fact is compared with so many about its place: the time is linear."""


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
    open_left = {i for i in free_left if not any(same(left[i], right[j]) for j in _near(i, left, right))}
    open_right = [
        j
        for j in sorted(free_right, key=lambda j: _soft(right[j]))
        if not any(same(right[j], left[i]) for i in _near(j, right, left))
    ]
    contradicting: list[tuple[Fact, Fact]] = []
    unanswered: list[Fact] = []
    for j in open_right:
        fact, near = right[j], [i for i in _near(j, right, left) if i in free_left]
        rivals = [i for i in near if i in open_left and comparable(left[i], fact) and _may_contradict(left[i], fact)]
        rivals = rivals or [i for i in near if i not in open_left and _same_measure(left[i], fact)]
        if not rivals:
            unanswered.append(fact)
            continue
        places = {i: abs(i / len(left) - j / len(right)) for i in rivals}
        rival = min(rivals, key=lambda i: _distance(left[i], fact, places[i]))
        contradicting.append((left[rival], fact))
        free_left.remove(rival)
        open_left.discard(rival)
    return FactMatch(
        tuple((left[i], right[j]) for i, j in agreeing),
        tuple(sorted(contradicting, key=lambda pair: pair[1].span)),
        tuple(left[i] for i in sorted(open_left) if not _soft(left[i])),
        tuple(fact for fact in sorted(unanswered, key=lambda fact: fact.span) if not _soft(fact)),
    )


def _near(place: int, own: Sequence[Fact], other: Sequence[Fact]) -> range:
    """Return the indices in `other` that a fact may be compared with: at most _COMPARED, about its own place."""
    if len(other) <= _COMPARED:
        return range(len(other))
    start = min(max(0, place * len(other) // len(own) - _COMPARED // 2), len(other) - _COMPARED)
    return range(start, start + _COMPARED)


def _may_contradict(source: Fact, target: Fact) -> bool:
    """True if the facts may contradict each other.

    A soft fact contradicts a firm one only if it clearly counts something: 1隻, "second".
    """
    if _share(source) and _share(target):
        return True
    if _soft(source) and _soft(target):
        return any(both(source) and both(target) for both in (_vague, _times, _is_span, _often))
    if _soft(source):
        return _vague(source) or _counts(source)
    if _soft(target) and (_initial(target) or (_ordinal(target) and not _ordinal(source))):
        return False
    return not _soft(target) or _vague(target) or (_counts(target) and _counts(source))


def _ordinal(fact: Fact) -> bool:
    """True for 2回目 and "second", not for a shirt or batting number (4番) and "initially"."""
    value = fact.value
    return (
        isinstance(value, Quantity) and value.ordinal and not fact.text.lower().endswith(("番", "initially", "initial"))
    )


def _initial(fact: Fact) -> bool:
    return fact.text.lower().startswith("initial")


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


def _is_span(fact: Fact) -> bool:
    """True for half a year, a decade, a century; "one week" is often said of the week that is meant."""
    return fact.kind == "duration" and isinstance(fact.value, Quantity) and fact.value.number != 1


def _often(fact: Fact) -> bool:
    return isinstance(fact.value, Quantity) and fact.value.unit.startswith("/")


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


def _assign(left: list[Fact], right: list[Fact]) -> tuple[list[tuple[int, int]], set[int], list[int]]:
    """Return the agreeing pairs, and what is left of both sides, all as indices."""
    agreeing: list[tuple[int, int]] = []
    waiting: list[int] = []
    equals: dict[tuple[str, object], deque[int]] = defaultdict(deque)
    for j, fact in enumerate(right):
        equals[fact.kind, fact.value].append(j)
    free = set(range(len(right)))
    for i, fact in enumerate(left):
        if exact := equals.get((fact.kind, fact.value)):
            agreeing.append((i, exact.popleft()))
            free.remove(agreeing[-1][1])
        else:
            waiting.append(i)
    unmatched: set[int] = set()
    for i in waiting:
        answers = [j for j in _near(i, left, right) if j in free and same(left[i], right[j])]
        if not answers:
            unmatched.add(i)
            continue
        best = max(answers, key=lambda j: _closeness(left[i], right[j]))
        agreeing.append((i, best))
        free.remove(best)
    return agreeing, unmatched, sorted(free)


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


def _distance(a: Fact, b: Fact, place: float) -> tuple[int, int, float]:
    """A sort key, small for likely rivals: one kind and unit, the same place in their texts."""
    unit_a, unit_b = getattr(a.value, "unit", ""), getattr(b.value, "unit", "")
    return (int(_soft(a)), int(a.kind != b.kind) + int(unit_a != unit_b), place)
