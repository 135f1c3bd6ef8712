"""How much of what a target sentence states in figures, dates and times each source sentence states too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.facts import facts
from align.facts.compare import same
from align.facts.values import Quantity
from align.support.answers import Answers, rarity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from align.model import Fact

    Held = dict[tuple[str, str, str], tuple[Fact, set[int]]]
    """Distinct fact -> the fact and the sentences that state it."""

_MOST_COMPARISONS = 400_000
"""Above this many pairs of distinct facts, only facts that are written in few sentences are compared."""
_SOFT_WEIGHT = 0.3
"""A soft or vague fact ("both", "hundreds of") counts this share of a firm one."""


def fact_answers(source: list[str], target: list[str], langs: tuple[str, str]) -> Answers:
    """Return the facts that target sentences state; a rounded figure is answered by the exact one."""
    held = _held(source, langs[0]), _held(target, langs[1])
    shared = np.zeros((len(source), len(target)), dtype=np.float32)
    stated, unanswered = np.zeros(len(target), np.float32), np.zeros(len(target), np.float32)
    known = _rarest(held[0].values(), max(1, _MOST_COMPARISONS // max(1, len(held[1]))))
    for fact, places in held[1].values():
        columns = sorted(places)
        stated[columns] += 1
        rows = sorted({row for other, some in known if same(other, fact) for row in some})
        if not rows:
            unanswered[columns] += 1
            continue
        weight = rarity(len(rows), len(source))
        if isinstance(fact.value, Quantity) and (fact.value.soft or fact.value.vague):
            weight *= _SOFT_WEIGHT
        shared[np.ix_(rows, columns)] += weight
    return Answers(shared, stated, unanswered)


def _held(texts: list[str], lang: str) -> Held:
    held: Held = {}
    for place, text in enumerate(texts):
        for fact in facts(text, lang):
            held.setdefault((fact.kind, repr(fact.value), fact.text), (fact, set()))[1].add(place)
    return held


def _rarest(held: Iterable[tuple[Fact, set[int]]], most: int) -> list[tuple[Fact, set[int]]]:
    """Return at most so many facts, those that stand in the fewest sentences first."""
    return sorted(held, key=lambda item: len(item[1]))[:most]
