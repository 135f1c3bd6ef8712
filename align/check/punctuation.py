"""Full-width characters, repeated spaces and words, and unmatched brackets in the target."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from align.check.context import Context
from align.check.untranslated import JAPANESE
from align.check.view import BeadView
from align.model import Finding, Span
from align.text.language import is_unspaced

_WIDE = re.compile(r"[！-～、。「」『』【】〔〕〈〉《》・〜　￥]+")
_DOUBLED_SPACE = re.compile(r"(?<=[^\s.!?:])[  ]{2,}(?=\S)")
_DOUBLED_WORD = re.compile(r"\b(the|a|an|of|to|and|in|for|with|is|was|by|on|at|from)\s+\1\b", re.I)
_PAIRS = {"(": ")", "[": "]", "“": "”"}


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield findings on targets that are not Japanese or Chinese."""
    for view in views:
        if not view.bead.target or is_unspaced(view.target_lang):
            continue
        yield from _wide(view)
        text = view.target
        if match := _DOUBLED_SPACE.search(text):
            if "  " not in view.source.strip():
                yield view.finding("punctuation", "warning", "two spaces in a row", [], [match.span()])
        if (match := _DOUBLED_WORD.search(text)) and match[0].split()[0].islower():
            yield view.finding("punctuation", "warning", f"repeated word: “{match[0]}”", [], [match.span()])
        yield from _unclosed(view)


def _wide(view: BeadView) -> Iterator[Finding]:
    if view.target.isascii():
        return
    japanese = [match.span() for match in JAPANESE.finditer(view.target)]
    spans: list[Span] = []
    for match in _WIDE.finditer(view.target):
        if not any(start - 1 <= match.start() and match.end() <= end + 1 for start, end in japanese):
            spans.append(match.span())
    if spans:
        shown = " ".join(view.target[start:end] for start, end in spans[:5])
        yield view.finding("punctuation", "warning", f"full-width characters: {shown}", [], spans)


def _unclosed(view: BeadView) -> Iterator[Finding]:
    for opening, closing in _PAIRS.items():
        opened, closed = view.target.count(opening), view.target.count(closing)
        if opened != closed and not _lists(view.target) and _balanced(view.source_folded):
            message = f"unmatched bracket: {opened} {opening} and {closed} {closing}"
            place = view.target.find(opening if opened > closed else closing)
            yield view.finding("punctuation", "hint", message, [], [(place, place + 1)])


def _lists(text: str) -> bool:
    """Tell whether the text has brackets without a partner: "a)" or smileys."""
    return bool(re.search(r"(?:^|\s)\w{1,3}\)|[:;]-?[()]", text))


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count("「") == text.count("」")
