"""Dates, times, numbers and designations of an English text."""

from __future__ import annotations

import re
from collections.abc import Callable

from align.facts import units
from align.facts.folding import fold
from align.facts.numbers import CARDINAL_WORDS, NUMBER_WORD, ORDINAL_WORDS, SCALES, parse_english, tidy
from align.facts.values import DateValue, FactValue, Quantity, TimeValue
from align.model import Fact

Match = re.Match[str]
Found = tuple[str, FactValue | str, int, int]
"""kind, value, start, end."""

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
MONTHS = {name: number for number, name in enumerate(_MONTHS, start=1)}
MONTHS |= {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
_MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![A-Za-z])"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ERAS = {"reiwa": 2018, "heisei": 1988, "showa": 1925, "taisho": 1911, "meiji": 1867}
ZONES = {
    "japan time": "JST", "jst": "JST", "japan standard time": "JST", "tokyo time": "JST", "local time": "local",
    "eastern time": "ET", "est": "ET", "edt": "ET", "eastern standard time": "ET", "eastern daylight time": "ET",
    "u.s. eastern": "ET", "utc": "UTC", "gmt": "UTC", "coordinated universal time": "UTC", "pacific time": "PT",
    "pst": "PT", "pdt": "PT", "central time": "CT", "cst": "CT",
}  # fmt: skip
_ZONE = re.compile(r"\b(" + "|".join(sorted(map(re.escape, ZONES), key=len, reverse=True)) + r")\b", re.I)

_NUM = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]\d\d|20\d\d|21\d\d)"
_WORD = rf"(?:{NUMBER_WORD})"
_CARDINAL = "|".join(CARDINAL_WORDS)
_PLACE = re.compile(r"[$¥€£'(]?[0-9]|([A-Za-z]+)[-_./&+:@$¥€£0-9]?")
"""A number, or a word with the sign that would tie it to a designation."""
_ARTICLE = re.compile(r"an?[ -](?:half|third|quarter|f|s|e|n|t|h|d|m|b|c)[a-z]*\b")
_LEXICON = frozenset(
    [
        *MONTHS, *(name + tail for name in _WEEKDAYS for tail in ("", "s")), *ERAS, *CARDINAL_WORDS, *ORDINAL_WORDS, *SCALES,
        *(name[:length] for name in _WEEKDAYS for length in (3, 4, 5)), "fy", "jfy", "fiscal", "japanese", "business", "financial", "noon", "midday", "midnight", "half", "quarter",
        "a", "an", "tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions", "several",
        "both", "halve", "halves", "halved", "halving", "twice", "twofold", "double", "doubled", "doubles", "doubling", "triple",
        "triples", "tripled", "tripling", "threefold", "thrice", "quadruple", "quadrupled", "bilateral", "bilaterally",
        "trilateral", "trilaterally", "once", "single", "initial", "initially", "couple", "pair", "twin", "dual", "majority",
        "decade", "century", "fortnight", "usd", "jpy", "eur", "gbp", "cny", "rmb", "krw", "us", "c", "hk", "nt", "au", "s",
    ]
)  # fmt: skip
_DESIGNATION = re.compile(
    r"(?:[A-Z]\.){2,}[A-Z]?|[A-Za-z][A-Za-z0-9]*(?:(?:[-_./&+:@]|(?<=[A-Z]) (?=\d{1,3}(?![\d%,.]|\s(?:percent|million|billion))))[A-Za-z0-9]+)*\+*"
)
_START = re.compile(
    rf"""(?P<era>\b(?i:Reiwa|Heisei|Showa|Taisho|Meiji)\s+(?:\d{{1,2}}|(?i:first))\b)
    |(?P<fiscal>\b(?:J?FY|(?i:(?:Japanese\s)?fiscal(?:\s?-?year)?s?))\s?(?:'(?=\d\d\b))?(?:{_YEAR}|\d\d)(?:(?:\s?[-/]\s?)(?:20)?\d\d)?\b)
    |(?P<fyending>\b(?i:(?:fiscal|business|financial)\s+year\s+(?:ending|ended|that\s+ended|to)(?:\s+in)?\s+{_MONTH}(?:\s+\d{{1,2}},?)?\s+(?P<fyyear>{_YEAR})))
    |(?P<monthday>\b(?P<m1>{_MONTH})\s?(?:the\s)?(?P<d1>{_DAY})(?![\d:]|,\d{{3}}|\.\d)(?:\s?\([A-Za-z.]+\))?(?:,?\s(?P<y1>{_YEAR})\b)?)
    |(?P<daymonth>\b(?P<d2>{_DAY})(?:\sof)?\s(?P<m2>{_MONTH})(?:,?\s(?P<y2>{_YEAR})\b)?)
    |(?P<monthyear>\b(?P<m3>{_MONTH})(?:\sof)?,?\s(?P<y3>{_YEAR})\b)
    |(?P<month>\b(?:January|February|April|June|July|August|September|October|November|December|Jan\.|Feb\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)(?![A-Za-z])
        |(?<=[Ii]n\s)(?:March|May)\b|(?<=[a-z]\s)(?:March|May)(?=[.,;)]|\s(?:and|to|through|of|this|last|next))|\b(?:(?<=[Ee]arly\s)|(?<=[Ll]ate\s)|(?<=[Bb]y\s)|(?<=[Ll]ast\s)|(?<=since\s)|(?<=Since\s)|(?<=until\s)|(?<=mid-)|(?<=[Tt]his\s)|(?<=of\s)|(?<=from\s)|(?<=to\s)|(?<=next\s))(?:March|May)\b)
    |(?P<iso>(?<![\d./-])(?:19|20)\d\d(?P<isep>[-/])(?:0?[1-9]|1[0-2])(?P=isep)(?:0?[1-9]|[12]\d|3[01])(?![\d/-]))
    |(?P<slash>(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])/(?:19|20)\d\d(?![\d/-]))
    |(?P<weekday>\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b|\((?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?\))
    |(?P<ampm>(?<![\d.])(?P<ah>\d{{1,2}})(?:[:.](?P<am>[0-5]\d))?(?:\s?-\s?(?P<ah2>\d{{1,2}})(?:[:.](?P<am2>[0-5]\d))?)?\s?(?P<half>[ap])\.?\s?m\b\.?)
    |(?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
    |(?P<military>(?:(?<=\bat\s)|(?<=\bfrom\s)|(?<=\buntil\s)|(?<=\bto\s)|(?<=\bby\s)|(?<=\btill\s))(?:[01]\d|2[0-4])[0-5]\d(?=\s?(?:\(|hours|hrs|local|JST|UTC|GMT|to\b|until\b|-|on\b))|(?<=\bat\s)0\d[0-5]\d\b|(?<=\bby\s)0\d[0-5]\d\b|(?<=\bfrom\s)0\d[0-5]\d\b|\b(?:[01]\d|2[0-4])[0-5]\d(?=\s(?:hours|hrs|local\stime|JST|UTC|GMT)))
    |(?P<noon>\b(?i:noon|midday|midnight)\b)
    |(?P<oclock>\b(?:\d{{1,2}}|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))\s+o'clock)
    |(?P<past>\b(?i:(?P<pm>half|quarter|\d{{1,2}}|five|ten|twenty)\s(?:minutes\s)?(?P<pw>past|to)\s(?P<ph>\d{{1,2}}|{_WORD})))
    |(?P<decade>\b(?:(?:1[5-9]|20)\d0s)\b|'[2-9]0s\b)
    |(?P<hoursminutes>\b(?P<hh>\d{{1,3}}|{_CARDINAL})\s(?:hours?|hrs?)(?:\sand|,)?\s(?P<mm>\d{{1,2}}|{_CARDINAL})\s(?:minutes?|mins?)\b)
    |(?P<minutesseconds>\b(?P<ms>\d{{1,2}}|{_CARDINAL})\s(?:minutes?|mins?)(?:\sand|,)?\s(?P<ss>\d{{1,2}}(?:\.\d+)?|{_CARDINAL})\s(?:seconds?|secs?)\b)
    |(?P<score>(?<![\w.,/-])(?P<s1>\d{{1,3}})-(?P<s2>\d{{1,3}})(?![\w%,/-]|\.\d))
    |(?P<version>(?<![\w$])\d+(?:\.\d+){{2,}}\b|\b\d\+\d\b)
    |(?P<andhalf>\b(?i:(?P<hn>\d+|{_CARDINAL})(?:\sand\sa\shalf|-and-a-half|\s1/2)|an?\s(?P<hu>hour|year|month|week|day|decade)\sand\sa\shalf)\b)
    |(?P<halfspan>\b(?i:half\s(?:an?|the)\s(?P<hs>hour|year|century|day|decade|month)|half-(?P<hs2>hour|year|century|day|decade))\b)
    |(?P<wordfraction>\b(?i:(?P<fn>an?|{_CARDINAL}|\d+)[\s-](?P<fd>third|half|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|fifteenth|twentieth|thirtieth|fiftieth|hundredth|thousandth|thirds|halves|quarters|fourths|fifths|sixths|sevenths|eighths|ninths|tenths|twentieths|fiftieths|hundredths|thousandths))\b(?!\s(?:time|meeting|session|round|of\s{_MONTH})|-))
    |(?P<number>(?P<prefix>(?:US\$|A\$|AU\$|C\$|NT\$|HK\$|S\$|[$¥€£]|\b(?:USD|JPY|EUR|GBP|CNY|RMB|KRW))\s?)?(?<![\w.])(?P<digits>{_NUM})(?P<ord>st|nd|rd|th)?(?:[\s-]?(?P<scale>(?i:hundred|thousand|million|billion|trillion|dozen|mn|bn|tn)\b|(?<=\d)[MKBT](?![A-Za-z0-9])|(?<=\d)(?:m|k)(?=\s(?:yen|dollars|people|euros))))?)
    |(?P<vague>\b(?i:(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)(?:\sof(?:\s(?:thousands|millions|billions|trillions))?)?|(?:several|a\sfew)\s(?:dozen|hundred|thousand|million|billion|trillion|tens\sof\sthousands|hundred\sthousand|million|hundred\smillion))\b)
    |(?P<words>\b(?i:(?:a[\s-](?=hundred|thousand|million|billion|trillion|dozen))?{_WORD}(?:(?:\s|-|\sand\s|\s+a\s+){_WORD})*)\b)
    |(?P<soft>\b(?i:both|half|halve[ds]?|halving|twice|twofold|two-way|double[ds]?|doubling|triple[ds]?|tripling|threefold|thrice|quadrupled?|bilateral(?:ly)?|trilateral(?:ly)?|once|single|initial(?:ly)?|couple|pair|twin|dual|quarter|annual(?:ly)?|majority|decade|century|fortnight)\b)
    """,
    re.VERBOSE,
)
_UNIT = units.alternation(units.ENGLISH)
_SYMBOL = units.alternation(units.SYMBOLS)
_SUFFIX = re.compile(
    rf"(?:[\s-]?(?P<symbol>{_SYMBOL}|GiB|GB)(?![A-Za-z0-9])|[\s-](?:(?:full|whole|consecutive|straight|more|additional|extra|calendar|business|working)\s)?(?P<unit>(?i:{_UNIT}))(?![A-Za-z]))"
)
_AFTER_BOUND = re.compile(
    r"[\s-](?:[a-z]+\s)?(or\s(?:more|above|over|older|higher|longer)|and\s(?:above|over|older)|or\s(?:less|fewer|under|below|younger)|and\s(?:under|below)|or\sso)\b"
)
_BEFORE = re.compile(
    r"\b(about|around|approximately|approx\.|roughly|some|nearly|almost|just\sunder|close\sto|under|less\sthan|fewer\sthan|below|within|up\sto|at\smost|"
    r"no\smore\sthan|not\smore\sthan|a\smaximum\sof|maximum|more\sthan|over|above|exceed(?:s|ed|ing)?|at\sleast|no\s(?:less|fewer)\sthan|not\sless\sthan|a\sminimum\sof|minimum|"
    r"upwards\sof|just\sover|an\sestimated|estimated|circa|c\.)\s(?:the\s|a\s|an\s)?(?:US|[$¥€£])*$",
    re.I,
)
_BOUND = {
    "nearly": "<", "almost": "<", "just under": "<", "close to": "<", "under": "<", "less than": "<", "fewer than": "<",
    "below": "<", "within": "<=", "up to": "<=", "at most": "<=", "no more than": "<=", "not more than": "<=",
    "a maximum of": "<=", "maximum": "<=", "more than": ">", "over": ">", "above": ">", "at least": ">=",
    "no less than": ">=", "no fewer than": ">=", "not less than": ">=", "a minimum of": ">=", "minimum": ">=",
    "upwards of": ">", "just over": ">",
}  # fmt: skip
_PART = re.compile(r"\b(early|mid|middle\sof|late|beginning\sof|end\sof)[\s-](?:the\s)?$", re.I)
_PARTS = {"early": 1, "beginning of": 1, "mid": 2, "middle of": 2, "late": 3, "end of": 3}
_QUARTER = re.compile(r"\b(first|second|third|fourth|1st|2nd|3rd|4th)[\s-]quarter\b", re.I)
_FRACTIONS = {"third": 3, "half": 2, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
              "ninth": 9, "tenth": 10, "halve": 2, "twelfth": 12, "fifteenth": 15, "twentieth": 20, "thirtieth": 30, "fiftieth": 50,
              "hundredth": 100, "thousandth": 1000}  # fmt: skip
_VAGUE = {"tens": 1, "dozen": 1, "dozens": 1, "scores": 1, "hundred": 2, "hundreds": 2, "thousand": 3, "thousands": 3,
          "million": 6, "millions": 6, "billion": 9, "billions": 9, "trillion": 12, "trillions": 12}  # fmt: skip
_LETTER_SCALES = {"M": 1e6, "m": 1e6, "K": 1e3, "k": 1e3, "B": 1e9, "T": 1e12}
_SOFT = {
    "both": 2, "half": 0.5, "halve": 0.5, "halved": 0.5, "halves": 0.5, "halving": 0.5, "twice": 2, "twofold": 2,
    "two-way": 2, "double": 2, "doubled": 2, "doubles": 2, "doubling": 2, "triple": 3, "tripled": 3, "triples": 3,
    "tripling": 3, "threefold": 3, "thrice": 3, "quadruple": 4, "quadrupled": 4, "bilateral": 2, "bilaterally": 2,
    "trilateral": 3, "trilaterally": 3, "once": 1, "single": 1, "initial": 1, "initially": 1, "couple": 2, "pair": 2,
    "twin": 2, "dual": 2, "quarter": 0.25, "annual": 1, "annually": 1, "majority": 0.5,
}  # fmt: skip
_SPANS = {"decade": 10, "century": 100}


def english_facts(text: str) -> tuple[Fact, ...]:
    """Every date, time, quantity and designation of an English text, in order."""
    folded = fold(text)
    found: list[Fact] = []
    zone: str | None = None
    place = 0
    while near := _PLACE.search(folded, place):
        place = near.end()
        word = near[1]
        if (
            word is not None
            and word not in _LEXICON
            and place == near.end(1)
            and word[1:].islower()
            and word.lower() not in _LEXICON
        ):
            continue
        if word is None or word.lower() in _LEXICON:
            match = _START.match(folded, near.start())
            if match is None and word is None and not near[0][0].isdigit():
                place = near.start() + 1
                continue
        else:
            match = None
        if match is None:
            if word is None:
                continue
            if place == near.end(1) and (len(word) < 2 or word[1:].islower()):
                continue
            items, place = _designation(folded, near.start(), word)
        else:
            items, place = _READERS[match.lastgroup or ""](folded, match), match.end()
        for kind, value, start, end in items:
            if kind == "time" and isinstance(value, TimeValue):
                zone = _zone(folded) if zone is None else zone
                value = TimeValue(value.hour, value.minute, value.half, zone)
            found.append(Fact(kind, value, text[start:end], (start, end)))
            place = max(place, end)
    return tuple(found)


def zones(text: str) -> set[str]:
    """The time zones that an English text names; "in Japan" behind a time counts as Japan time."""
    found = {ZONES[match[1].lower()] for match in _ZONE.finditer(text)}
    if re.search(r"m\.? (?:[\w,]+ ){0,6}in Japan\b", text):
        found.add("JST")
    return found


def _zone(folded: str) -> str:
    zoned = _ZONE.search(folded)
    return ZONES[zoned[1].lower()] if zoned else ""


def _designation(text: str, start: int, word: str) -> tuple[list[Found], int]:
    """A token with capitals or digits inside; "under-20", "post-2011" give way to their number."""
    after = start + len(word)
    if len(word) > 2 and word[1:].islower() and text.startswith("-", after):
        return [], after + 1
    match = _DESIGNATION.match(text, start)
    if match is None:
        return [], after
    token = match[0].rstrip(".")
    if not any(letter.isdigit() or letter.isupper() for letter in token[1:]):
        return [], match.end()
    if re.fullmatch(r"[A-Z]?[a-z]+(?:[-/][A-Z]?[a-z]+)+", token):
        return [], match.end()
    return [("acronym", token.casefold(), start, start + len(token))], match.end()


def _month(word: str) -> int:
    return MONTHS[word.lower().rstrip(".")[:3]]


def _day(word: str) -> int:
    return int(word.rstrip("stndrh"))


def _date(match: Match, value: DateValue) -> list[Found]:
    return [("date", value, match.start(), match.end())]


def _era(_text: str, match: Match) -> list[Found]:
    name, number = match[0].lower().split()
    return _date(match, DateValue(ERAS[name] + (1 if number == "first" else int(number)), era=True))


def _fiscal(_text: str, match: Match) -> list[Found]:
    digits = re.search(r"\d{2,4}", match[0])
    year = int(digits[0]) if digits else 0
    return _date(match, DateValue(year + 2000 if year < 100 else year, fiscal=True))


def _fiscal_ending(_text: str, match: Match) -> list[Found]:
    return _date(match, DateValue(int(match["fyyear"]) - 1, fiscal=True))


def _monthday(text: str, match: Match) -> list[Found]:
    year = int(match["y1"]) if match["y1"] else None
    first = DateValue(year, _month(match["m1"]), _day(match["d1"]))
    found: list[Found] = [("date", first, match.start(), match.end())]
    tail = re.compile(
        rf"\s?(?:-|to|and|through)\s?({_DAY})(?![\d:.]|\s(?:{_MONTH}|[a-z]*\s?[ap]\.m))(?:,?\s({_YEAR})\b)?"
    ).match(text, match.end())
    if tail and (
        " " not in tail[0].strip() or tail[2] or text[tail.end() : tail.end() + 1] in (",", ".", "", ";", ")")
    ):
        year = int(tail[2]) if tail[2] else year
        found[0] = ("date", DateValue(year, first.month, first.day), match.start(), match.end())
        found.append(("date", DateValue(year, first.month, _day(tail[1])), tail.start(1), tail.end()))
    return found


def _daymonth(_text: str, match: Match) -> list[Found]:
    year = int(match["y2"]) if match["y2"] else None
    return _date(match, DateValue(year, _month(match["m2"]), _day(match["d2"])))


def _third(text: str, start: int) -> int | None:
    before = _PART.search(text, max(0, start - 18), start)
    return _PARTS[" ".join(before[1].lower().split())] if before else None


def _monthyear(text: str, match: Match) -> list[Found]:
    return _date(match, DateValue(int(match["y3"]), _month(match["m3"]), third=_third(text, match.start())))


def _monthonly(text: str, match: Match) -> list[Found]:
    return _date(match, DateValue(month=_month(match[0]), third=_third(text, match.start())))


def _iso(_text: str, match: Match) -> list[Found]:
    year, month, day = (int(part) for part in re.split(r"[-/]", match[0]))
    return _date(match, DateValue(year, month, day))


def _slash(_text: str, match: Match) -> list[Found]:
    month, day, year = (int(part) for part in match[0].split("/"))
    if month > 12:
        month, day = day, month
    return _date(match, DateValue(year, month, day)) if month <= 12 else []


def _weekday(_text: str, match: Match) -> list[Found]:
    word = match[0].lower().strip("().")
    return _date(match, DateValue(weekday=next(i for i, name in enumerate(_WEEKDAYS) if name.startswith(word[:3]))))


def _ampm(_text: str, match: Match) -> list[Found]:
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


def _clock(_text: str, match: Match) -> list[Found]:
    hour, minute = (int(part) for part in match[0].split(":")[:2])
    half = "?" if 1 <= hour <= 12 and not match[0].startswith("0") else ""
    return [("time", TimeValue(hour, minute, half), match.start(), match.end())]


def _military(_text: str, match: Match) -> list[Found]:
    return [("time", TimeValue(int(match[0][:2]), int(match[0][2:])), match.start(), match.end())]


def _noon(_text: str, match: Match) -> list[Found]:
    return [("time", TimeValue(0 if match[0].lower() == "midnight" else 12), match.start(), match.end())]


def _hour_word(word: str) -> int:
    return int(word) if word.isdigit() else CARDINAL_WORDS.get(word.lower(), 0)


def _oclock(_text: str, match: Match) -> list[Found]:
    return [("time", TimeValue(_hour_word(match[0].split()[0]), 0, "?"), match.start(), match.end())]


def _past(text: str, match: Match) -> list[Found]:
    minutes = {"half": 30, "quarter": 15}.get(match["pm"].lower()) or _hour_word(match["pm"])
    hour = _hour_word(match["ph"])
    if not 1 <= hour <= 12 or (match["pw"] == "to" and match["pm"].lower() == "half"):
        return _words_at(text, match.start(), match.end("pm"))
    if match["pw"] == "to":
        if match["pm"].lower() != "quarter":
            return _words_at(text, match.start(), match.end("pm"))
        hour, minutes = (hour - 2) % 12 + 1, 60 - minutes
    return [("time", TimeValue(hour, minutes, "?"), match.start(), match.end())]


def _words_at(text: str, start: int, end: int) -> list[Found]:
    number = _hour_word(text[start:end])
    return [("quantity", Quantity(number), start, end)] if number else []


def _decade(_text: str, match: Match) -> list[Found]:
    digits = match[0].strip("'s")
    return _date(match, DateValue(int(digits), decade=True))


def _version(_text: str, match: Match) -> list[Found]:
    return [("acronym", match[0], match.start(), match.end())]


def _fraction(text: str, match: Match) -> list[Found]:
    bottom = _FRACTIONS[match["fd"].lower().rstrip("s") if match["fd"].lower() != "halves" else "half"]
    if match["fn"].lower() in ("a", "an"):
        top = 1
        if bottom in (4, 2) and text[match.start() : match.end()].lower() in ("a quarter", "a half") or bottom > 2:
            top = 1
    else:
        top = _hour_word(match["fn"])
    if top >= bottom:
        return [("quantity", Quantity(top, ordinal=False), match.start("fn"), match.end("fn"))]
    value = Quantity(tidy(top / bottom), quantum=0.01, soft=bottom == 2, bound=_bound(text, match.start(), match.end()))
    return [("quantity", value, match.start(), match.end())]


def _and_half(text: str, match: Match) -> list[Found]:
    if match["hu"]:
        factor, unit = units.resolve(units.ENGLISH[match["hu"].lower()])
        return [("duration", Quantity(1.5 * factor, unit, quantum=0.5 * factor), match.start(), match.end())]
    factor, unit, stop = _unit_after(text, match.end())
    number = (_hour_word(match["hn"]) + 0.5) * factor
    kind = "duration" if unit in _SPAN_UNITS else "quantity"
    return [(kind, Quantity(tidy(number), unit, quantum=0.5 * factor), match.start(), stop)]


def _half_span(_text: str, match: Match) -> list[Found]:
    number, unit = _HALF_SPANS[(match["hs"] or match["hs2"]).lower()]
    return [("duration", Quantity(number, unit, soft=True), match.start(), match.end())]


_HALF_SPANS = {"hour": (30, "min"), "year": (6, "month"), "century": (50, "year"), "day": (12, "h"), "decade": (5, "year"),
               "month": (0.5, "month")}  # fmt: skip
_SPAN_UNITS = frozenset(("s", "min", "h", "day", "week", "month", "year"))


def _bound(text: str, start: int, end: int) -> str:
    if before := _BEFORE.search(text, max(0, start - 24), start):
        return _BOUND.get(" ".join(before[1].lower().split()), ">" if before[1].lower().startswith("exceed") else "~")
    if after := _AFTER_BOUND.match(text, end):
        word = after[1].lower()
        if word == "or so":
            return "~"
        return "<=" if word.endswith(("less", "fewer", "under", "below", "younger")) else ">="
    return ""


def _unit_after(text: str, place: int) -> tuple[float, str, int]:
    if suffix := _SUFFIX.match(text, place):
        if suffix["symbol"]:
            return 1.0, units.SYMBOLS[suffix["symbol"]], suffix.end()
        return *units.resolve(units.ENGLISH[suffix["unit"].lower()]), suffix.end()
    return 1.0, "", place


def _number(text: str, match: Match) -> list[Found]:
    digits, scale = match["digits"], match["scale"]
    start, end = match.start(), match.end()
    if scale and scale in "MKBT" and not match["prefix"]:
        scale, end = None, match.end("digits")
    plain = digits.replace(",", "")
    number = float(plain)
    quantum = 10.0 ** -(len(plain) - plain.index(".") - 1) if "." in plain else 1.0
    if scale:
        factor = SCALES.get(scale.lower()) or _LETTER_SCALES.get(scale, 1)
        number, quantum = number * factor, quantum * factor
    bare = not (match["prefix"] or scale or match["ord"] or "," in digits or "." in digits)
    if len(digits) == 8 and digits.startswith(("19", "20")) and bare:
        return [("acronym", digits, start, end)]
    factor, unit, stop = _unit_after(text, end) if not match["ord"] else (1.0, "", end)
    if match["prefix"]:
        unit, stop = units.PREFIXES[match["prefix"].strip().lower()], end
    if bare and stop == end and len(digits) == 4 and 1500 <= number <= 2199:
        if not re.match(r"\s(?:[a-z]+s\b)", text[end : end + 14]) or text[max(0, start - 3) : start].lower() in (
            "in ",
            "of ",
            "by ",
        ):
            return [("date", DateValue(int(number)), start, end)]
    if (
        match["ord"]
        and not scale
        and number <= 31
        and re.search(r"\bthe\s$", text[max(0, start - 4) : start])
        and not re.match(
            r"\s(?!to|of|and|in|at|for|by|on|from|through|until|with|but|when|as)[A-Za-z]", text[end : end + 8]
        )
    ):
        return [("date", DateValue(day=int(number)), start, end)]
    kind = "duration" if unit in _SPAN_UNITS else "quantity"
    mark = text.startswith(" other", stop) or bare and text[start - 1 : start] + text[end : end + 1] in ("[]", "()")
    value = Quantity(
        tidy(number * factor), unit, tidy(quantum * factor), _bound(text, start, stop), bool(scale), bool(match["ord"]),
        False, mark or (number == 1 and bare and not unit), bare and stop == end,
    )  # fmt: skip
    return [(kind, value, start, stop)]


def _vague(text: str, match: Match) -> list[Found]:
    words = re.findall(r"[a-z]+", match[0].lower())
    power = sum(_VAGUE.get(word, 0) for word in words)
    _, unit, end = _unit_after(text, match.end())
    return [("quantity", Quantity(power, unit, vague=True), match.start(), end)] if power else []


def _words(text: str, match: Match) -> list[Found]:
    words = re.findall(r"[a-z]+", match[0].lower())
    found: list[Found] = []
    parsed = parse_english(words)
    if parsed is None:
        for piece in re.finditer(_WORD, match[0], re.I):
            one = parse_english([piece[0].lower()])
            if one:
                start, end = match.start() + piece.start(), match.start() + piece.end()
                found.extend(_worded(text, start, end, one))
        return found
    return _worded(text, match.start(), match.end(), parsed)


def _worded(text: str, start: int, end: int, parsed: tuple[float, float, bool, bool]) -> list[Found]:
    number, quantum, scaled, ordinal = parsed
    factor, unit, stop = (1.0, "", end) if ordinal else _unit_after(text, end)
    if ordinal and (quarter := _QUARTER.match(text, start)):
        return [("date", DateValue(quarter=int(number)), start, quarter.end())]
    if ordinal and number <= 2 and text[end : end + 4] in ("-han", "-rat"):
        return []
    followed = re.match(r"\sof\s(?:the|them|these|those|its|their|our|us)\b", text[end:])
    soft = (
        (number <= 1 and unit in ("", "pp|", "day", "year", "month", "week"))
        or (ordinal and number <= 2)
        or bool(followed and number == 1)
        or text.startswith(" other", stop)
    )
    kind = "duration" if unit in _SPAN_UNITS else "quantity"
    bound = _bound(text, start, stop)
    value = Quantity(tidy(number * factor), unit, tidy(quantum * factor), bound, scaled, ordinal, False, soft)
    if text[start:end].lower() == "dozen":
        value = Quantity(12, unit, 12, bound or "~", True)
    return [(kind, value, start, stop)]


def _soft(_text: str, match: Match) -> list[Found]:
    word = match[0].lower()
    if word in _SPANS:
        value = Quantity(_SPANS[word], "year", soft=True)
    elif word == "fortnight":
        value = Quantity(14, "day", soft=True)
    elif word in ("annual", "annually"):
        return []
    else:
        unit = "x|" if word.startswith(("doubl", "tripl", "quadrupl", "threefold", "twofold")) else ""
        value = Quantity(_SOFT[word], unit, soft=True, quantum=0.1, ordinal=word.startswith("initial"))
    return [("quantity", value, match.start(), match.end())]


def _hours_minutes(_text: str, match: Match) -> list[Found]:
    value = Quantity(_hour_word(match["hh"]) * 60 + _hour_word(match["mm"]), "min")
    return [("duration", value, match.start(), match.end())]


def _minutes_seconds(_text: str, match: Match) -> list[Found]:
    seconds = float(match["ss"]) if match["ss"][0].isdigit() else _hour_word(match["ss"])
    value = Quantity(tidy(_hour_word(match["ms"]) * 60 + seconds), "s", quantum=0.01)
    return [("duration", value, match.start(), match.end())]


def _score(text: str, match: Match) -> list[Found]:
    """ "3-1" may be a score or a range: the score is soft, and both numbers stand for themselves."""
    high, low = sorted((int(match["s1"]), int(match["s2"])), reverse=True)
    factor, unit, stop = _unit_after(text, match.end())
    kind = "duration" if unit in _SPAN_UNITS else "quantity"
    first = Quantity(tidy(int(match["s1"]) * factor), unit, plain=not unit)
    second = Quantity(tidy(int(match["s2"]) * factor), unit, plain=not unit)
    return [
        ("quantity", Quantity(high * 1000 + low, "score", soft=True), match.start(), match.end()),
        (kind, first, match.start("s1"), match.end("s1")),
        (kind, second, match.start("s2"), stop),
    ]


_READERS: dict[str, Callable[[str, Match], list[Found]]] = {
    "era": _era, "fiscal": _fiscal, "fyending": _fiscal_ending, "monthday": _monthday, "daymonth": _daymonth,
    "monthyear": _monthyear, "month": _monthonly, "iso": _iso, "slash": _slash, "weekday": _weekday, "ampm": _ampm,
    "clock": _clock, "military": _military, "noon": _noon, "oclock": _oclock, "past": _past, "decade": _decade,
    "version": _version, "wordfraction": _fraction, "number": _number, "vague": _vague, "words": _words,
    "hoursminutes": _hours_minutes, "minutesseconds": _minutes_seconds, "score": _score,
    "andhalf": _and_half, "halfspan": _half_span,
    "soft": _soft,
}  # fmt: skip
