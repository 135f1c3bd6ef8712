"""Facts that the other side says in a way that no value shows: 正代ら4人 and "Shodai and three others"."""

from __future__ import annotations

import re

from align.check.view import BeadView
from align.facts.values import DateValue, Quantity, TimeValue
from align.model import Fact

_IDIOM = re.compile(
    r"\b(?:whole nine yards|starting (?:eleven|xi)|first eleven|cloud nine|nine[- ]to[- ]five|nine times out of ten|"
    r"ten to one|one hundred percent|a hundred percent|100 percent sure|catch-22|twenty-twenty|fifty-fifty|50-50|24/7|"
    r"twenty-four seven|high five|take five|forty winks|third degree|sixth sense|seventh heaven|eleventh hour|"
    r"second thoughts?|at sixes and sevens)\b",
    re.I,
)
_NEAR = 24
"""Characters about a number in which an idiom is looked for."""
_MOST_FACTS = 200
"""Facts of a bead above which they are not compared with each other: a table has no idioms."""
_AROUND = {"アラサー": 30, "アラフォー": 40, "アラフィフ": 50, "アラ還": 60, "古希": 70, "喜寿": 77, "米寿": 88,
           "還暦": 60, "傘寿": 80, "卒寿": 90, "白寿": 99, "イレブン": 11, "ダース": 12}  # fmt: skip
"""Japanese words that say a number."""
_SPOKEN_DAYS = ("マンデー", "チューズデー", "ウェンズデー", "サーズデー", "フライデー", "サタデー", "サンデー")
_WEEKDAYS = re.compile("[月火水木金土日](?:曜日?)?[~～〜-][月火水木金土日]")
_TWO_AWAY = re.compile(
    "翌々[日週月年]|前々[日週月年]|一昨[日年]|再来[週月年]|先々[週月]|明後日|おととい|おととし|あさって"
)
"""Words for the day, week, month or year that is two away."""
_NIGHT = {0: ("深夜", "真夜中", "夜半", "未明", "夜中", "日付が変わ"), 12: ("正午", "昼", "お昼")}
"""Hours of "midnight" and "noon" -> Japanese words for about that time."""


def said_otherwise(view: BeadView, fact: Fact, *, of_source: bool) -> bool:
    """Tell whether the other side states a fact of one side by an idiom, a sum or a range."""
    japanese = view.from_japanese
    if japanese is None:
        return False
    is_japanese = of_source == (japanese is view)
    value = fact.value
    if not is_japanese:
        start = max(0, fact.span[0] - _NEAR)
        near = _IDIOM.finditer(japanese.target_folded, start, fact.span[1] + _NEAR)
        if any(match.start() <= fact.span[0] < match.end() for match in near):
            return True
        if isinstance(value, TimeValue):
            return any(word in japanese.source for word in _NIGHT.get(value.hour % 24, ()))
        if isinstance(value, DateValue):
            return value.weekday is not None and _SPOKEN_DAYS[value.weekday] in japanese.source
        if isinstance(value, Quantity):
            if value.number == 2 and fact.kind == "duration" and _TWO_AWAY.search(japanese.source):
                return True
            return any(number == value.number and word in japanese.source for word, number in _AROUND.items())
        return False
    if len(japanese.source_facts) + len(japanese.target_facts) > _MOST_FACTS:
        return False
    if isinstance(value, Quantity):
        return _once(value, japanese.target_folded) or _with_others(value, fact, japanese)
    return isinstance(value, DateValue) and _lasts(value, japanese)


_ONCE = {
    "/day": "daily|every day|each day|a day|per day", "/week": "weekly|every week|each week|a week|per week",
    "/month": "monthly|every month|each month|a month|per month",
    "/year": "annual(?:ly)?|yearly|every year|each year|a year|per year", "/h": "hourly|every hour|an hour|per hour",
}  # fmt: skip
"""Span -> English words for once in it."""


def _once(value: Quantity, text: str) -> bool:
    """Tell whether the text says that something happens once in a span: 1日1回, "daily"."""
    words = _ONCE.get(value.unit, "") if value.number == 1 else ""
    return bool(words) and bool(re.search(rf"\b(?:{words})\b", text, re.I))


def _with_others(value: Quantity, fact: Fact, japanese: BeadView) -> bool:
    """Tell whether the target names one of the people and counts the others: 正代ら4人, "Shodai and three others"."""
    if not re.search("(?:ら|など|たち|ほか|計)$", japanese.source_folded[max(0, fact.span[0] - 3) : fact.span[0]]):
        return False
    others = [
        one for one in japanese.target_facts if isinstance(one.value, Quantity) and one.value.number == value.number - 1
    ]
    return any(re.match(r"\s(?:\w+\s){0,2}others?\b", japanese.target_folded[one.span[1] :], re.I) for one in others)


def _lasts(value: DateValue, japanese: BeadView) -> bool:
    """Tell whether the target says how long it lasts until this day: 3日から5日まで, "three days from June 3"."""
    if value.day is None:
        return False
    days = [
        one.value.day
        for one in japanese.source_facts
        if isinstance(one.value, DateValue) and one.value.day is not None and one.value.day < value.day
    ]
    lengths = {
        one.value.number
        for one in japanese.target_facts
        if isinstance(one.value, Quantity) and one.value.unit.split("|")[0] == "day"
    }
    return any(value.day - day + 1 in lengths for day in days)


def gives_weekday_range(view: BeadView) -> bool:
    """Tell whether the Japanese text names days of the week by a range: 月～金曜."""
    japanese = view.from_japanese
    return japanese is not None and bool(_WEEKDAYS.search(japanese.source_folded))


def is_one_in(view: BeadView, left: Fact, right: Fact) -> bool:
    """Tell whether one of two facts is a share and the other what it is one of: 100万分の1, "one in a million"."""
    for share, whole, text in ((left, right, view.target_folded), (right, left, view.source_folded)):
        a, b = share.value, whole.value
        if isinstance(a, Quantity) and isinstance(b, Quantity) and b.number > 1 and abs(a.number * b.number - 1) < 1e-6:
            return bool(
                re.search(
                    r"\b(?:in|of|every)\s(?:an?\s|every\s)?$|\b1\s?[:/]\s?$",
                    text[max(0, whole.span[0] - 12) : whole.span[0]],
                )
            )
    return False


def is_same_limit(left: Fact, right: Fact) -> bool:
    """Tell whether two limits of whole numbers are the same: 13以上 and "more than 12", 1人以下 and "less than two"."""
    a, b = left.value, right.value
    if not (isinstance(a, Quantity) and isinstance(b, Quantity)) or a.number % 1 or b.number % 1:
        return False
    for one, other in ((a, b), (b, a)):
        step = {(">=", ">"): 1, ("<=", "<"): -1}.get((one.bound, other.bound))
        if step is not None and one.number - other.number == step:
            return True
    return False
