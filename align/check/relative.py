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


_START = "(?:beginning|start) of (?:the |each |every |this |next )?(?:following |next |same |fiscal |calendar )?{}"
_END = "(?:end|close) of (?:the |each |every |this |next )?(?:following |next |same |fiscal |calendar )?{}"
GROUPS: tuple[tuple[_Said, ...], ...] = (
    _turns("day", "前日|(?<!一)昨日", "当日|同日|本日|今日", "翌日|明日|あくる日"),
    (
        _said("(?<!一)昨日", "yesterday|(?:last|previous) (?:day|night)|the day before|ago", "yesterday"),
        _said("今|本日|きょう|当日|現在|いま|近年|最近", "today|now|this|current|present|tonight", "today"),
        _said("(?<![証説])明日(?!香)", "tomorrow|(?:next|following) day|later", "tomorrow"),
    ),
    _turns("week", "先週|前週", "今週(?!末)|同週", "来週|翌週"),
    _turns("month", "先月|前月", "今月|当月|同月|本月", "来月|翌月"),
    _turns(
        "(?:fiscal |financial |business |school )?year",
        "(?<!一)昨年|去年|前年|昨季",
        "今年|本年|今季|当年",
        "来年|翌年|来季",
    ),
    (
        _said("一昨年|おととし", "before last|two years|previous|prior", "year before last"),
        _said("(?<!一)昨年|去年", "last|previous|past|prior|preceding|earlier|ago|before", "last year"),
    ),
    (
        _said(
            "月初|月の?(?:初め|はじめ|頭)|上旬|初旬|1日|一日", "beginning|start|early|first|1st", _START.format("month")
        ),
        _said(
            "月の?(?:末|終わり)|下旬|晦日|まで|3[01]日",
            "end|late|later|latter|last|closing|through",
            _END.format("month"),
        ),
    ),
    (
        _said(
            "年度?(?:当初|始め|初め|はじめ|の初頭)|年[初始頭]|初頭",
            "beginning|start|early|first|New Year",
            _START.format("year"),
        ),
        _said(
            "年度?の?(?:末|終わり|暮れ)|年内|まで", "end|late|later|latter|last|closing|through", _END.format("year")
        ),
    ),
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


_LATER_JA, _EARLIER_JA = re.compile(r"\s?(?:間)?後(?!半|退|期)"), re.compile(r"\s?(?:間)?前(?!半|後|期|進|提)")
_LATER_EN = re.compile(r"\s(?:later|after|afterwards?|from now|hence)\b")
_EARLIER_EN = re.compile(r"\s(?:earlier|ago|before|beforehand|prior|previously)\b")


_ONE_JA = r"(?<![\d〇一二三四五六七八九十])[1一]\s?(?:日|週間|[かヶカ]月|年|時間){}"
_ONE_EN = r"\b(?:an?|one)\s(?:day|week|month|year|hour)\s(?:{})\b"
_ONE_LATER = re.compile(_ONE_JA.format("後(?!半|退)")), re.compile(_ONE_EN.format("later|after|from now|hence"))
_ONE_EARLIER = re.compile(_ONE_JA.format("前(?!半|後)")), re.compile(_ONE_EN.format("earlier|ago|before|prior"))


def turned_spans(view: BeadView) -> Iterator[tuple[Span, Span]]:
    """Yield the places of spans of which one side says that they are over, the other that they are to come.

    3日後 and "three days earlier"; Japanese is the source of `view` and comes first.
    """
    for one, two in view.matched.agreeing:
        if one.kind != "duration" or two.kind != "duration":
            continue
        for said, turned in ((_LATER_JA, _EARLIER_EN), (_EARLIER_JA, _LATER_EN)):
            found, reply = said.match(view.source_folded, one.span[1]), turned.match(view.target_folded, two.span[1])
            if found and reply:
                yield (one.span[0], found.end()), (two.span[0], reply.end())
    for (here, answer), (other, wrong) in ((_ONE_LATER, _ONE_EARLIER), (_ONE_EARLIER, _ONE_LATER)):
        left, right = here.search(view.source_folded), wrong.search(view.target_folded)
        if left and right and not answer.search(view.target_folded) and not other.search(view.source_folded):
            yield left.span(), right.span()
