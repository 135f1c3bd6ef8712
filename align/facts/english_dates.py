"""Dates and times of an English text. Each form has one reader."""

from __future__ import annotations

import re

from align.facts.english_numbers import score_facts
from align.facts.english_patterns import DAY, ERAS, MONTH, MONTHS, PART, PARTS, VERSION, WEEKDAYS, YEAR
from align.facts.english_units import hour_word, words_at
from align.facts.readers import FactReader, Match, RawFact
from align.facts.values import DateValue, TimeValue


def _month(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")[:3]]


def _day(word: str) -> int:
    return int(word.rstrip("stndrh"))


def _date(match: Match, value: DateValue) -> list[RawFact]:
    return [("date", value, match.start(), match.end())]


def _era(_text: str, match: Match) -> list[RawFact]:
    name, number = match[0].lower().split()
    return _date(match, DateValue(ERAS[name] + (1 if number == "first" else int(number)), era=True))


def _fiscal(_text: str, match: Match) -> list[RawFact]:
    digits = re.search(r"\d{2,4}", match[0])
    year = int(digits[0]) if digits else 0
    return _date(match, DateValue(year + 2000 if year < 100 else year, fiscal=True))


def _fiscal_ending(_text: str, match: Match) -> list[RawFact]:
    return _date(match, DateValue(int(match["fyyear"]) - 1, fiscal=True))


def _monthday(text: str, match: Match) -> list[RawFact]:
    year = int(match["y1"]) if match["y1"] else None
    first = DateValue(year, _month(match["m1"]), _day(match["d1"]))
    found: list[RawFact] = [("date", first, match.start(), match.end())]
    tail = re.compile(
        rf"\s?(?:-|to|and|through)\s?({DAY})(?![\d:.]|\s(?:{MONTH}|[a-z]*\s?[ap]\.m))(?:,?\s({YEAR})\b)?"
    ).match(text, match.end())
    if tail and (
        " " not in tail[0].strip() or tail[2] or text[tail.end() : tail.end() + 1] in (",", ".", "", ";", ")")
    ):
        year = int(tail[2]) if tail[2] else year
        found[0] = ("date", DateValue(year, first.month, first.day), match.start(), match.end())
        found.append(("date", DateValue(year, first.month, _day(tail[1])), tail.start(1), tail.end()))
    return found


def _daymonth(_text: str, match: Match) -> list[RawFact]:
    year = int(match["y2"]) if match["y2"] else None
    return _date(match, DateValue(year, _month(match["m2"]), _day(match["d2"])))


def _third(text: str, start: int) -> int | None:
    before = PART.search(text, max(0, start - 18), start)
    return PARTS[" ".join(before[1].lower().split())] if before else None


def _monthyear(text: str, match: Match) -> list[RawFact]:
    return _date(match, DateValue(int(match["y3"]), _month(match["m3"]), third=_third(text, match.start())))


def _monthonly(text: str, match: Match) -> list[RawFact]:
    return _date(match, DateValue(month=_month(match[0]), third=_third(text, match.start())))


def _iso(text: str, match: Match) -> list[RawFact]:
    if "." in match[0] and VERSION.search(text, max(0, match.start() - 12), match.start()):
        return [("acronym", match[0], match.start(), match.end())]
    year, month, day = (int(part) for part in re.split(r"[-/.]", match[0]))
    return _date(match, DateValue(year, month, day))


def _slash(_text: str, match: Match) -> list[RawFact]:
    month, day, year = (int(part) for part in match[0].split("/"))
    if month > 12:
        month, day = day, month
    return _date(match, DateValue(year, month, day)) if month <= 12 else []


def _weekday(_text: str, match: Match) -> list[RawFact]:
    word = match[0].lower().strip("().")
    return _date(match, DateValue(weekday=next(i for i, name in enumerate(WEEKDAYS) if name.startswith(word[:3]))))


def _ampm(_text: str, match: Match) -> list[RawFact]:
    def value(hour: str, minute: str | None) -> TimeValue:
        number = int(hour) % 12 + (12 if match["half"] == "p" else 0)
        return TimeValue(number if int(hour) <= 12 else int(hour), int(minute or 0))

    first = value(match["ah"], match["am"])
    if match["ah2"]:
        second = value(match["ah2"], match["am2"])
        if first.hour > second.hour and first.hour >= 12:
            first = TimeValue(first.hour - 12, first.minute)
        return [("time", first, match.start(), match.end("ah")), ("time", second, match.start("ah2"), match.end())]
    return [("time", first, match.start(), match.end())]


def _clock(_text: str, match: Match) -> list[RawFact]:
    hour, minute = (int(part) for part in match[0].split(":")[:2])
    half = "?" if 1 <= hour <= 12 and not match[0].startswith("0") else ""
    return [("time", TimeValue(hour, minute, half), match.start(), match.end())]


def _military(_text: str, match: Match) -> list[RawFact]:
    return [("time", TimeValue(int(match[0][:2]), int(match[0][2:])), match.start(), match.end())]


def _noon(_text: str, match: Match) -> list[RawFact]:
    return [("time", TimeValue(0 if match[0].lower() == "midnight" else 12), match.start(), match.end())]


def _quarter(_text: str, match: Match) -> list[RawFact]:
    return _date(match, DateValue(quarter=int(match[0][1])))


def _oclock(_text: str, match: Match) -> list[RawFact]:
    return [("time", TimeValue(hour_word(match[0].split()[0]), 0, "?"), match.start(), match.end())]


def _past(text: str, match: Match) -> list[RawFact]:
    minutes = {"half": 30, "quarter": 15}.get(match["pm"].lower()) or hour_word(match["pm"])
    hour = hour_word(match["ph"])
    if not 1 <= hour <= 12 or (match["pw"] == "to" and match["pm"].lower() == "half"):
        return words_at(text, match.start(), match.end("pm"))
    if match["pw"] == "to" and match["pm"].isdigit() and match["ph"].isdigit():
        return score_facts(text, match.span("pm"), match.span("ph"))
    if match["pw"] == "to":
        if match["pm"].lower() != "quarter":
            return words_at(text, match.start(), match.end("pm"))
        hour, minutes = (hour - 2) % 12 + 1, 60 - minutes
    return [("time", TimeValue(hour, minutes, "?"), match.start(), match.end())]


def _decade(_text: str, match: Match) -> list[RawFact]:
    digits = match[0].strip("'s")
    return _date(match, DateValue(int(digits), decade=True))


DATE_READERS: dict[str, FactReader] = {
    "era": _era,
    "fiscal": _fiscal,
    "fyending": _fiscal_ending,
    "monthday": _monthday,
    "daymonth": _daymonth,
    "monthyear": _monthyear,
    "month": _monthonly,
    "iso": _iso,
    "slash": _slash,
    "weekday": _weekday,
    "quarter": _quarter,
    "ampm": _ampm,
    "clock": _clock,
    "military": _military,
    "noon": _noon,
    "oclock": _oclock,
    "past": _past,
    "decade": _decade,
}
"""The name of a group of `START` -> the reader of what it matched."""
