"""Negations that one side lacks, and opposites: 増加 against "decreased"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.check.context import Context
from align.check.counterpart import counterpart
from align.check.length import width
from align.check.negation import (
    DOUBLED,
    ENGLISH_STRONG,
    ENGLISH_UN,
    IDIOMS_EN,
    IDIOMS_JA,
    JAPANESE_NEGATED,
    KANA,
    OPPOSITES,
    PAIRED,
    STOPPED_EN,
)
from align.check.opposite_words import opposed
from align.check.opposites import MORE_OPPOSITES
from align.check.sentence_support import sides
from align.check.sentences import BeadSentences
from align.check.view import BeadView, exchanged, set_by_hand
from align.model import Finding, Span

_CONDENSED = 0.6
"""Columns of target for a column of source. Below this the target is a summary: a word that it
lacks says little. Half of it applies to a source of one sentence."""

_MANY = 6
"""Negations that are judged in one bead."""
_LOOKED_AT = 100
"""Negations of one side that are looked at."""
_SENTENCES = 40
"""Longer beads are compared as a whole only."""


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield findings where only one side negates, or both say opposites; Japanese and English only."""
    for each in views:
        view = each.from_japanese
        if view is None or view.is_null:
            continue
        gate = _CONDENSED if view.source.count("。") > 1 else _CONDENSED / 2
        if width(view.target) < gate * width(view.source):
            continue
        pairs = sides(each) if view.source.count("。") > 1 else None
        if pairs and view is not each:
            pairs = pairs[1], pairs[0]
        found = [*_negation(view), *_opposites(view, pairs)]
        yield from found if view is each else map(exchanged, found)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Overwrite the matches; the text behind them keeps its place."""
    return pattern.sub(lambda match: "〓" * len(match[0]), text)


def _negation(view: BeadView) -> Iterator[Finding]:
    """Yield the negations of the side that has more of them; which of them are likely errors is judged later.

    Words of refusal, exception and comparison that translate each other (`PAIRED`) are left out of
    the count.
    """
    source, target = compared(view)
    if STOPPED_EN.search(target) or not KANA.search(source):
        return
    if twice := DOUBLED.search(source):
        if not ENGLISH_STRONG.search(target) and not ENGLISH_UN.search(target):
            message = f"the double negation {twice[0]} is not in the target"
            yield set_by_hand(view.finding("polarity", "warning", message, [twice.span()], []))
        return
    lost, added = negations(source, target)
    for span in [one for one in lost[:_LOOKED_AT] if _exceeds(view, one, (lost, added), of_source=True)][:_MANY]:
        message = f"the source has a negation ({_around(view.source, span)}), the target has none"
        yield view.finding("polarity", "warning", message, [span], [])
    for span in [one for one in added[:_LOOKED_AT] if _exceeds(view, one, (lost, added), of_source=False)][:_MANY]:
        message = f"the target has a negation (“{view.target[slice(*span)]}”), the source has none"
        yield view.finding("polarity", "warning", message, [], [span])


def _exceeds(view: BeadView, span: Span, both: tuple[Sequence[Span], Sequence[Span]], *, of_source: bool) -> bool:
    """Tell whether the side of a negation has more of them, in the whole bead or in the sentence and its answer."""
    own, other = both if of_source else both[::-1]
    if len(own) > len(other):
        return True
    here, there = counterpart(view, span[0], of_source=of_source)
    return inside(own, here) > inside(other, there)


def inside(spans: Sequence[Span], hull: Span) -> int:
    """Count the spans that begin inside another one."""
    return sum(hull[0] <= start < hull[1] for start, _ in spans)


def compared(view: BeadView) -> tuple[str, str]:
    """Return both texts with idioms and words of refusal that translate each other overwritten by 〓."""
    source, target = _blank(IDIOMS_JA, view.source_folded), _blank(IDIOMS_EN, view.target_folded)
    for japanese, english in PAIRED:
        if english.search(target) and japanese.search(source):
            source, target = _blank(japanese, source), _blank(english, target)
    return source, target


def negations(source: str, target: str) -> tuple[list[Span], list[Span]]:
    """Return where the Japanese and the English text negate.

    English words that the source quotes are left out.
    """
    said = list(ENGLISH_STRONG.finditer(target))
    quoted = {word for word in {match[0].lower() for match in said} if _kept(word, source)}
    return (
        [match.span() for match in JAPANESE_NEGATED.finditer(source)],
        [match.span() for match in said if match[0].lower() not in quoted],
    )


def _around(text: str, span: Span) -> str:
    """Return the negation with the word before it: 必要ない."""
    return text[max(0, span[0] - 4) : span[1]]


def _kept(word: str, source: str) -> bool:
    """Tell whether the English word stands in the source too, as in a quoted message or a title."""
    return re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", source, re.I) is not None


def _opposites(view: BeadView, pairs: tuple[BeadSentences, BeadSentences] | None) -> Iterator[Finding]:
    """Yield words that the target renders by their opposites, of the whole texts and of sentences that correspond."""
    spans = [((0, len(view.source)), (0, len(view.target)))]
    if pairs and 1 < len(pairs[0].spans) == len(pairs[1].spans) <= _SENTENCES:
        spans.extend(zip(pairs[0].spans, pairs[1].spans, strict=True))
    seen: set[Span] = set()
    for left, right in spans:
        for source, target in _opposed(view.source[slice(*left)], view.target[slice(*right)]):
            span = left[0] + source[0], left[0] + source[1]
            other = right[0] + target[0], right[0] + target[1]
            if span in seen or len(seen) >= _MANY:
                continue
            seen.add(span)
            said, found = view.source[slice(*span)], view.target[slice(*other)]
            message = f"the source says {said}, the target says the opposite: “{found}”"
            yield view.finding("polarity", "warning", message, [span], [other])


def _opposed(source: str, target: str) -> Iterator[tuple[Span, Span]]:
    for first, second in (*OPPOSITES, *MORE_OPPOSITES):
        left, right = first[0].search(source), second[0].search(source)
        said = left or right
        if said is None or (left and right):
            continue
        here, there = (first, second) if left else (second, first)
        found = there[2].search(target)
        if found and not here[1].search(target):
            yield said.span(), found.span()
    for one in opposed(source, target):
        yield one.source, one.target
