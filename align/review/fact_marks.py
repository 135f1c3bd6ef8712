"""Facts as marks on a bead's texts: the place of each fact, and whether the other side states it too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from align.model import Alignment, Bead, Document, Fact

FactInWords = Callable[[Fact], str]
Mark = tuple[int, int, str, str, str]
"""Start and stop in code points, kind, the value in words, and "both" | "only" | "differs" | "" (a null bead)."""


def as_written(fact: Fact) -> str:
    """The default of `Hooks.fact_in_words`: the fact's own text."""
    return fact.text


def fact_marks(
    alignment: Alignment, bead: Bead, in_words: FactInWords = as_written
) -> dict[str, dict[int, list[Mark]]]:
    """The marks on each side's segments, by segment index: {"source": {index: marks}, "target": …}."""
    from align.facts.compare import same
    from align.facts.matching import match_facts

    source = _facts(alignment.source, bead.source)
    target = _facts(alignment.target, bead.target)
    everything = [fact for _, facts in (*source, *target) for fact in facts]
    answered: dict[int, str] = {}
    why = {id(fact): in_words(fact) for fact in everything}
    if not bead.is_null:
        ours = [fact for _, facts in source for fact in facts]
        theirs = [fact for _, facts in target for fact in facts]
        for these, those in ((ours, theirs), (theirs, ours)):
            answered |= {id(fact): "both" for fact in these if any(same(fact, other) for other in those)}
        match = match_facts(ours, theirs)
        answered |= {id(fact): "only" for fact in (*match.source_only, *match.target_only)}
        for fact, other in match.contradicting:
            why |= {
                id(fact): f"{in_words(fact)} against {in_words(other)}",
                id(other): f"{in_words(other)} against {in_words(fact)}",
            }
            answered |= {id(fact): "differs", id(other): "differs"}

    def marks(facts: Sequence[Fact]) -> list[Mark]:
        return [(*fact.span, fact.kind, why[id(fact)], answered.get(id(fact), "")) for fact in facts]

    return {
        "source": {index: marks(facts) for index, facts in source if facts},
        "target": {index: marks(facts) for index, facts in target if facts},
    }


def _facts(document: Document, indices: Sequence[int]) -> list[tuple[int, list[Fact]]]:
    return [
        (index, [_copy(fact) for fact in _facts_of(document.segments[index].text, document.lang)]) for index in indices
    ]


def _copy(fact: Fact) -> Fact:
    """A copy with an identity of its own: equal segments share their cached facts."""
    return Fact(fact.kind, fact.value, fact.text, fact.span)


@lru_cache(maxsize=20_000)
def _facts_of(text: str, lang: str) -> tuple[Any, ...]:
    from align.facts import facts

    return facts(text, lang)
