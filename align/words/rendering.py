"""How a phrase is rendered in one place: the part of the target text that its words are linked to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from align.model import BeadLinks, Span
    from align.words.word import Word

_MOST_GUESTS = 1
"""Most target words inside a rendering that nothing links to the phrase."""
_MOST_CHARS = 60
_SUFFIXES = frozenset("性化的力等者員費体部型式用類料")
"""Words of one character that English often has no word for."""
_PREFIXES = frozenset("再非不未無反新旧超準副")
"""Words of one character at the beginning that English has a word or a syllable for."""
_HYPHENATED = re.compile(r"\b[A-Za-z]+-$")
_BREAK = re.compile(r"[,;:()“”\"。、]|\.\s")


@dataclass(frozen=True)
class Rendering:
    """Text of the target with its span, and the least probability of the links that it rests on."""

    text: str
    span: Span
    probability: float


def rendering_of(phrase: Sequence[Word], links: BeadLinks, target: Sequence[Word], text: str) -> Rendering | None:
    """Return the rendering of neighbouring source words; None if it is not whole or not in one place."""
    start, stop = phrase[0].span[0], phrase[-1].span[1]
    spans: list[Span] = []
    likely: list[float] = []
    covered = [False] * len(phrase)
    for link in links.links:
        inside = [span for span in link.source if span[0] < stop and start < span[1]]
        if not inside:
            continue
        if any(first < start or last > stop for first, last in link.source):
            return None
        spans += link.target
        likely.append(link.probability)
        for place, word in enumerate(phrase):
            covered[place] = covered[place] or any(a < word.span[1] and word.span[0] < b for a, b in inside)
    needed = [
        done
        for place, (done, word) in enumerate(zip(covered, phrase, strict=True))
        if len(word.text) > 1 or len(phrase) == 1 or (place and word.text not in _SUFFIXES)
    ]
    if not spans or not all(needed) or not (covered[0] or len(phrase[0].text) == 1):
        return None
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    first, last = _whole_words(target, first, last)
    if phrase[0].text in _PREFIXES and not covered[0]:
        before = _HYPHENATED.search(text, max(0, first - 12), first)
        if before is None:
            return None
        first = before.start()
    hull = text[first:last]
    if last - first > _MOST_CHARS or _BREAK.search(hull):
        return None
    held = [word for word in target if first <= word.span[0] and word.span[1] <= last]
    guests = [word for word in held if not any(a < word.span[1] and word.span[0] < b for a, b in spans)]
    if len(guests) > _MOST_GUESTS or any(_answers_another(word, links, (start, stop)) for word in guests):
        return None
    return Rendering(hull, (first, last), min(likely) * (1.0 if not guests else 0.8))


def _whole_words(target: Sequence[Word], first: int, last: int) -> Span:
    for word in target:
        if word.span[0] < last and first < word.span[1]:
            first, last = min(first, word.span[0]), max(last, word.span[1])
    return first, last


def _answers_another(word: Word, links: BeadLinks, phrase: Span) -> bool:
    """True if the word is linked to source words outside the phrase."""
    for link in links.links:
        if any(a < word.span[1] and word.span[0] < b for a, b in link.target):
            return any(not (phrase[0] <= a and b <= phrase[1]) for a, b in link.source)
    return False


def base_form(text: str) -> str:
    """One spelling for singular and plural, capitals and hyphens: "Self-Defense Forces" and "self defense force".

    >>> base_form("Nursery Schools") == base_form("nursery school")
    True
    """
    words = re.split(r"[\s\-]+", text.casefold().replace("’", "'").removesuffix("'s"))
    return " ".join(_singular(word) for word in words if word not in ("the", "a", "an"))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
