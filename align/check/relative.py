"""Expressions of time and degree of which one excludes the others: 昨年 and "this year", 上旬 and "late".

A group lists what may be said. A finding needs a Japanese expression that the English text does not
answer, and an English one of the same group that the Japanese text does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.check.view import BeadView
from align.model import Span

_Said = tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]
"""Japanese expressions, English ones that may answer them, English ones that say nothing else."""


def _said(japanese: str, english: str, clear: str = "") -> _Said:
    answers = re.compile(rf"\b(?:{english})\b", re.I)
    return re.compile(japanese), answers, re.compile(rf"\b(?:{clear})\b", re.I) if clear else answers


def _turns(unit: str, *japanese: str) -> tuple[_Said, ...]:
    """Return the last, the present and the next week, month, year or day."""
    return (
        _said(
            japanese[0],
            rf"(?:last|previous|past|prior|preceding) {unit}|(?:a |the )?{unit} (?:ago|before|earlier)|yesterday|"
            rf"{unit}-on-{unit}|{unit}-over-{unit}|(?:from|than|compared|since|back) .{{0,30}}{unit}",
            rf"(?:last|previous) {unit}",
        ),
        _said(
            japanese[1],
            rf"(?:this|the|current|present|same|that|of) {unit}|(?:the|this) {unit}'s|today|current|now|for the {unit}",
            rf"this {unit}|the same {unit}",
        ),
        _said(
            japanese[2],
            rf"(?:next|following|coming|subsequent|upcoming) {unit}|{unit} (?:after|later|from now)|tomorrow|"
            rf"after (?:a|one) {unit}",
            rf"(?:next|following) {unit}",
        ),
    )


GROUPS: tuple[tuple[_Said, ...], ...] = (
    _turns("day", "前日|昨日", "当日|同日|本日|今日", "翌日|明日|あくる日"),
    _turns("week", "先週|前週", "今週(?!末)|同週", "来週|翌週"),
    _turns("month", "先月|前月", "今月|当月|同月|本月", "来月|翌月"),
    _turns("year", "昨年|去年|前年|昨季", "今年|本年|今季|当年", "来年|翌年|来季"),
    (
        _said(
            "上半期|上期",
            "first[- ]half|first six months|1H|H1|April.{1,9}September|January.{1,9}June|six months",
            "first[- ]half",
        ),
        _said(
            "下半期|下期",
            "(?:second|latter)[- ]half|2H|H2|October.{1,9}March|July.{1,9}December",
            "(?:second|latter)[- ]half",
        ),
    ),
    (
        _said("[来今先翌前同当]月の?(?:上旬|初旬|初め|はじめ|頭)", "early|beginning|start of|first|1st", "early"),
        _said("[来今先翌前同当]月の?(?:中旬|半ば|中頃)", "mid\\w*|middle|around", "mid|middle of"),
        _said(
            "[来今先翌前同当]月の?(?:下旬|末|終わり)", "late|end|later|latter|final|last|close|through", "late|end of"
        ),
    ),
    (
        _said("代の?前半", "early|first half|younger|low\\w*", "early"),
        _said("代の?半ば", "mid\\w*|middle|about|around", "mid"),
        _said("代の?後半", "late|latter|upper|second half|older|high", "late"),
    ),
    (
        _said("震度[56五六]弱", "lower|weak|minus|low", "lower [56]|[56][- ]lower"),
        _said("震度[56五六]強", "upper|strong\\w*|plus|high", "(?:an? )?upper [56]|[56][- ]upper"),
    ),
)


def excluded(view: BeadView) -> Iterator[tuple[Span, Span]]:
    """Yield the places of a Japanese expression and of the English one that stands for another; Japanese first."""
    for group in GROUPS:
        said = [(number, match) for number, one in enumerate(group) if (match := one[0].search(view.source_folded))]
        if not said or len(said) == len(group):
            continue
        stated = {number for number, _ in said}
        for number, match in said:
            if group[number][1].search(view.target_folded):
                continue
            others = (one[2] for place, one in enumerate(group) if place not in stated)
            found = next((other for one in others if (other := one.search(view.target_folded))), None)
            if found:
                yield match.span(), found.span()
                break
