"""One source with two translations, one translation for two sources, one term with two renderings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from align.check.context import Context
from align.check.term_use import term_findings
from align.check.view import BeadView
from align.check.wording import shortened
from align.facts.term_places import folded_text
from align.model import Finding

_SHORT = 8
"""Characters. A shorter source often has several good translations, so its finding is a hint."""
_Numbered = tuple[int, BeadView]
"""The number of an alignment and one of its beads."""


def run_across(pairs: Sequence[Sequence[BeadView]], context: Context) -> Iterator[tuple[int, Finding]]:
    """Yield findings on beads that differ from the most frequent translation of their text."""
    views = [(number, view) for number, pair in enumerate(pairs) for view in pair if not view.is_null]
    for number, view, usual in _deviating(views, _plain_source, _plain_target):
        severity = "warning" if len(view.source) >= _SHORT else "hint"
        message = f"the same source is translated differently elsewhere: “{shortened(usual.target, 60)}”"
        yield number, view.finding("inconsistency", severity, message, [], [(0, len(view.target))])
    for number, view, usual in _deviating(views, _plain_target, _plain_source):
        message = f"the same target translates a different source elsewhere: 「{shortened(usual.source, 60)}」"
        yield number, view.finding("inconsistency", "hint", message, [(0, len(view.source))], [])
    yield from term_findings(pairs, context)


def _deviating(
    views: Sequence[_Numbered], text: Callable[[BeadView], str], translation: Callable[[BeadView], str]
) -> Iterator[tuple[int, BeadView, BeadView]]:
    """Yield each bead without the usual translation: (number, bead, a bead that has it).

    Of two translations that are equally frequent, the first is the usual one.
    """
    groups: dict[str, list[_Numbered]] = defaultdict(list)
    for number, view in views:
        groups[text(view)].append((number, view))
    for name, members in groups.items():
        forms = Counter(translation(view) for _, view in members)
        if len(forms) < 2 or not name:
            continue
        usual = forms.most_common(1)[0][0]
        example = next(view for _, view in members if translation(view) == usual)
        for number, view in members:
            if translation(view) != usual:
                yield number, view, example


def _plain_source(view: BeadView) -> str:
    return _plain(view.source)


def _plain_target(view: BeadView) -> str:
    return _plain(view.target)


def _plain(text: str) -> str:
    """Return the text without what says nothing: width, case, punctuation, final long vowels; ｻｰﾊﾞｰ is サーバ."""
    return re.sub(r"[\s。．.,、:：;；!！?？\"'“”‘’「」]+", " ", folded_text(text)).strip()
