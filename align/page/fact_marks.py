"""The facts in a bead's texts, as marks for the page: where each stands, and whether the other side answers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from align.model import Alignment, Bead, Document, Fact

Say = Callable[[Fact], str]
Mark = tuple[int, int, str, str, str]
"""start, stop, kind, the value for people, and "both" | "only" | "differs" | "" (nothing to compare with)."""


def as_written(fact: Fact) -> str:
    """Stand in where nobody handed in words for values."""
    return fact.text


def fact_marks(alignment: Alignment, bead: Bead, say: Say = as_written) -> dict[str, dict[int, list[Mark]]]:
    """The marks of each side's segments, by segment index."""
    from align.facts.compare import same
    from align.facts.matching import match_facts

    source = _facts(alignment.source, bead.source)
    target = _facts(alignment.target, bead.target)
    everything = [fact for _, facts in (*source, *target) for fact in facts]
    standing: dict[int, str] = {}
    why = {id(fact): say(fact) for fact in everything}
    if not bead.is_null:
        ours = [fact for _, facts in source for fact in facts]
        theirs = [fact for _, facts in target for fact in facts]
        for these, those in ((ours, theirs), (theirs, ours)):
            standing |= {id(fact): "both" for fact in these if any(same(fact, other) for other in those)}
        match = match_facts(ours, theirs)
        standing |= {id(fact): "only" for fact in (*match.source_only, *match.target_only)}
        for fact, other in match.contradicting:
            why |= {id(fact): f"{say(fact)} against {say(other)}", id(other): f"{say(other)} against {say(fact)}"}
            standing |= {id(fact): "differs", id(other): "differs"}

    def marks(facts: Sequence[Fact]) -> list[Mark]:
        return [(*fact.span, fact.kind, why[id(fact)], standing.get(id(fact), "")) for fact in facts]

    return {
        "source": {index: marks(facts) for index, facts in source if facts},
        "target": {index: marks(facts) for index, facts in target if facts},
    }


def _facts(document: Document, indices: Sequence[int]) -> list[tuple[int, list[Fact]]]:
    return [
        (index, [_own(fact) for fact in _facts_of(document.segments[index].text, document.lang)]) for index in indices
    ]


def _own(fact: Fact) -> Fact:
    """A copy: two equal segments share cached facts, and each must be told apart."""
    return Fact(fact.kind, fact.value, fact.text, fact.span)


@lru_cache(maxsize=20_000)
def _facts_of(text: str, lang: str) -> tuple[Any, ...]:
    from align.facts import facts

    return facts(text, lang)
