"""Negations that one side lacks, and opposites: 増加 against "decreased"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.check.context import Context
from align.check.length import width
from align.check.negation import (
    DOUBLED,
    ENGLISH_ANY,
    ENGLISH_STRONG,
    ENGLISH_UN,
    IDIOMS_EN,
    IDIOMS_JA,
    JAPANESE_ANY,
    JAPANESE_STRONG,
    KANA,
    OPPOSITES,
    PAIRED,
    STOPPED_EN,
)
from align.check.opposites import MORE_OPPOSITES
from align.check.sentence_support import BeadSentences, sides
from align.check.view import BeadView, exchanged
from align.model import Finding, Span

_CONDENSED = 0.75
"""Columns of target for a column of source. Below this the target is a summary: a word that it
lacks says little. Half of it applies to a source of one sentence."""

_MANY = 40
"""Sentences. Longer beads are compared as a whole only."""


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
        found = list(_negation(view, pairs)) or list(_opposites(view, pairs))
        yield from found if view is each else map(exchanged, found)


def _blank(pattern: re.Pattern[str], text: str) -> str:
    """Overwrite the matches; the text behind them keeps its place."""
    return pattern.sub(lambda match: "〓" * len(match[0]), text)


def _negation(view: BeadView, pairs: tuple[BeadSentences, BeadSentences] | None) -> Iterator[Finding]:
    """Compare the whole texts; where they agree, the sentences one by one if there are as many."""
    whole = (0, len(view.source)), (0, len(view.target))
    found = list(_between(view, *whole))
    if found or pairs is None or not JAPANESE_STRONG.search(view.source_folded):
        yield from found
        return
    source, target = pairs
    if not 1 < len(source.spans) == len(target.spans) <= _MANY:
        return
    for left, right in zip(source.spans, target.spans, strict=True):
        yield from _between(view, left, right)


def _between(view: BeadView, left: Span, right: Span) -> Iterator[Finding]:
    """Compare a span of the source with one of the target."""
    source = _blank(IDIOMS_JA, view.source_folded[slice(*left)])
    target = _blank(IDIOMS_EN, view.target_folded[slice(*right)])
    for japanese, english in PAIRED:
        if english.search(target) and japanese.search(source):
            source, target = _blank(japanese, source), _blank(english, target)
    if STOPPED_EN.search(target) or not KANA.search(source):
        return
    strong_source = JAPANESE_STRONG.search(source)
    strong_target = next((found for found in ENGLISH_STRONG.finditer(target) if not _kept(found[0], source)), None)
    if twice := DOUBLED.search(source):
        if not strong_target and not ENGLISH_UN.search(target):
            message = f"the double negation {twice[0]} is not in the target"
            yield view.finding("polarity", "warning", message, [_shifted(twice, left)], [])
    elif strong_source and not ENGLISH_ANY.search(target):
        message = f"the source has a negation ({strong_source[0]}), the target has none"
        yield view.finding("polarity", "warning", message, [_shifted(strong_source, left)], [])
    elif strong_target and not strong_source and not JAPANESE_ANY.search(view.source_folded[slice(*left)]):
        message = f"the target has a negation (“{strong_target[0]}”), the source has none"
        yield view.finding("polarity", "warning", message, [], [_shifted(strong_target, right)])


def _shifted(match: re.Match[str], span: Span) -> Span:
    return span[0] + match.start(), span[0] + match.end()


def _kept(word: str, source: str) -> bool:
    """Tell whether the English word stands in the source too, as in a quoted message or a title."""
    return re.search(rf"(?<![A-Za-z]){re.escape(word)}(?![A-Za-z])", source, re.I) is not None


def _opposites(view: BeadView, pairs: tuple[BeadSentences, BeadSentences] | None) -> Iterator[Finding]:
    """Compare the whole texts, and the sentences one by one if there are as many; yield the first opposite."""
    spans = [((0, len(view.source)), (0, len(view.target)))]
    if pairs and 1 < len(pairs[0].spans) == len(pairs[1].spans) <= _MANY:
        spans.extend(zip(pairs[0].spans, pairs[1].spans, strict=True))
    for left, right in spans:
        source, target = view.source[slice(*left)], view.target[slice(*right)]
        if ENGLISH_STRONG.search(target) or JAPANESE_STRONG.search(_blank(IDIOMS_JA, source)):
            continue
        for first, second in (*OPPOSITES, *MORE_OPPOSITES):
            for (left_ja, left_en, _), (right_ja, _, right_en) in ((first, second), (second, first)):
                said = left_ja.search(source)
                if not said or right_ja.search(source):
                    continue
                found = right_en.search(target)
                if found and not left_en.search(target):
                    message = f"the source says {said[0]}, the target says the opposite: “{found[0]}”"
                    marks = [_shifted(said, left)], [_shifted(found, right)]
                    yield view.finding("polarity", "warning", message, *marks)
                    return
