"""Dates and times of a Japanese text. Each form has one reader."""

from __future__ import annotations

import re

from align.facts.japanese_patterns import (
    AFTER,
    BEFORE,
    BOUND_AFTER,
    BOUND_BEFORE,
    CLOCK_HALF,
    DAY,
    DOTTED,
    ERAS,
    HOUR,
    MONTH,
    PAREN_DAY,
    QUARTER,
    SPAN_WORD,
    THIRD,
    THIRDS,
    WEEKDAYS,
    YEAR,
)
from align.facts.readers import FactReader, Match, RawFact
from align.facts.values import DateValue, Quantity, TimeValue
from align.text.numerals import whole_number


def small(text: str) -> int:
    """A small numeral; 元 is 1."""
    return 1 if text == "元" else whole_number(text)


def _era(text: str, match: Match) -> list[RawFact]:
    name = match[0][:2]
    year = ERAS[name] + small(match[0][2:].strip())
    return _date_from_year(text, match.start(), match.end(), year, era=True)


_VERSION = re.compile(r"(?:バージョン|版|[Vv]er\.?|\b[vV])\s?$")
"""What stands before 2024.11.5 where it is no date."""


def _iso(text: str, match: Match) -> list[RawFact]:
    if "." in match[0] and _VERSION.search(text, max(0, match.start() - 8), match.start()):
        return [("acronym", match[0], match.start(), match.end())]
    year, month, day = (int(part) for part in re.split(r"[-/.]", match[0]))
    return [("date", DateValue(year, month, day), match.start(), match.end())]


def _date_from_year(text: str, start: int, end: int, year: int, *, era: bool) -> list[RawFact]:
    """Read what follows a year: month, day, fiscal year, quarter. `end` is where the year ends."""
    month = day = third = None
    fiscal = False
    if dotted := DOTTED.match(text, end):
        month, day, end = int(dotted[1]), int(dotted[2]) if dotted[2] else None, dotted.end()
    elif head := YEAR.match(text, end):
        end = text.index("年", end) + 1 if not head["nendo"] else head.end("nendo")
        fiscal = bool(head["nendo"])
        if not fiscal and (found := MONTH.match(text, head.end())):
            month, end = small(found["month"]), found.end()
            if month == 3 and text.startswith("期", end):
                return [("date", DateValue(year - 1, fiscal=True, era=era), start, end + 1)]
            if inner := DAY.match(text, end):
                day, end = small(inner["day"]), inner.end()
            elif part := THIRDS.match(text, end):
                third, end = THIRD[part[1]], part.end()
        elif quarter := QUARTER.match(text, head.end()):
            if text.startswith("累計", quarter.end()):
                value = DateValue(year, fiscal=fiscal, era=era)
                return [
                    ("date", value, start, head.end()),
                    _to_date(small(quarter[1]), quarter.start(1), quarter.end()),
                ]
            value = DateValue(year, quarter=small(quarter[1]), fiscal=fiscal, era=era)
            return [("date", value, start, quarter.end())]
    value = DateValue(year, month, day, fiscal=fiscal, third=third, era=era)
    return with_weekday(text, value, start, end)


def with_weekday(text: str, value: DateValue, start: int, end: int) -> list[RawFact]:
    """A date, and the weekday in brackets behind it; [] if month or day do not exist."""
    if (value.month is not None and not 1 <= value.month <= 12) or (value.day is not None and not 1 <= value.day <= 31):
        return []
    if value.day is not None and (match := PAREN_DAY.match(text, end)):
        weekday = DateValue(weekday=WEEKDAYS[match[1]])
        return [("date", value, start, end), ("date", weekday, match.start(1), match.end(1))]
    return [("date", value, start, end)]


def _clock(text: str, match: Match) -> list[RawFact]:
    hour, minute = int(match[0].split(":")[0]), int(match[0].split(":")[1])
    if hour > 30:
        return []
    return [time_fact(text, match.start(), match.end(), hour, minute)]


def time_fact(text: str, start: int, end: int, hour: int, minute: int) -> RawFact:
    """A time of day, with a 午前 or 午後 that stands before it."""
    half = "?" if 1 <= hour <= 12 else ""
    if before := CLOCK_HALF.search(text, max(0, start - 5), start):
        start = before.start()
        if before[1] in ("午後", "夜", "夕方", "今夜", "昨夜") and hour < 12:
            hour += 12
        elif before[1] in ("午前", "深夜", "未明") and hour == 12:
            hour = 0
        half = (
            "" if before[1] in ("午前", "午後", "夕方", "未明", "早朝", "朝", "今朝") or hour > 12 or hour < 6 else "?"
        )
    return ("time", TimeValue(hour, minute, half), start, end)


def _noon(text: str, match: Match) -> list[RawFact]:
    if match[0] == "正午":
        return [("time", TimeValue(12), match.start(), match.end())]
    minute = 30 if match[0].endswith("半") else small(match[0].removeprefix("零時").rstrip("分") or "〇")
    return [time_fact(text, match.start(), match.end(), 0, minute)]


def _weekday(text: str, match: Match) -> list[RawFact]:
    end = match.end() + text.startswith("日", match.end())
    return [("date", DateValue(weekday=WEEKDAYS[match[0][0]]), match.start(), end)]


def _to_date(quarter: int, start: int, end: int) -> RawFact:
    """Read 第3四半期累計 as nine months."""
    return ("duration", Quantity(3 * quarter, "month", soft=quarter == 2), start, end)


def _quarter(text: str, match: Match) -> list[RawFact]:
    number = small(match[0].strip("第四半期 ") or "四")
    if text.startswith("累計", match.end()):
        return [_to_date(number, match.start(), match.end())]
    return [("date", DateValue(quarter=number), match.start(), match.end())]


def year_facts(text: str, match: Match, number: float) -> list[RawFact]:
    """Read a number before 年: a year, a decade or a duration."""
    start, end = match.start(), match.end()
    behind = text.index("年", end) + 1
    if text.startswith("代", behind):
        value = DateValue(int(number), decade=True)
        return [("date", value, start, behind + 1)]
    four = 1000 <= number <= 2200
    if four and not text.startswith(("前", "後", "間"), behind):
        return _date_from_year(text, start, end, int(number), era=False)
    if text.startswith("半", behind):
        return [("duration", Quantity(number + 0.5, "year", quantum=0.5), start, behind + 1)]
    if number <= 64 and MONTH.match(text, behind):
        return _date_from_year(text, start, end, -int(number), era=True)
    if text.startswith("度", behind):
        value = DateValue(-int(number), fiscal=True, era=True)
        return [("date", value, start, behind + 1)]
    school = number <= 6 and (
        text.startswith(("生", "次"), behind) or text[start - 1 : start] + text[behind : behind + 1] == "()"
    )
    span = SPAN_WORD.match(text, behind)
    bound = bounds(text, start, span.start() if span else behind)
    return [
        ("duration", Quantity(number, "year", bound=bound, soft=school or (number == 1 and not span)), start, behind)
    ]


def calendar_facts(text: str, match: Match, number: float) -> list[RawFact]:
    """Read a number before 月, 日 or 時; [] where it is neither date nor time."""
    start, end = match.start(), match.end()
    if hour := HOUR.match(text, end):
        if number > 30:
            return []
        minute = 30 if hour["half"] else small(hour["minute"] or "〇")
        return [time_fact(text, start, hour.end(), int(number), minute)]
    if month := re.compile(r"\s?月(?!間)").match(text, end):
        day = third = None
        stop = month.end()
        if found := DAY.match(text, stop):
            day, stop = small(found["day"]), found.end()
        elif part := THIRDS.match(text, stop):
            third, stop = THIRD[part[1]], part.end()
        return with_weekday(text, DateValue(month=int(number), day=day, third=third), start, stop)
    if day_match := re.compile(r"\s?日(?!本|間|経|米|中|韓|程|報|常)").match(text, end):
        if SPAN_WORD.match(text, day_match.end()) or number > 31:
            value = Quantity(number, "day", bound=bounds(text, start, day_match.end()))
            return [("duration", value, start, day_match.end())]
        soft = match[0] in ("一", "1")
        return with_weekday(text, DateValue(day=int(number), soft=soft), start, day_match.end())
    return []


def bounds(text: str, start: int, end: int) -> str:
    """The bound that a word before or after a number sets: "~", ">", ">=", "<", "<=" or ""."""
    if text[start - 2 : start] == "震度":
        return ""
    if after := AFTER.match(text, end):
        return BOUND_AFTER[after[1]]
    if before := BEFORE.search(text, max(0, start - 6), start):
        return BOUND_BEFORE.get(before[1], "~")
    return ""


DATE_READERS: dict[str, FactReader] = {
    "era": _era,
    "iso": _iso,
    "clock": _clock,
    "noon": _noon,
    "weekday": _weekday,
    "quarter": _quarter,
}
"""The name of a group of the patterns -> the reader of what it matched."""
