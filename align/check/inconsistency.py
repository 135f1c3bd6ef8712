"""One source with two targets, and the reverse, across all pairs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from align.check.context import Context
from align.check.view import BeadView
from align.model import Finding

_SHORT = 8
"""A source of fewer characters may well be said in several ways."""


def run(views: Sequence[BeadView], context: Context) -> Iterator[tuple[BeadView, Finding]]:
    """Pairs of a bead and a finding on it; the more frequent form is taken for the right one."""
    whole = [view for view in views if not view.is_null]
    yield from _both(whole, lambda view: _plain(view.source), lambda view: _plain(view.target), "source")
    yield from _both(whole, lambda view: _plain(view.target), lambda view: _plain(view.source), "target")


def _plain(text: str) -> str:
    return re.sub(r"[\s。．.,、:：;；!！?？\"'“”‘’「」]+", " ", text.casefold()).strip()


def _both(
    views: list[BeadView], key: Callable[[BeadView], str], other: Callable[[BeadView], str], side: str
) -> Iterator[tuple[BeadView, Finding]]:
    groups: dict[str, list[BeadView]] = defaultdict(list)
    for view in views:
        groups[key(view)].append(view)
    for name, members in groups.items():
        forms = Counter(other(view) for view in members)
        if len(forms) < 2 or not name:
            continue
        usual = forms.most_common(1)[0][0]
        example = next(view for view in members if other(view) == usual)
        for view in members:
            if other(view) != usual:
                yield view, _finding(view, example, side)


def _finding(view: BeadView, example: BeadView, side: str) -> Finding:
    if side == "source":
        severity = "warning" if len(view.source) >= _SHORT else "hint"
        message = f"the same source has another target elsewhere: “{_cut(example.target)}”"
        return view.finding("inconsistency", severity, message, [], [(0, len(view.target))])
    message = f"the same target stands for another source: 「{_cut(example.source)}」"
    return view.finding("inconsistency", "hint", message, [(0, len(view.source))], [])


def _cut(text: str, width: int = 60) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
