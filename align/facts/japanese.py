"""Dates, times, numbers and designations of a Japanese text.

One expression finds the places that may start a fact; a small reader for each kind takes it from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from align.facts import units
from align.facts.counters import COMPOUNDS, COUNTERS
from align.facts.folding import fold
from align.facts.numbers import KANJI_DIGITS, parse_japanese, tidy
from align.facts.values import DateValue, FactValue, Quantity, TimeValue
from align.model import Fact

Match = re.Match[str]
Found = tuple[str, FactValue | str, int, int]
"""kind, value, start, end."""

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "R": 2018, "H": 1988, "S": 1925}
"""The year before an era's first (National Diet Library, table of eras)."""
WEEKDAYS = {day: number for number, day in enumerate("月火水木金土日")}
ZONES = {
    "日本時間": "JST", "現地時間": "local", "当地時間": "local", "米東部時間": "ET", "東部時間": "ET", "米国東部時間": "ET",
    "協定世界時": "UTC", "グリニッジ標準時": "UTC", "西部時間": "PT", "太平洋時間": "PT", "中部時間": "CT", "世界標準時": "UTC",
}  # fmt: skip

_SMALL = rf"(?:\d{{1,2}}(?!\d)|[{KANJI_DIGITS}十]{{1,3}})"
_RUN = rf"(?:\d|[{KANJI_DIGITS}十百千])(?:[\d{KANJI_DIGITS}十百千万億兆]|,(?=\d{{3}}(?!\d))|(?<=\d)\.(?=\d)|(?<=[万億兆]) (?=\d{1, 4}[万億]))*"
_PLACE = re.compile(rf"[0-9A-Za-z{KANJI_DIGITS}十百千数何半両双初倍正治最過曜零令平昭$¥€£第折]")
"""The characters at which a fact may start, or near it (大正 is found by its second)."""
_RUN_FORMS = rf"""
    (?P<version>\d+(?:\.\d+){{2,}}|\d+\+\d+)
    |(?P<iso>(?<![\d./-])(?:19|20)\d\d(?P<isep>[-/.])(?:0?[1-9]|1[0-2])(?P=isep)(?:0?[1-9]|[12]\d|3[01])(?![\d./-]))
    |(?P<clock>(?<![\d:.])\d{{1,2}}:[0-5]\d(?::[0-5]\d)?(?![\d:]))
    |(?P<quarter>[1-4一二三四]\s?四半期)"""
_DIGIT = re.compile(rf"{_RUN_FORMS}|(?P<number>{_RUN})", re.VERBOSE)
_KANJI = re.compile(
    rf"""(?P<quarter>[一二三四]四半期)|(?P<compound>{COMPOUNDS})
    |(?P<vague>[数何][十百千万億兆]+|[十百千]数(?=[{COUNTERS[0]}])|十数)
    |(?P<number>{_RUN})
    |(?P<soft>数(?=[人名隻機件回年か社日分週つ]|時間))""",
    re.VERBOSE,
)
_ERA = re.compile(rf"(?P<era>(?:令和|平成|昭和|大正|明治)\s?(?:元|{_SMALL})(?=\s?[年.]))")
_LATIN = re.compile(r"(?P<latin>[A-Za-z][A-Za-z0-9]*(?:(?:[-_./&+:@]|(?<=[A-Z]) (?=\d))[A-Za-z0-9]+)*\+*)")
_WORD = re.compile(
    r"""(?P<halfyear>半年間?|半世紀|半月(?=[間後前ほ余])|半日|半時間)
    |(?P<half>過半数?|半数|半分|半減|半額|折半|半期)
    |(?P<noon>正午|零時)
    |(?P<soft>両(?![替面立者名人台])|双方|倍増|倍(?=の|以上)|最初|初(?=めて|の|訪|開|会|度|回|出))""",
    re.VERBOSE,
)
_WEEKDAY = re.compile(r"(?P<weekday>[月火水木金土日]曜)")


def _form_at(text: str, place: int) -> Match | None:
    letter = text[place]
    if letter.isascii():
        return _DIGIT.match(text, place) if letter.isdigit() else _LATIN.match(text, place)
    if letter in _NUMERALS:
        return _KANJI.match(text, place)
    if letter in "令平昭":
        return _ERA.match(text, place)
    if letter in "正治":
        found = _ERA.match(text, place - 1) if place else None
        return found or _WORD.match(text, place)
    if letter == "曜":
        return _WEEKDAY.match(text, place - 1) if place else None
    return _WORD.match(text, place)


_NUMERALS = frozenset(KANJI_DIGITS + "十百千数何") - {"零"}

_UNIT = units.alternation(units.JAPANESE)
_SUFFIX = re.compile(rf"\s?(?:(?P<unit>{_UNIT})(?![A-Za-z])(?P<half>半)?|(?P<counter>{COUNTERS[1]})(?P<chalf>半)?)")
_BOUND_AFTER = {
    "以上": ">=", "以下": "<=", "以内": "<=", "未満": "<", "超": ">", "を超え": ">", "を上回": ">", "を下回": "<", "余り": ">",
    "余": ">", "弱": "<", "強": ">", "近く": "<", "程度": "~", "ほど": "~", "前後": "~", "あまり": ">", "に満たな": "<", "に迫": "<",
    "に上": ">", "を割": "<", "足らず": "<",
}  # fmt: skip
_AFTER = re.compile(r"(?:間|の)?(" + "|".join(sorted(_BOUND_AFTER, key=len, reverse=True)) + ")")
_BEFORE = re.compile(r"(約|およそ|おおよそ|ほぼ|概ね|おおむね|最大で?|最長で?|少なくとも|最低で?)\s?(?:[¥$€£])?$")
_BOUND_BEFORE = {
    "最大": "<=",
    "最大で": "<=",
    "最長": "<=",
    "最長で": "<=",
    "少なくとも": ">=",
    "最低": ">=",
    "最低で": ">=",
}
_SPEED = re.compile(r"(時速|秒速|風速)\s?(?:約|およそ)?$")
_YEAR = re.compile(r"\s?年\s?(?P<nendo>度)?(?:\s?\((?:\d{4}|令和|平成|昭和)[^)]{0,8}年?度?\))?")
_MONTH = re.compile(rf"\s?の?\s?(?P<month>{_SMALL})\s?月(?!間)")
_DAY = re.compile(rf"\s?(?P<day>{_SMALL})\s?日(?!間|目|連続|以内)")
_DOTTED = re.compile(r"\.(\d{1,2})(?:\.(\d{1,2}))?(?!\d)")
_THIRD = {"上旬": 1, "初旬": 1, "初め": 1, "中旬": 2, "半ば": 2, "下旬": 3, "末": 3}
_THIRDS = re.compile(r"\s?の?(" + "|".join(_THIRD) + ")")
_PAREN_DAY = re.compile(r"\s?\(([月火水木金土日])(?:曜日?)?(?:・?祝)?\)")
_CLOCK_HALF = re.compile(r"(午前|午後|夜|朝|夕方|未明|深夜|早朝|今朝|今夜|昨夜)の?\s?$")
_HOUR = re.compile(rf"\s?時(?!間|期|点|代|給|速|価|折|々)(?:\s?(?:(?P<minute>{_SMALL})\s?分(?!間)|(?P<half>半)))?")
_SPAN_WORD = re.compile(
    r"\s?(?:間|前|後|以内|ぶり|余|あまり|以上|未満|連続|目|おき|ごと|分の|程度|にわたる|にわたり|近く|弱|強|越し|ほど|がかり|生|物|来)"
)
_CURRENCY = re.compile(r"([¥$€£]|US\$|USD|JPY)\s?$")


def japanese_facts(text: str) -> tuple[Fact, ...]:
    """Every date, time, quantity and designation of a Japanese text, in order."""
    folded = fold(text)
    found: list[Fact] = []
    zone: str | None = None
    place = 0
    while near := _PLACE.search(folded, place):
        place = near.end()
        match = _form_at(folded, near.start())
        if match is None:
            continue
        place = max(place, match.end())
        reader = _READERS.get(match.lastgroup or "")
        if reader is None:
            continue
        for kind, value, start, end in reader(folded, match):
            if kind == "time" and isinstance(value, TimeValue):
                zone = _zone(folded) if zone is None else zone
                value = TimeValue(value.hour, value.minute, value.half, zone)
            found.append(Fact(kind, value, text[start:end], (start, end)))
            place = max(place, end)
    return tuple(found)


def zones(text: str) -> set[str]:
    """The time zones that a Japanese text names: "JST", "local", "ET"…"""
    if "時" not in text:
        return set()
    return {zone for word, zone in ZONES.items() if word in text and not (word == "東部時間" and "米東部時間" in text)}


def _zone(folded: str) -> str:
    if "時間" in folded or "標準時" in folded or "世界時" in folded:
        for word, zone in ZONES.items():
            if word in folded:
                return zone
    return ""


def _small(text: str) -> int:
    if text == "元":
        return 1
    parsed = parse_japanese(text)
    return int(parsed[0]) if parsed else 0


_ERA_DOTS = re.compile(r"([RHS])(\d{1,2})\.(\d{1,2})(?:\.(\d{1,2}))?")


def _latin(_text: str, match: Match) -> list[Found]:
    if dotted := _ERA_DOTS.fullmatch(match[0]):
        month, day = int(dotted[3]), int(dotted[4]) if dotted[4] else None
        if month <= 12 and (day or 1) <= 31:
            value = DateValue(ERAS[dotted[1]] + int(dotted[2]), month, day, era=True)
            return [("date", value, match.start(), match.end())]
    return [("acronym", match[0].casefold().rstrip("."), match.start(), match.end())]


def _version(_text: str, match: Match) -> list[Found]:
    return [("acronym", match[0], match.start(), match.end())]


def _era(text: str, match: Match) -> list[Found]:
    name = match[0][:2]
    year = ERAS[name] + _small(match[0][2:].strip())
    return _date_from_year(text, match.start(), match.end(), year, era=True)


def _iso(_text: str, match: Match) -> list[Found]:
    year, month, day = (int(part) for part in re.split(r"[-/.]", match[0]))
    return [("date", DateValue(year, month, day), match.start(), match.end())]


def _date_from_year(text: str, start: int, end: int, year: int, *, era: bool) -> list[Found]:
    """`end` is just behind the year's number."""
    month = day = third = None
    fiscal = False
    if dotted := _DOTTED.match(text, end):
        month, day, end = int(dotted[1]), int(dotted[2]) if dotted[2] else None, dotted.end()
    elif head := _YEAR.match(text, end):
        end = text.index("年", end) + 1 if not head["nendo"] else head.end("nendo")
        fiscal = bool(head["nendo"])
        if not fiscal and (found := _MONTH.match(text, head.end())):
            month, end = _small(found["month"]), found.end()
            if month == 3 and text.startswith("期", end):
                return [("date", DateValue(year - 1, fiscal=True, era=era), start, end + 1)]
            if inner := _DAY.match(text, end):
                day, end = _small(inner["day"]), inner.end()
            elif part := _THIRDS.match(text, end):
                third, end = _THIRD[part[1]], part.end()
        elif quarter := _QUARTER.match(text, head.end()):
            value = DateValue(year, quarter=_small(quarter[1]), fiscal=fiscal, era=era)
            return [("date", value, start, quarter.end())]
    value = DateValue(year, month, day, fiscal=fiscal, third=third, era=era)
    return _with_weekday(text, value, start, end)


_QUARTER = re.compile(r"(?:の)?(?:第)?\s?([1-4一二三四])\s?(?:四半期|-\s?\d+月期)")


def _with_weekday(text: str, value: DateValue, start: int, end: int) -> list[Found]:
    if value.month is not None and not 1 <= value.month <= 12 or value.day is not None and not 1 <= value.day <= 31:
        return []
    if value.day is not None and (match := _PAREN_DAY.match(text, end)):
        weekday = DateValue(weekday=WEEKDAYS[match[1]])
        return [("date", value, start, end), ("date", weekday, match.start(1), match.end(1))]
    return [("date", value, start, end)]


def _clock(text: str, match: Match) -> list[Found]:
    hour, minute = int(match[0].split(":")[0]), int(match[0].split(":")[1])
    if hour > 30:
        return []
    return [_time(text, match.start(), match.end(), hour, minute)]


def _time(text: str, start: int, end: int, hour: int, minute: int) -> Found:
    half = "?" if 1 <= hour <= 12 else ""
    if before := _CLOCK_HALF.search(text, max(0, start - 5), start):
        start = before.start()
        if before[1] in ("午後", "夜", "夕方", "今夜", "昨夜") and hour < 12:
            hour += 12
        elif before[1] in ("午前", "深夜", "未明") and hour == 12:
            hour = 0
        half = (
            "" if before[1] in ("午前", "午後", "夕方", "未明", "早朝", "朝", "今朝") or hour > 12 or hour < 6 else "?"
        )
    return ("time", TimeValue(hour, minute, half), start, end)


def _noon(_text: str, match: Match) -> list[Found]:
    return [("time", TimeValue(12 if match[0] == "正午" else 0), match.start(), match.end())]


def _weekday(text: str, match: Match) -> list[Found]:
    end = match.end() + text.startswith("日", match.end())
    return [("date", DateValue(weekday=WEEKDAYS[match[0][0]]), match.start(), end)]


def _half_span(_text: str, match: Match) -> list[Found]:
    number, unit = _HALVES[match[0].rstrip("間")]
    return [("duration", Quantity(number, unit, soft=True), match.start(), match.end())]


_HALVES = {"半年": (6, "month"), "半世紀": (50, "year"), "半月": (0.5, "month"), "半日": (12, "h"), "半時": (30, "min")}


def _quarter(_text: str, match: Match) -> list[Found]:
    number = _small(match[0].strip("第四半期 ") or "四")
    return [("date", DateValue(quarter=number), match.start(), match.end())]


def _half(_text: str, match: Match) -> list[Found]:
    soft = Quantity(0.5, soft=True, quantum=0.1, bound=">" if match[0].startswith("過") else "")
    return [("quantity", soft, match.start(), match.end())]


def _soft(_text: str, match: Match) -> list[Found]:
    word = match[0]
    if word in ("両", "双方", "倍", "倍増"):
        value = Quantity(2, "x|" if word == "倍増" else "", soft=True)
    elif word.startswith(("初", "最初")):
        value = Quantity(1, soft=True, ordinal=True)
    else:
        return []
    return [("quantity", value, match.start(), match.end())]


def _vague(text: str, match: Match) -> list[Found]:
    parsed = parse_japanese(match[0].strip("数何"))
    if parsed is None or parsed[0] < 1:
        return []
    unit, end, _ = _unit_after(text, match.end())
    value = Quantity(len(str(int(parsed[0]))) - 1, unit=unit, vague=True)
    return [("quantity", value, match.start(), end)]


def _unit_after(text: str, place: int) -> tuple[str, int, bool]:
    """The unit behind a number, where it ends, and whether 半 adds a half to it."""
    if suffix := _SUFFIX.match(text, place):
        half = bool(suffix["half"] or suffix["chalf"])
        return units.JAPANESE.get(suffix["unit"] or "", ""), suffix.end(), half
    return "", place, False


def _number(text: str, match: Match) -> list[Found]:
    run, start, end = match[0].rstrip(), match.start(), match.end()
    if len(run) == 8 and run.isdigit() and run.startswith(("19", "20")):
        return [("acronym", run, start, end)]
    if text.startswith("分の", end) and (bottom := parse_japanese(run)):
        top_match = re.compile(rf"分の\s?({_RUN})").match(text, end)
        top = parse_japanese(top_match[1]) if top_match else None
        if top_match and top and bottom[0]:
            value = Quantity(tidy(top[0] / bottom[0]), quantum=0.01, bound=_bounds(text, start, top_match.end()))
            return [("quantity", value, start, top_match.end())]
    if military := _MILITARY.match(text, start):
        return [("time", TimeValue(int(military[1]), int(military[2])), start, military.end())]
    if score := _SCORE.match(text, start):
        high, low = sorted((int(score[1]), int(score[2])), reverse=True)
        return [("quantity", Quantity(high * 1000 + low, "score"), start, score.end())]
    parsed = parse_japanese(run)
    if parsed is None:
        return []
    number, _, scaled = parsed
    if spans := _compound_span(text, start):
        return spans
    after = text[end : end + 2].lstrip()
    if not scaled or run[-1] in "十":
        if after.startswith("年") and (found := _years(text, match, number)):
            return found
        if after.startswith(("月", "日", "時")) and (found := _calendar(text, match, number)):
            return found
        if after.startswith("割"):
            return _tenths(text, match, number)
    return _quantity(text, match, parsed)


_MILITARY = re.compile(r"(0\d|1\d|2[0-3])([0-5]\d)(?:時|(?<=0\d{3})(?=に|から|まで|、|頃|ごろ|開始|現在))(?!間)")
_SCORE = re.compile(r"(\d{1,3})\s?(?:対|-)\s?(\d{1,3})(?=\s?(?:で|の|と|に|、|。|\)|$))")
_HOURS = re.compile(r"(\d{1,3})\s?時間\s?(\d{1,2})\s?分(?:間)?")
_SECONDS = re.compile(r"(?:(\d{1,2})\s?分\s?)?(\d{1,2})\s?秒\s?(\d{1,3})(?!\d)|(\d{1,2})\s?分\s?(\d{1,2})\s?秒(?!\d)")


def _compound_span(text: str, start: int) -> list[Found]:
    """1時間30分 is one duration, and so are 9秒98 and 2分15秒."""
    if match := _HOURS.match(text, start):
        value = Quantity(int(match[1]) * 60 + int(match[2]), "min")
    elif match := _SECONDS.match(text, start):
        if match[2]:
            seconds = int(match[1] or 0) * 60 + int(match[2]) + int(match[3]) / 10 ** len(match[3])
        else:
            seconds = int(match[4]) * 60 + int(match[5])
        value = Quantity(tidy(seconds), "s", quantum=0.01)
    else:
        return []
    return [("duration", value, start, match.end())]


def _years(text: str, match: Match, number: float) -> list[Found]:
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
    if number <= 64 and _MONTH.match(text, behind):
        return _date_from_year(text, start, end, -int(number), era=True)
    if text.startswith("度", behind):
        value = DateValue(-int(number), fiscal=True, era=True)
        return [("date", value, start, behind + 1)]
    span = _SPAN_WORD.match(text, behind)
    bound = _bounds(text, start, span.start() if span else behind)
    return [("duration", Quantity(number, "year", bound=bound, soft=number == 1 and not span), start, behind)]


def _calendar(text: str, match: Match, number: float) -> list[Found]:
    start, end = match.start(), match.end()
    if hour := _HOUR.match(text, end):
        if number > 30:
            return []
        minute = 30 if hour["half"] else _small(hour["minute"] or "〇")
        return [_time(text, start, hour.end(), int(number), minute)]
    if month := re.compile(r"\s?月(?!間)").match(text, end):
        day = third = None
        stop = month.end()
        if found := _DAY.match(text, stop):
            day, stop = _small(found["day"]), found.end()
        elif part := _THIRDS.match(text, stop):
            third, stop = _THIRD[part[1]], part.end()
        return _with_weekday(text, DateValue(month=int(number), day=day, third=third), start, stop)
    if day_match := re.compile(r"\s?日(?!本|間|経|米|中|韓|程|報|常)").match(text, end):
        if _SPAN_WORD.match(text, day_match.end()) or number > 31:
            value = Quantity(number, "day", bound=_bounds(text, start, day_match.end()))
            return [("duration", value, start, day_match.end())]
        soft = match[0] in ("一", "1")
        return _with_weekday(text, DateValue(day=int(number), soft=soft), start, day_match.end())
    return []


def _tenths(text: str, match: Match, number: float) -> list[Found]:
    tail = re.compile(rf"\s?割(?:\s?(\d|[{KANJI_DIGITS}])\s?分(?!の))?(半)?").match(text, match.end())
    if tail is None:
        return []
    percent = number * 10 + (_small(tail[1]) if tail[1] else 0) + (5 if tail[2] else 0)
    value = Quantity(tidy(percent), "%", quantum=1 if tail[1] else 10, bound=_bounds(text, match.start(), tail.end()))
    return [("quantity", value, match.start(), tail.end())]


def _bounds(text: str, start: int, end: int) -> str:
    if text[start - 2 : start] == "震度":
        return ""
    if after := _AFTER.match(text, end):
        return _BOUND_AFTER[after[1]]
    if before := _BEFORE.search(text, max(0, start - 6), start):
        return _BOUND_BEFORE.get(before[1], "~")
    return ""


def _quantity(text: str, match: Match, parsed: tuple[float, float, bool]) -> list[Found]:
    run, start, end = match[0], match.start(), match.end()
    number, quantum, scaled = parsed
    unit, stop, half = _unit_after(text, end)
    suffix = text[end:stop]
    ordinal = text[start - 1 : start] == "第" or suffix.strip().endswith(
        ("目", "位", "番", "号", "条", "章", "期", "次", "代")
    )
    kanji = not any(letter.isdigit() and letter not in KANJI_DIGITS for letter in run)
    if kanji and stop == end and not ordinal and not _is_big(run, number):
        return []
    if half:
        number, quantum = number + 0.5, 0.5
    if before := _CURRENCY.search(text, max(0, start - 4), start):
        unit, start = units.PREFIXES.get(before[1].lower(), unit), before.start()
    elif unit and "km" in unit and (speed := _SPEED.search(text, max(0, start - 6), start)):
        unit, start = "km/h", speed.start()
    elif unit in ("m", "m/s") and _SPEED.search(text, max(0, start - 6), start):
        unit = "m/s"
    mark = text[start - 1 : start] + text[end : end + 1] in ("[]", "()") and stop == end
    soft = number == 1 or mark or (kanji and number in (0, 2, 3) and unit in ("", "pp|"))
    if unit == "min" and kanji and number == 10:
        return []
    factor, unit = units.resolve(unit)
    value = Quantity(
        tidy(number * factor), unit, quantum, _bounds(text, start, stop), scaled, ordinal, False, soft and not ordinal,
        stop == end and not scaled and "," not in run and not ordinal,
    )  # fmt: skip
    kind = "duration" if unit in ("s", "min", "h", "day", "week", "month", "year") else "quantity"
    return [(kind, value, start, stop)]


def _is_big(run: str, number: float) -> bool:
    """Kanji alone count as a number from 11 on: 二十三, 百五十; 千 and 万 alone stand in too many words."""
    return len(run) >= 2 and number > 10 and any(letter in "十百千万億兆" for letter in run)


_READERS: dict[str, Callable[[str, Match], list[Found]]] = {
    "latin": _latin,
    "version": _version,
    "vague": _vague,
    "era": _era,
    "iso": _iso,
    "clock": _clock,
    "number": _number,
    "noon": _noon,
    "weekday": _weekday,
    "half": _half,
    "halfyear": _half_span,
    "quarter": _quarter,
    "soft": _soft,
}
