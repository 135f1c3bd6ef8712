"""What speaks for a negation that one side lacks, and for opposites: the words that stand about it and their links."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from align.check.counterpart import counterpart
from align.check.negation import EMPHATIC, ENGLISH_ANY, ENGLISH_STRONG, JAPANESE_ANY, JAPANESE_NEGATED, JAPANESE_STRONG
from align.check.polarity import compared, inside, negations
from align.check.view import BeadView
from align.model import BeadLinks, Finding, Span

_BEHIND = {
    "conditional": re.compile("場合|時|とき|と(?=、)|限り|ば|よう|と(?:きは|すれば)"),
    "attributive": re.compile("[一-鿿ァ-ヺ]"),
    "final": re.compile("(?:です|でした)?(?:[。!！]|$)"),
}
"""What stands behind a Japanese negation."""
_BEFORE = {
    "if not": re.compile(r"\b(?:if|or|whether|when|why)\s$", re.I),
    "but not": re.compile(r"\b(?:but|and|though|,)\s?$", re.I),
    "imperative": re.compile(r"(?:^|[.!:;]\s)(?:Please\s)?Do\s?$"),
    "modal": re.compile(r"\b(?:may|might|should|need|must|can|could|would|will|wo|ca)\s?$", re.I),
    "be": re.compile(r"\b(?:is|are|was|were|been|be)\s?$", re.I),
}
"""What stands before an English negation."""
_HEAD_JA, _HEAD_EN = 8, 30
"""Characters between a negation and the word that it negates, at most."""
_REACH_JA, _REACH_EN = 14, 40
"""Characters between a linked word and a negation of its own language, at most."""


_Side = tuple[Sequence[Span], Sequence[Span], float]
"""The spans of a link in the text of the negation and in the other text, and its probability."""
_Features = dict[str, float]
_SURE = 0.5
"""Probability of a link from which on its words are taken to answer each other."""


def negation_evidence(view: BeadView, finding: Finding, links: BeadLinks | None) -> dict[str, float]:
    """Return the features of a negation that the other side lacks; {} for another finding."""
    if bool(finding.source_spans) == bool(finding.target_spans):
        return {}
    japanese = view.from_japanese
    if japanese is None:
        return {}
    source, target = compared(japanese)
    lost, added = negations(source, target)
    is_lost = bool(finding.source_spans) == (view is japanese or view.source_lang == japanese.source_lang)
    mark = "lost" if is_lost else "added"
    weak = len(ENGLISH_ANY.findall(target)) - len(ENGLISH_STRONG.findall(target))
    weak_source = len(JAPANESE_ANY.findall(source)) - len(lost)
    others = weak if is_lost else weak_source
    span = (finding.source_spans or finding.target_spans)[0]
    found = {
        f"{mark} excess": min(3.0, abs(len(lost) - len(added))),
        f"{mark} alone": float(not (added if is_lost else lost)),
        f"{mark} weak": min(4.0, max(0, others)),
        f"{mark} no weak": float(others <= 0),
        f"{mark} bare": float(others <= 0 and not (added if is_lost else lost)),
    }
    sides = _sides(links, span_first=is_lost == (view is japanese))
    here = _here(japanese, span, (source, target), sides, is_lost)
    found |= {f"{mark} here {name}": value for name, value in here.items()}
    if is_lost:
        strong = any(start <= span[0] < end for start, end in _spans(JAPANESE_STRONG, source))
        found |= {"lost strong": float(strong), "lost strong bare": strong * found["lost bare"]}
        found |= {f"lost word {word}": float(source[slice(*span)].startswith(word)) for word in ("なく", "ず", "なけ")}
        found |= {f"lost {name}": float(bool(form.match(source, span[1]))) for name, form in _BEHIND.items()}
    else:
        said = target[slice(*span)].lower()
        found |= {f"added word {word}": float(said == word) for word in ("no", "without", "never", "nothing")}
        before = max(0, span[0] - 12)
        found |= {f"added {name}": float(bool(form.search(target, before, span[0]))) for name, form in _BEFORE.items()}
    if links is not None:
        if is_lost:
            other = _Language(_spans(ENGLISH_STRONG, target), _spans(ENGLISH_ANY, target), _REACH_EN)
        else:
            other = _Language(_spans(JAPANESE_NEGATED, source), _spans(JAPANESE_ANY, source), _REACH_JA)
        local = _local(span, sides, other, behind=not is_lost)
        found |= {f"{mark} {name}": value for name, value in local.items()}
    return found


def _sides(links: BeadLinks | None, *, span_first: bool) -> list[_Side]:
    """Return links with the text of the negation first."""
    if links is None:
        return []
    if span_first:
        return [(link.source, link.target, link.probability) for link in links.links]
    return [(link.target, link.source, link.probability) for link in links.links]


_NEEDS_NEGATION = re.compile(r"\b(?:yet|anymore|any longer|either|at all|necessarily|ever|until|whatsoever)\b", re.I)
_ANY = re.compile(r"\bany(?:thing|one|body|where)?\b", re.I)


def _here(view: BeadView, span: Span, texts: tuple[str, str], sides: Sequence[_Side], is_lost: bool) -> _Features:
    """Features of the sentence with the negation and of the stretch of the other text that answers it."""
    own, other = counterpart(view, span[0], of_source=is_lost)
    counts = [len(side.spans) for side in (view.source_sentences, view.target_sentences)]
    lost, added = negations(*texts)
    here, there = (lost, added) if is_lost else (added, lost)
    text = texts[1 if is_lost else 0][slice(*other)]
    words = [place for place in _spans(ENGLISH_ANY if is_lost else JAPANESE_ANY, text)]
    weak = len(words)
    strong = inside(there, other)
    taken = _answered_elsewhere(span, sides, behind=not is_lost)
    free = sum(not _meet((start + other[0], end + other[0]), taken) for start, end in words)
    found = {
        "excess": float(min(2, max(0, inside(here, own) - strong))),
        "bare": float(not strong and not weak),
        "weak": float(min(3, max(0, weak - strong))),
        "free": float(min(3, free)),
        "none free": float(not free),
        "none free nor strong": float(not free and not strong),
        "paired": float(counts[0] == counts[1] > 1),
        "single": float(counts == [1, 1]),
    }
    if is_lost and "?" not in text:
        emphatic = EMPHATIC.search(text)
        found |= {"emphatic": float(bool(emphatic and not strong)), "emphatic beside": float(bool(emphatic and strong))}
        if not strong:
            found |= {
                "polar": float(bool(_NEEDS_NEGATION.search(text))),
                "any": float(bool(_ANY.search(text)) and not re.search(r"\bif\b", text)),
            }
    return found


def _answered_elsewhere(span: Span, sides: Sequence[_Side], *, behind: bool) -> list[Span]:
    """Return words of the other text that answer a word other than the negation and the word that it negates."""
    reach = _HEAD_EN if behind else _HEAD_JA
    out: list[Span] = []
    for own, answer, chance in sides:
        gap = own[0][0] - span[1] if behind else span[0] - own[-1][1]
        if chance >= _SURE and not 0 <= gap <= reach and not _meet(span, own):
            out += answer
    return out


@dataclass(frozen=True)
class _Language:
    """The other text: its negations, its words that may answer one, and how near they must stand."""

    strong: Sequence[Span]
    weak: Sequence[Span]
    reach: int


def _local(span: Span, links: Sequence[_Side], other: _Language, *, behind: bool = False) -> dict[str, float]:
    """Features of a negation: what it and the word that it negates are linked to.

    That word stands before a Japanese negation and `behind` an English one.
    """
    found = {"answered": 0.0, "linked": 0.0, "head": 0.0, "head strong": 0.0, "head weak": 0.0, "head clear": 0.0}
    head: tuple[int, _Side] | None = None
    for own, answer, chance in links:
        if any(_meet(span, [place]) for place in own):
            name = "answered" if any(_meet(place, other.weak) for place in answer) else "linked"
            found[name] = max(found[name], chance)
            continue
        gap = own[0][0] - span[1] if behind else span[0] - own[-1][1]
        if 0 <= gap <= (_HEAD_EN if behind else _HEAD_JA) and (head is None or gap < head[0]):
            head = gap, (own, answer, chance)
    if head is not None:
        _, (_, answer, chance) = head
        found["head"] = chance
        found["head strong"] = chance * _nearness(answer, other.strong, other.reach)
        found["head weak"] = chance * _nearness(answer, other.weak, other.reach)
        found["head clear"] = chance * (1 - max(found["head strong"], found["head weak"]))
    return found


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def _meet(place: Span, others: Sequence[Span]) -> bool:
    return any(start < place[1] and place[0] < end for start, end in others)


def _nearness(places: Sequence[Span], others: Sequence[Span], reach: int) -> float:
    """Return 1 where a place touches one of the others, less the farther they are, 0 beyond `reach` characters."""
    gaps = [max(0, start - place[1], place[0] - end) for place in places for start, end in others]
    return math.exp(-3 * min(gaps) / reach) if gaps and min(gaps) <= reach else 0.0
