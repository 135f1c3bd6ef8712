"""Negations that one side lacks, and opposites: 増加 against "decreased"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.check.context import Context
from align.check.counterpart import counterpart
from align.check.length import width
from align.check.negation import (
    ALIKE,
    DOUBLED,
    EMPHATIC,
    ENGLISH_STRONG,
    ENGLISH_UN,
    IDIOMS_EN,
    IDIOMS_JA,
    JAPANESE_NEGATED,
    KANA,
    PAIRED,
    STOPPED_EN,
)
from align.check.opposite_words import denied, opposed
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
"""Sentences of a bead in which opposites are looked for."""
_MOST_OPPOSITES = 12
"""Pairs of a word and its opposite that are judged in one bead."""


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield findings where only one side negates, or both say opposites; Japanese and English only."""
    for each in views:
        view = each.from_japanese
        if view is None or view.is_null:
            continue
        gate = _CONDENSED if view.source.count("。") > 1 else _CONDENSED / 2
        if width(view.target) < gate * width(view.source):
            continue
        found = [*_negation(view), *_opposites(view)]
        yield from found if view is each else map(exchanged, found)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Overwrite the matches; the text behind them keeps its place."""
    return pattern.sub(lambda match: "〓" * len(match[0]), text)


def _blanked(text: str, spans: Sequence[Span]) -> str:
    for start, end in spans:
        text = text[:start] + "〓" * (end - start) + text[end:]
    return text


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
    lost = sorted({*lost, *_idioms_denied(view)})
    for span in [one for one in lost[:_LOOKED_AT] if _exceeds(view, one, (lost, added), of_source=True)][:_MANY]:
        message = f"the source has a negation ({_around(view.source, span)}), the target has none"
        yield view.finding("polarity", "warning", message, [span], [])
    for span in [one for one in added[:_LOOKED_AT] if _exceeds(view, one, (lost, added), of_source=False)][:_MANY]:
        message = f"the target has a negation (“{view.target[slice(*span)]}”), the source has none"
        yield view.finding("polarity", "warning", message, [], [span])


def _idioms_denied(view: BeadView) -> Iterator[Span]:
    """Yield the negations of sentences for which the target says "it does work"; one of them may be in an idiom."""
    for match in EMPHATIC.finditer(view.target_folded):
        _, (start, end) = counterpart(view, match.start(), of_source=False)
        found = [one.span() for one in JAPANESE_NEGATED.finditer(view.source_folded, start, end)]
        if len(found) == 1:
            yield found[0]


def _exceeds(view: BeadView, span: Span, both: tuple[Sequence[Span], Sequence[Span]], *, of_source: bool) -> bool:
    """Tell whether the side of a negation has more of them, in the whole bead or in the sentence and its answer."""
    own, other = both if of_source else both[::-1]
    if len(own) > len(other):
        return True
    here, there = counterpart(view, span[0], of_source=of_source)
    if inside(own, here) > inside(other, there):
        return True
    return of_source and bool(EMPHATIC.search(view.target_folded, *there))


def inside(spans: Sequence[Span], hull: Span) -> int:
    """Count the spans that begin inside another one."""
    return sum(hull[0] <= start < hull[1] for start, _ in spans)


def compared(view: BeadView) -> tuple[str, str]:
    """Return both texts with idioms and words of refusal that translate each other overwritten by 〓."""
    source, target = view.source_folded, view.target_folded
    for japanese, english in ALIKE:
        if english.search(target) and japanese.search(source):
            source, target = _blank(japanese, source), _blank(english, target)
    ours, theirs = denied(source, target)
    source, target = _blank(IDIOMS_JA, source), _blank(IDIOMS_EN, target)
    for japanese, english in PAIRED:
        if english.search(target) and japanese.search(source):
            source, target = _blank(japanese, source), _blank(english, target)
    more = len(JAPANESE_NEGATED.findall(source)) - len(ENGLISH_STRONG.findall(target)) if ours or theirs else 0
    return _blanked(source, ours if more > 0 else []), _blanked(target, theirs if more < 0 else [])


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


def _opposites(view: BeadView) -> Iterator[Finding]:
    """Yield words that the target may render by their opposites, of each sentence and the stretch that answers it."""
    spans = view.source_sentences.spans[:_SENTENCES] or ((0, len(view.source)),)
    seen: set[tuple[Span, Span]] = set()
    for first, _ in spans:
        left, right = counterpart(view, first, of_source=True)
        for one in opposed(view.source_folded[slice(*left)], view.target_folded[slice(*right)]):
            span = left[0] + one.source[0], left[0] + one.source[1]
            other = right[0] + one.target[0], right[0] + one.target[1]
            if (span, other) in seen or len(seen) >= _MOST_OPPOSITES:
                continue
            seen.add((span, other))
            said, found = view.source[slice(*span)], view.target[slice(*other)]
            message = f"the source says {said}, the target says the opposite: “{found}”"
            yield view.finding("polarity", "warning", message, [span], [other])
