"""Quantities and durations of a Japanese text. Each form has one reader."""

from __future__ import annotations

import re

from align.facts import units
from align.facts.japanese_dates import bounds, calendar_facts, small, with_weekday, year_facts
from align.facts.japanese_patterns import (
    AGES,
    AVERAGE,
    CURRENCY,
    DEGREES,
    HALVES,
    HOURS,
    HOW_OFTEN,
    LENGTH,
    MILITARY,
    NUMBERED,
    OFTEN_AFTER,
    PER,
    PER_SIGN,
    PER_SPAN,
    PER_UNITS,
    PERCENT_OF_BUN,
    RUN,
    SCORE,
    SECONDS,
    SLASHED,
    SPAN_WORD,
    SUFFIX,
    YEARLY,
)
from align.facts.readers import FactReader, Match, RawFact
from align.facts.values import DateValue, Quantity, TimeValue
from align.text.numerals import KANJI_DIGITS, VULGAR, Numeral, japanese_numeral, tidy


def _half_span(_text: str, match: Match) -> list[RawFact]:
    number, unit = HALVES[match[0].rstrip("間")]
    return [("duration", Quantity(number, unit, soft=True), match.start(), match.end())]


def _half(_text: str, match: Match) -> list[RawFact]:
    soft = Quantity(0.5, soft=True, quantum=0.1, bound=">" if match[0].startswith("過") else "")
    return [("quantity", soft, match.start(), match.end())]


def _soft(_text: str, match: Match) -> list[RawFact]:
    word = match[0]
    if word in ("両", "双方", "倍", "倍増"):
        value = Quantity(2, "x|" if word == "倍増" else "", soft=True)
    elif word.startswith(("初", "最初")):
        value = Quantity(1, soft=True, ordinal=True)
    else:
        return []
    return [("quantity", value, match.start(), match.end())]


_SHARE = re.compile(r"(?:(\d+)[\sと]*)??(?:(\d{1,2})/(\d{1,2})|([^\d\s]))")


def _mixed(text: str, match: Match) -> list[RawFact]:
    """Read ½, 1½ and 3/4 in 3/4カップ."""
    parts = _SHARE.fullmatch(match[0])
    if parts is None:
        return []
    whole = int(parts[1] or 0)
    share = VULGAR[parts[4]] if parts[4] else int(parts[2]) / int(parts[3])
    unit, stop, _ = _unit_after(text, match.end())
    value = Quantity(tidy(whole + share), unit, quantum=0.01, soft=share == 0.5 and not whole and not unit)
    return [("quantity", value, match.start(), stop)]


def _ratio(_text: str, match: Match) -> list[RawFact]:
    high, low = sorted(map(int, match[0].split(":")), reverse=True)
    return [("quantity", Quantity(high * 1000 + low, "score", soft=True), match.start(), match.end())]


def _often(_text: str, match: Match) -> list[RawFact]:
    """Read 隔週 as once in two weeks."""
    return [("quantity", Quantity(0.5, PER[match[0][1]], quantum=0.01, soft=True), match.start(), match.end())]


def _vague(text: str, match: Match) -> list[RawFact]:
    parsed = japanese_numeral(match[0].replace("数", "").strip("何"))
    if parsed is None or parsed[0] < 1:
        return []
    unit, end, _ = _unit_after(text, match.end())
    value = Quantity(len(str(int(parsed[0]))) - 1, unit=unit, vague=True)
    return [("quantity", value, match.start(), end)]


def _unit_after(text: str, place: int) -> tuple[str, int, bool]:
    """The unit after a number, where it ends, and whether a 半 adds a half."""
    if suffix := SUFFIX.match(text, place):
        half = bool(suffix["half"] or suffix["chalf"])
        return units.JAPANESE.get(suffix["unit"] or "", ""), suffix.end(), half
    return "", place, False


def _number(text: str, match: Match) -> list[RawFact]:
    run, start, end = match[0].rstrip(), match.start(), match.end()
    if len(run) == 8 and run.isdigit() and run.startswith(("19", "20")):
        return [("acronym", run, start, end)]
    if text.startswith("分の", end) and (bottom := japanese_numeral(run)):
        top_match = re.compile(rf"分の\s?({RUN})").match(text, end)
        top = japanese_numeral(top_match[1]) if top_match else None
        if top_match and top and bottom[0]:
            value = Quantity(tidy(top[0] / bottom[0]), quantum=0.01, bound=bounds(text, start, top_match.end()))
            return [("quantity", value, start, top_match.end())]
    if (slashed := SLASHED.match(text, start)) and text[start - 1 : start] != "/":
        month, day = int(slashed[1]), int(slashed[2])
        if 1 <= month <= 12 and 1 <= day <= 31 and (day > 12 or text[slashed.end() :].lstrip().startswith("(")):
            return with_weekday(text, DateValue(month=month, day=day), start, slashed.end())
    if military := MILITARY.match(text, start):
        return [("time", TimeValue(int(military[1]), int(military[2])), start, military.end())]
    if score := SCORE.match(text, start):
        high, low = sorted((int(score[1]), int(score[2])), reverse=True)
        return [("quantity", Quantity(high * 1000 + low, "score"), start, score.end())]
    if start and (average := AVERAGE.match(text, start - 1)):
        return [("quantity", Quantity(tidy(int(average[1]) / 1000), quantum=0.001), start, average.end())]
    parsed = japanese_numeral(run)
    if parsed is None:
        return []
    number = parsed[0]
    if spans := _compound_span(text, start):
        return spans
    after = text[end : end + 2].lstrip()
    if len(run) <= 2 and OFTEN_AFTER.match(text, end):
        return []
    if not set(run) & set("万億兆百"):
        if after.startswith("年") and (found := year_facts(text, match, number)):
            return found
        if after.startswith(("月", "日", "時")) and (found := calendar_facts(text, match, number)):
            return found
        if after.startswith("割"):
            return _tenths(text, match, number)
    return _quantity(text, match, parsed)


def _compound_span(text: str, start: int) -> list[RawFact]:
    """Read a duration or temperature of two units as one quantity: 1時間30分, 9秒98, 2分15秒, 36度5分."""
    if match := DEGREES.match(text, start):
        value = Quantity(tidy(float(f"{match[1]}.{match[2]}")), "C|F|", quantum=0.1)
        return [("quantity", value, start, match.end())]
    if (match := PERCENT_OF_BUN.match(text, start)) and (match[2] or YEARLY.search(text, max(0, start - 6), start)):
        value = Quantity(tidy(small(match[1]) + small(match[2] or "〇") / 10), "%", quantum=0.1 if match[2] else 1)
        return [("quantity", value, start, match.end())]
    if match := LENGTH.match(text, start):
        value = Quantity(tidy(int(match[1]) + int(match[2]) / 100), "m", quantum=0.01)
        return [("quantity", value, start, match.end())]
    if match := HOURS.match(text, start):
        value = Quantity(int(match[1]) * 60 + int(match[2]), "min")
    elif match := SECONDS.match(text, start):
        if match[2]:
            seconds = int(match[1] or 0) * 60 + int(match[2]) + int(match[3]) / 10 ** len(match[3])
        else:
            seconds = int(match[4]) * 60 + int(match[5])
        value = Quantity(tidy(seconds), "s", quantum=0.01)
    else:
        return []
    return [("duration", value, start, match.end())]


def _tenths(text: str, match: Match, number: float) -> list[RawFact]:
    tail = re.compile(
        rf"\s?割(?:\s?(\d|[{KANJI_DIGITS}])\s?分(?!の\s?[\d一二三四五六七八九十])(?:\s?(\d|[{KANJI_DIGITS}])\s?[厘毛])?)?(半)?"
    ).match(text, match.end())
    if tail is None:
        return []
    percent = number * 10 + (small(tail[1]) if tail[1] else 0) + (5 if tail[3] else 0)
    percent += small(tail[2]) / 10 if tail[2] else 0
    value = Quantity(
        tidy(percent),
        "%",
        quantum=0.1 if tail[2] else 1 if tail[1] else 10,
        bound=bounds(text, match.start(), tail.end()),
    )
    return [("quantity", value, match.start(), tail.end())]


def _quantity(text: str, match: Match, parsed: Numeral) -> list[RawFact]:
    run, start, end = match[0], match.start(), match.end()
    number, quantum, scaled = parsed
    if number % 10 == 0 and 10 <= number <= 100 and (aged := AGES.match(text, end)):
        return [("quantity", Quantity(number, "aged", quantum), start, aged.end())]
    unit, stop, half = _unit_after(text, end)
    suffix = text[end:stop]
    ordinal = (
        text[start - 1 : start] == "第"
        or suffix.strip().endswith(("目", "位", "番", "号", "条", "章", "期", "次", "代"))
        or (stop == end and bool(_WHICH.search(text, max(0, start - 6), start)))
    )
    kanji = not any(letter.isdigit() and letter not in KANJI_DIGITS for letter in run)
    if kanji and stop == end and not ordinal and not _is_big(run, number):
        return []
    if half:
        number, quantum = number + 0.5, 0.5
    if suffix.strip() in ("回", "度") and (often := HOW_OFTEN.search(text, max(0, start - 10), start)):
        return [_how_often(number, often, stop)]
    if suffix.strip() == "ダース":
        number, quantum = number * 12, 12
    elif suffix.strip() == "世紀" and number <= 10 and not ordinal and (span := SPAN_WORD.match(text, stop)):
        return [("duration", Quantity(number * 100, "year", bound=bounds(text, start, span.start())), start, stop)]
    if before := CURRENCY.search(text, max(0, start - 4), start):
        unit, start = units.PREFIXES.get(before[1].lower(), unit), before.start()
    limit = bounds(text, start, stop)
    per, start, stop = _given_for(text, unit, start, stop)
    if per and unit == "km|kg|km/h":
        unit = "km" if text[start:].startswith(("時速", "秒速", "分速", "毎")) else "km|kg"
    mark = text[start - 1 : start] + text[end : end + 1] in ("[]", "()") and stop == end
    soft = (
        number == 1
        or mark
        or text.startswith(("制", "平均"), stop)
        or (kanji and number in (0, 2, 3) and unit in ("", "pp|"))
    )
    if unit == "min" and kanji and number == 10:
        return []
    factor, unit = units.resolve(unit)
    value = Quantity(
        tidy(number * factor), unit, quantum, limit, scaled, ordinal, False, soft and not ordinal,
        stop == end and not scaled and "," not in run and not ordinal, per=per, counted=suffix.strip() in _THINGS,
    )  # fmt: skip
    kind = "duration" if unit in ("s", "min", "h", "day", "week", "month", "year") else "quantity"
    return [(kind, value, start, stop)]


_WHICH = re.compile(rf"(?:{NUMBERED})\s?$")
_THINGS = frozenset(
    "人 名 隻 機 台 件 個 匹 頭 羽 冊 社 校 戸 棟 票 つ 世帯 議席 店舗 団体 か所 カ所 ヶ所 箇所".split()
)
"""Counters of things that a unit never answers: 50人 is not "50 percent"."""


def _given_for(text: str, unit: str, start: int, stop: int) -> tuple[str, int, int]:
    """What a number is given for, "" if for nothing, and where the whole begins and ends: 毎分5リットル, 5件/日."""
    if behind := PER_SIGN.match(text, stop):
        per = PER_UNITS.get(behind["span"] or "") or units.SYMBOLS.get(behind["sign"] or "", "")
        return (per, start, behind.end()) if per else ("", start, stop)
    before = PER_SPAN.search(text, max(0, start - 12), start)
    if before is None and unit == "m" and "風速" in text[max(0, start - 12) : start]:
        return "s", start, stop
    if before is None or unit in ("%", "pp|") or "/" in unit.split("|")[0]:
        return "", start, stop
    span = before["each"] or before["speed"] or before["long"]
    if span is None and unit not in ("m", "m/s"):
        return "", start, stop
    return PER_UNITS[span or "秒"], before.start() if before["speed"] or not span else start, stop


def _how_often(number: float, often: Match, end: int) -> RawFact:
    """Read 1日3回 or 週に2回 as a frequency."""
    span = often["long"] or often["span"] or often["each"]
    unit = PER[next(letter for letter in span if letter in PER)]
    if often["count"]:
        number = tidy(number / max(1, small(often["count"])))
    return ("quantity", Quantity(number, unit, quantum=0.01), often.start(), end)


def _is_big(run: str, number: float) -> bool:
    """True if kanji alone are a number: from 11 on.

    Shorter ones and 千, 万 stand in too many words.
    """
    return len(run) >= 2 and number > 10 and any(letter in "十百千万億兆" for letter in run)


NUMBER_READERS: dict[str, FactReader] = {
    "vague": _vague,
    "number": _number,
    "half": _half,
    "halfyear": _half_span,
    "soft": _soft,
    "mixed": _mixed,
    "ratio": _ratio,
    "often": _often,
}
"""The name of a group of the patterns -> the reader of what it matched."""
