"""Two facts that change places: 大人800円、学生400円 against "400 yen for adults, 800 yen for students"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from align.check.asserted import firm
from align.check.view import BeadView
from align.check.wording import shortened
from align.facts.matching import check_of
from align.facts.values import DateValue, Quantity
from align.model import BeadLinks, Fact, Finding, Span

_MOST = 12
"""Facts. A longer list is a table; which number belongs to what is not told by its words."""
_BORDER = re.compile(r"[、。，,;；:：.!?()（）\n]|\band\b|\bor\b|\bwhile\b|と|や|及び|および")
_RANGE_JA = re.compile(r"\s?(?:から|~|-|より|ないし|→)\s?")
_RANGE_EN = re.compile(r"\s?(?:to|through|until|till|-|and|→)\s?")
_AGREED = tuple[Fact, Fact]


def swaps(view: BeadView, check: str) -> Iterator[Finding]:
    """Yield two agreeing facts of one measure that stand in the other order in the target."""
    pairs = [pair for pair in view.matched.agreeing if check_of(pair[0]) == check and firm(pair[0]) and firm(pair[1])]
    if not 2 <= len(pairs) <= _MOST:
        return
    counts = Counter(fact.value for pair in pairs for fact in (pair[0],))
    pairs = sorted((pair for pair in pairs if counts[pair[0].value] == 1), key=lambda pair: pair[0].span)
    for first, second in combinations(pairs, 2):
        if first[1].span > second[1].span and _alike(first, second) and _comparable(view, first, second):
            left, right = (first[0], second[0]), (second[1], first[1])
            message = (
                f"{left[0].text} and {left[1].text} may have changed places: "
                f"“{shortened(view.target[right[0].span[0] : right[1].span[1]], 60)}”"
            )
            yield view.finding(check, "warning", message, [one.span for one in left], [one.span for one in right])
            return


_LISTED_JA = re.compile(r"[^。()（）「」]{0,16}(?:[、,・]|と|及び|および|で、)[^。()（）「」]{0,16}")
_LISTED_EN = re.compile(r"[^.()\d]{0,40}(?:[,;]|\band\b|\bbut\b)[^.()\d]{0,24}")
_DEPENDS = re.compile(
    r"\b(?:of|in|including|until|since|except|who|which|that|from|among|out|per|during|after|before|by|across|within)\b"
)


def _comparable(view: BeadView, first: _AGREED, second: _AGREED) -> bool:
    """Tell whether the two stand in a list or a range on both sides.

    33世帯56人 may stand in any order.
    """
    between = (
        view.source_folded[first[0].span[1] : second[0].span[0]],
        view.target_folded[second[1].span[1] : first[1].span[0]],
    )
    if view.from_japanese is not view:
        between = between[::-1]
    if _RANGE_JA.fullmatch(between[0]) and _RANGE_EN.fullmatch(between[1]):
        return True
    listed = _LISTED_JA.fullmatch(between[0]) and _LISTED_EN.fullmatch(between[1])
    return bool(listed) and not _DEPENDS.search(between[1])


def _alike(first: _AGREED, second: _AGREED) -> bool:
    a, b = first[0].value, second[0].value
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return a.unit == b.unit and a.ordinal == b.ordinal
    if isinstance(a, DateValue) and isinstance(b, DateValue):
        names = ("year", "month", "day", "weekday", "quarter")
        return all((getattr(a, name) is None) == (getattr(b, name) is None) for name in names)
    return type(a) is type(b)


def swap_evidence(view: BeadView, finding: Finding, links: BeadLinks | None) -> dict[str, float]:
    """Return the features of two facts that may have changed places: a range, and what the words about them say."""
    source, target = finding.source_spans, finding.target_spans
    between = view.source_folded[source[0][1] : source[1][0]], view.target_folded[target[0][1] : target[1][0]]
    found = {
        "swap": 1.0,
        "swap range": float(
            any(one.fullmatch(between[0]) for one in (_RANGE_JA, _RANGE_EN))
            and any(one.fullmatch(between[1]) for one in (_RANGE_JA, _RANGE_EN))
        ),
        "swap near": float(len(between[0]) < 12 and len(between[1]) < 40),
    }
    if links is not None:
        left = [_about(view.source_folded, span, view.source_facts) for span in source]
        right = [_about(view.target_folded, span, view.target_facts) for span in target]
        # target[0] is the fact that agrees with source[1]: the words of a true swap lie straight,
        # not crossed.
        straight = (_joined(links, left[0], right[0]) + _joined(links, left[1], right[1])) / 2
        crossed = (_joined(links, left[0], right[1]) + _joined(links, left[1], right[0])) / 2
        found |= {
            "swap straight": straight,
            "swap crossed": crossed,
            "swap gain": max(0.0, straight - crossed),
            "swap loss": max(0.0, crossed - straight),
        }
    return found


def _about(text: str, span: Span, facts: Sequence[Fact]) -> list[Span]:
    """Return the text before and behind a fact, up to the next border or fact on either side."""
    before = max([fact.span[1] for fact in facts if fact.span[1] <= span[0]], default=0)
    behind = min([fact.span[0] for fact in facts if fact.span[0] >= span[1]], default=len(text))
    borders = [match.span() for match in _BORDER.finditer(text, before, behind)]
    start = max([end for _, end in borders if end <= span[0]], default=before)
    end = min([first for first, _ in borders if first >= span[1]], default=behind)
    return [(start, span[0]), (span[1], end)]


def _joined(links: BeadLinks, left: Sequence[Span], right: Sequence[Span]) -> float:
    return max(
        (link.probability for link in links.links if _inside(link.source[0], left) and _inside(link.target[0], right)),
        default=0.0,
    )


def _inside(place: Span, windows: Sequence[Span]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in windows)
