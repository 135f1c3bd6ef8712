"""Why a bead was chosen, in words: what speaks for it, what against it, and what would come next."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from align.facts.extract import facts
from align.facts.matching import match_facts
from align.model import Alignment, Bead, Evidence
from align.vocabulary import kind_words

RIVAL = "rival"
"""The name of the evidence that holds the next best bead: its share of all ladders, and what it pairs."""
_NEAR = 0.08
"""Margin from which on the nearest segment of the other side counts as close."""
_MOST_FACTS = 3
_WORD = re.compile(r"[a-z][a-z0-9._/+:@-]*")
_FACT_NAMES = {"date": "date", "time": "time", "duration": "duration", "quantity": "number"}


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for a bead, or against it."""

    words: str
    weight: float
    """What it added to the bead's log-odds. Below zero it speaks against the bead."""


def reasons(alignment: Alignment, bead: Bead) -> tuple[Reason, ...]:
    """Return the reasons, the strongest first.

    Empty for a bead of which nothing is known but its probability.
    """
    items = [item for item in bead.evidence if item.name != RIVAL and not (item.name == "size" and item.weight >= 0)]
    found = [Reason(_words(item, alignment, bead), _weight(item)) for item in items]
    if not items and not bead.is_null:
        found += _of_links(alignment, bead)
    return tuple(sorted(found, key=lambda reason: -abs(reason.weight)))


def next_best(bead: Bead) -> str:
    """Return "source 3 with target 5–6, much less likely (4%)", or "" where nothing else came near."""
    for item in bead.evidence:
        if item.name == RIVAL:
            part = item.value / max(bead.probability, 1e-9)
            likely = "much less likely" if part < 0.1 else "less likely" if part < 0.6 else "nearly as likely"
            return f"{item.detail}, {likely} ({item.value:.0%})"
    return ""


def _weight(item: Evidence) -> float:
    """A null bead has one group of evidence; its weight counts from an arbitrary zero, so nearness decides."""
    if item.name == "alone":
        return abs(item.weight) if item.value < _NEAR else -abs(item.weight)
    return item.weight


def _words(item: Evidence, alignment: Alignment, bead: Bead) -> str:
    speaks_for = item.weight >= 0
    match item.name:
        case "similarity":
            return f"meaning {'close' if speaks_for else 'not close'} (cosine {item.value:.2f})"
        case "facts":
            shared = "; ".join(_shared(alignment, bead, item.detail))
            in_common = f"in common: {item.detail}" if item.detail else "dates, numbers and names agree"
            return shared or (in_common if speaks_for else "no date, number or name in common")
        case "names":
            return "the same persons are named" if speaks_for else "other persons are named"
        case "sentences":
            return "each sentence has a counterpart" if speaks_for else "a sentence has no counterpart"
        case "size":
            return f"{kind_words(len(bead.source), len(bead.target))} is unusual"
        case "structure":
            return item.detail or ("alike in form" if speaks_for else "unlike in form")
        case "alone":
            return (
                "nothing on the other side is close" if item.value < _NEAR else "something on the other side is close"
            )
        case "hand":
            return f"paired by hand: {item.detail}"
    return (
        item.detail if item.name in ("words", "length") and item.detail else f"{item.name}: {item.detail}".rstrip(": ")
    )


def _shared(alignment: Alignment, bead: Bead, names: str) -> Iterator[str]:
    """Yield "same date (令和8年1月15日 = January 15, 2026)", and the Latin words among the shared names."""
    sides = (alignment.source_text(bead), alignment.source.lang), (alignment.target_text(bead), alignment.target.lang)
    agreeing = match_facts(*(facts(text, lang) for text, lang in sides)).agreeing
    by_kind: dict[str, list[str]] = defaultdict(list)
    for source, target in agreeing:
        by_kind[_FACT_NAMES.get(source.kind, source.kind)].append(f"{source.text.strip()} = {target.text.strip()}")
    for kind, several in by_kind.items():
        shown = list(dict.fromkeys(several))
        more = f", {len(shown) - _MOST_FACTS} more" if len(shown) > _MOST_FACTS else ""
        yield f"same {kind}{'s' if len(shown) > 1 else ''} ({', '.join(shown[:_MOST_FACTS])}{more})"
    words = [name for name in names.split(", ") if _WORD.fullmatch(name)]
    if words:
        yield f"same word{'s' if len(words) > 1 else ''} ({', '.join(words[:_MOST_FACTS])})"


def _of_links(alignment: Alignment, bead: Bead) -> Iterator[Reason]:
    """What is known of a bead that was made from the links of sentences."""
    if alignment.support is None:
        return
    inside = [
        link for link in alignment.support.links if link.source[0] in bead.source and link.target[0] in bead.target
    ]
    if inside:
        count = sum(len(alignment.target.segments[index].sentences) for index in bead.target)
        resting = len({link.target for link in inside})
        surest = max(link.probability for link in inside)
        yield Reason(f"{resting} of {count} target sentences rest on it (the surest link: {surest:.0%})", surest)
    if shared := list(_shared(alignment, bead, "")):
        yield Reason("; ".join(shared), 0.5)
