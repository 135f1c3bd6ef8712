"""What speaks for and against a finding: the features of the model that gives its probability.

A feature is a number that is 0 where it does not apply. Word links, where they are given, tell what
a fact, a negation or a name is answered by.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from align.check.asserted import firm
from align.check.length import width
from align.check.opposite_evidence import opposite_evidence
from align.check.polarity_evidence import negation_evidence
from align.check.sentence_support import sides
from align.check.swapped import swap_evidence
from align.check.turned import Turned
from align.check.view import BeadView
from align.facts.matching import check_of
from align.facts.values import DateValue, Quantity
from align.model import BeadLinks, Fact, Finding, Span
from align.text.language import primary

Evidence = dict[str, float]
_FACTS = ("number", "date", "time")
_LOOKED_AT = 100
"""Facts without an answer that are looked at for each finding: the time is linear in a long table."""
_USUAL = math.log(1.15)
"""Columns of English for a column of Japanese, as a natural logarithm."""
_POLITE = re.compile(r"(?:です|ます|ました|ません|でした|ください)[。\s]?")
_SPOKEN = re.compile(r"[ねよぞぜわ][。！？!?…]|[！!？?]")


def shape(finding: Finding) -> str:
    """Return the side that a finding marks: "both", "source", "target" or "none"; "swap" for two facts."""
    if finding.check in _FACTS and len(finding.source_spans) > 1 and len(finding.target_spans) > 1:
        return "swap"
    if finding.source_spans:
        return "both" if finding.target_spans else "source"
    return "target" if finding.target_spans else "none"


def evidence(view: BeadView, finding: Finding, links: BeadLinks | None, turned: Turned | None = None) -> Evidence:
    """Return the features of one finding on a bead.

    `turned`: how much nearer source and target were if one of them said the opposite.
    """
    kind = f"{finding.check} {shape(finding)}"
    found: Evidence = {kind: 1.0, f"{kind} {finding.severity}": 1.0}
    family = "polarity" if finding.check == "polarity" else "facts"
    found |= {f"{family} {name}": value for name, value in ({"bias": 1.0} | _of_bead(view, links)).items()}
    if finding.probability is not None:
        chance = min(max(finding.probability, 1e-4), 1 - 1e-4)
        odds = math.log(chance / (1 - chance))
        found[f"{finding.check} estimate"] = odds
        own, other = sides(view) if finding.source_spans else sides(view)[::-1]
        if len(own.texts) <= len(other.texts):
            found |= {f"{finding.check} equal": 1.0, f"{finding.check} equal estimate": odds}
        found[f"{finding.check} share"] = _share(finding, own.spans)
    if shape(finding) == "swap":
        found |= swap_evidence(view, finding, links)
    elif finding.check in _FACTS:
        found |= _of_facts(view, finding, links)
    if finding.check == "polarity":
        found |= negation_evidence(view, finding, links)
        found |= opposite_evidence(view, finding, links)
        if turned is not None:
            mark = {"source": "lost", "target": "added"}.get(_japanese_shape(view, finding), "opposite")
            found[f"{mark} turned"] = 1.0
            for name, gain in (("", turned.best), (" mean", turned.mean), (" source", turned.source)):
                if gain is not None:
                    found |= {f"{mark}{name} nearer": max(0.0, gain), f"{mark}{name} farther": max(0.0, -gain)}
    if finding.check in ("name", "acronym"):
        found |= _of_names(view, finding, links)
    return found


def _japanese_shape(view: BeadView, finding: Finding) -> str:
    """Return the side that is marked, "source" for the Japanese one."""
    side = shape(finding)
    exchanged = {"source": "target", "target": "source"} if primary(view.source_lang) != "ja" else {}
    return exchanged.get(side, side)


def _share(finding: Finding, spans: tuple[Span, ...]) -> float:
    """Return the share of the sentence that is marked in its side of the bead."""
    start, end = (finding.source_spans or finding.target_spans)[0]
    return (end - start) / max(1, spans[-1][1])


@lru_cache(maxsize=4)
def _of_texts(source_text: str, target_text: str, sign: int) -> Evidence:
    """How long and how free a pair is, and its register; kept for the next findings on the same bead."""
    source, target = max(1, width(source_text)), max(1, width(target_text))
    ratio = math.log(target / source) - sign * _USUAL
    return {
        "longer": max(0.0, ratio),
        "shorter": max(0.0, -ratio),
        "size": math.log1p(source / 40),
        "polite": float(bool(_POLITE.search(source_text))),
        "spoken": float(bool(_SPOKEN.search(source_text))),
        "no full stop": float("。" not in source_text),
        "latin": sum(map(str.isascii, source_text)) / len(source_text) if source_text else 0.0,
    }


def _of_bead(view: BeadView, links: BeadLinks | None) -> Evidence:
    """How long and how free the pair is, and its register."""
    found = dict(_of_texts(view.source, view.target, 1 if primary(view.source_lang) == "ja" else -1))
    if links is not None:
        held = (
            len({span for link in links.links for span in link.source}),
            len({span for link in links.links for span in link.target}),
        )
        free = len(links.source_only) / max(1, held[0] + len(links.source_only))
        added = len(links.target_only) / max(1, held[1] + len(links.target_only))
        found |= {"linked": 1.0, "open source words": free, "open target words": added}
    return found


def _of_facts(view: BeadView, finding: Finding, links: BeadLinks | None) -> Evidence:
    """The forms of the facts, what else is open, and what the words of the facts are linked to."""
    left = view.source_fact_at.get(finding.source_spans[0]) if finding.source_spans else None
    right = view.target_fact_at.get(finding.target_spans[0]) if finding.target_spans else None
    check = finding.check
    matched = view.matched
    found: Evidence = {
        "facts agreeing": min(3.0, len(matched.agreeing)),
        "facts open source": min(3.0, sum(map(firm, matched.source_only[:_LOOKED_AT]))),
        "facts open target": min(3.0, sum(map(firm, matched.target_only[:_LOOKED_AT]))),
        "facts contradicting": min(3.0, len(matched.contradicting)),
    }
    for side, fact in (("source", left), ("target", right)):
        if fact is not None:
            found |= {f"{name} {side} {shape(finding)}": value for name, value in _form(fact, check).items()}
    if left is not None and right is not None:
        found |= _two(left, right)
    if links is not None:
        found |= _linked(finding, links)
    return found


def _form(fact: Fact, check: str) -> Evidence:
    value = fact.value
    digits = any(letter.isdigit() for letter in fact.text)
    found: Evidence = {"digits": float(digits and fact.text.isascii()), "long": float(len(fact.text) > 3)}
    if isinstance(value, Quantity):
        found |= {
            "unit": float(bool(value.unit)),
            "scaled": float(value.scaled),
            "ordinal": float(value.ordinal),
            "soft": float(value.soft or value.vague),
            "plain": float(value.plain),
            "small": float(value.number <= 10),
            "one or two": float(value.number <= 2),
            "bound": float(value.bound not in ("", "~")),
            "about": float(value.bound == "~"),
        }
    if isinstance(value, DateValue):
        found |= {
            "day only": float(value.day is not None and value.month is None),
            "month": float(value.month is not None),
            "year": float(value.year is not None and value.month is None),
            "weekday": float(value.weekday is not None),
        }
    return found


def _two(left: Fact, right: Fact) -> Evidence:
    """How alike two facts are that differ: an error changes a digit, a free translation the fact."""
    digits = ["".join(filter(str.isdigit, fact.text)) for fact in (left, right)]
    a, b = left.value, right.value
    same_unit = isinstance(a, Quantity) and isinstance(b, Quantity) and a.unit == b.unit and bool(a.unit)
    near = len(digits[0]) == len(digits[1]) > 1 and sum(x != y for x, y in zip(*digits, strict=True)) == 1
    return {
        "same kind": float(left.kind == right.kind),
        "same unit": float(same_unit),
        "one digit": float(near),
        "checks differ": float(check_of(left) != check_of(right)),
    }


def _linked(finding: Finding, links: BeadLinks) -> Evidence:
    """Whether the marked words are linked with each other, with others, or with nothing."""
    both = other = 0.0
    for link in links.links:
        source = bool(finding.source_spans) and _touch(link.source, finding.source_spans)
        target = bool(finding.target_spans) and _touch(link.target, finding.target_spans)
        if source and target:
            both = max(both, link.probability)
        elif source or target:
            other = max(other, link.probability)
    open_ = _touch(links.source_only, finding.source_spans) or _touch(links.target_only, finding.target_spans)
    mark = f"{finding.check} {shape(finding)}"
    return {f"{mark} linked": both, f"{mark} linked elsewhere": other, f"{mark} open": float(open_)}


def _touch(spans: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    return any(start < end and first < last for first, end in spans for start, last in others if start < end)


def _of_names(view: BeadView, finding: Finding, links: BeadLinks | None) -> Evidence:
    """The script of the Japanese name, and what it and the English one are linked to."""
    start, end = finding.source_spans[0] if finding.source_spans else (0, 0)
    text = view.source[start:end]
    target = view.target[slice(*finding.target_spans[0])] if finding.target_spans else ""
    found: Evidence = {
        "katakana name": float(bool(re.search("[ァ-ヺ]", text))),
        "long name": float(len(text) > 3),
        "several words": float(" " in target),
        "whole bead": float(end - start > 0.6 * len(view.source)),
    }
    if links is not None:
        found |= _linked(finding, links)
    return found
