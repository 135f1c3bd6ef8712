"""Quantities and durations of an English text. Each form has one reader."""

from __future__ import annotations

import re

from align.facts import units
from align.facts.english_number_words import CARDINAL_WORDS, SCALES, english_numeral
from align.facts.english_patterns import (
    AFTER_BOUND,
    AGE_WORDS,
    BEFORE,
    BOUND,
    FRACTIONS,
    LETTER_SCALES,
    QUARTER,
    SOFT,
    SPANS,
    SUFFIX,
    VAGUE,
    WORD,
)
from align.facts.readers import FactReader, Match, RawFact
from align.facts.values import DateValue, Quantity
from align.model import Span
from align.text.numerals import roman_value, tidy


def hour_word(word: str) -> int:
    """The number that digits or a small number word name; 0 for anything else."""
    if word.isdigit():
        return int(word) if len(word) <= _MOST_DIGITS else 0
    return CARDINAL_WORDS.get(word.lower(), 0)


_MOST_DIGITS = 15
"""More digits in front of "and a half" are no number that a text counts with."""


def words_at(text: str, start: int, end: int) -> list[RawFact]:
    """The small number that stands between two places, as a quantity; [] if none does."""
    number = hour_word(text[start:end])
    return [("quantity", Quantity(number), start, end)] if number else []


_OF_THESE = re.compile(r"\sof\s(?:the|them|these|those|its|their|our|us)\b")
_SHARE = re.compile(
    r"\s(?:of|the|as|more|less|smaller|larger|lower|higher|fewer|from|to|in|over|compared)\b|\W*$|[.,;:)]"
)
"""What follows "a third" where it is a share. Before other words ("a third term") it is an ordinal."""


def _fraction(text: str, match: Match) -> list[RawFact]:
    bottom = FRACTIONS[match["fd"].lower().rstrip("s") if match["fd"].lower() != "halves" else "half"]
    article = match["fn"].lower() in ("a", "an")
    top = 1 if article else hour_word(match["fn"])
    if article and match["fd"].lower() not in ("half", "quarter") and not _SHARE.match(text, match.end()):
        return [("quantity", Quantity(bottom, ordinal=True), match.start("fd"), match.end("fd"))]
    if top >= bottom:
        return [("quantity", Quantity(top, ordinal=False), match.start("fn"), match.end("fn"))]
    value = Quantity(tidy(top / bottom), quantum=0.01, soft=bottom == 2, bound=_bound(text, match.start(), match.end()))
    return [("quantity", value, match.start(), match.end())]


def _quarter_hour(_text: str, match: Match) -> list[RawFact]:
    minutes = 45 if match[0].lower().startswith("three") else 15
    return [("duration", Quantity(minutes, "min", quantum=5), match.start(), match.end())]


def _and_half(text: str, match: Match) -> list[RawFact]:
    if match["hu"]:
        factor, unit = units.resolve(units.ENGLISH[match["hu"].lower()])
        return [("duration", Quantity(1.5 * factor, unit, quantum=0.5 * factor), match.start(), match.end())]
    factor, unit, stop = _unit_after(text, match.end())
    number = (hour_word(match["hn"]) + 0.5) * factor
    kind = "duration" if unit in _SPAN_UNITS else "quantity"
    return [(kind, Quantity(tidy(number), unit, quantum=0.5 * factor), match.start(), stop)]


def _half_span(_text: str, match: Match) -> list[RawFact]:
    number, unit = _HALF_SPANS[(match["hs"] or match["hs2"]).lower()]
    return [("duration", Quantity(number, unit, soft=True), match.start(), match.end())]


_HALF_SPANS = {"hour": (30, "min"), "year": (6, "month"), "century": (50, "year"), "day": (12, "h"),
               "decade": (5, "year"),
               "month": (0.5, "month")}  # fmt: skip
_SPAN_UNITS = frozenset(("s", "min", "h", "day", "week", "month", "year"))


def _bound(text: str, start: int, end: int) -> str:
    if before := BEFORE.search(text, max(0, start - 24), start):
        return BOUND.get(" ".join(before[1].lower().split()), ">" if before[1].lower().startswith("exceed") else "~")
    if after := AFTER_BOUND.match(text, end):
        word = after[1].lower()
        if word == "or so":
            return "~"
        return "<=" if word.endswith(("less", "fewer", "under", "below", "younger")) else ">="
    return ""


def _unit_after(text: str, place: int) -> tuple[float, str, int]:
    if suffix := SUFFIX.match(text, place):
        if suffix["symbol"]:
            return 1.0, units.SYMBOLS[suffix["symbol"]], suffix.end()
        return *units.resolve(units.ENGLISH[suffix["unit"].lower()]), suffix.end()
    return 1.0, "", place


def _number(text: str, match: Match) -> list[RawFact]:
    digits, scale = match["digits"], match["scale"]
    start, end = match.start(), match.end()
    if scale and scale in "MKBT" and not match["prefix"]:
        scale, end = None, match.end("digits")
    plain = digits.replace(",", "")
    number = float(plain)
    quantum = 10.0 ** -(len(plain) - plain.index(".") - 1) if "." in plain else 1.0
    if scale:
        factor = SCALES.get(scale.lower()) or LETTER_SCALES.get(scale, 1)
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
    mark = text[stop : stop + 6].lower() == " other" or (
        bare and text[start - 1 : start] + text[end : end + 1] in ("[]", "()")
    )
    value = Quantity(
        tidy(number * factor), unit, tidy(quantum * factor), _bound(text, start, stop), bool(scale), bool(match["ord"]),
        False, mark or (number == 1 and bare and not unit), bare and stop == end,
    )  # fmt: skip
    return [(kind, value, start, stop)]


def _vague(text: str, match: Match) -> list[RawFact]:
    words = re.findall(r"[a-z]+", match[0].lower())
    power = sum(VAGUE.get(word, 0) for word in words)
    _, unit, end = _unit_after(text, match.end())
    return [("quantity", Quantity(power, unit, vague=True), match.start(), end)] if power else []


def _words(text: str, match: Match) -> list[RawFact]:
    words = re.findall(r"[a-z]+", match[0].lower())
    found: list[RawFact] = []
    parsed = english_numeral(words)
    if parsed is None:
        for piece in re.finditer(WORD, match[0], re.I):
            one = english_numeral([piece[0].lower()])
            if one:
                start, end = match.start() + piece.start(), match.start() + piece.end()
                found.extend(_worded(text, start, end, one))
        return found
    return _worded(text, match.start(), match.end(), parsed)


def _worded(text: str, start: int, end: int, parsed: tuple[float, float, bool, bool]) -> list[RawFact]:
    number, quantum, scaled, ordinal = parsed
    factor, unit, stop = (1.0, "", end) if ordinal else _unit_after(text, end)
    if ordinal and (quarter := QUARTER.match(text, start)):
        return [("date", DateValue(quarter=int(number)), start, quarter.end())]
    if ordinal and number <= 2 and text[end : end + 4] in ("-han", "-rat"):
        return []
    followed = _OF_THESE.match(text, end)
    soft = (
        (number <= 1 and unit in ("", "pp|", "day", "year", "month", "week"))
        or (ordinal and number <= 2)
        or bool(followed and number == 1)
        or text[stop : stop + 6].lower() == " other"
    )
    kind = "duration" if unit in _SPAN_UNITS else "quantity"
    bound = _bound(text, start, stop)
    value = Quantity(tidy(number * factor), unit, tidy(quantum * factor), bound, scaled, ordinal, False, soft)
    if text[start:end].lower() == "dozen":
        value = Quantity(12, unit, 12, bound or "~", True)
    return [(kind, value, start, stop)]


def _soft(_text: str, match: Match) -> list[RawFact]:
    word = match[0].lower()
    if word in SPANS:
        value = Quantity(SPANS[word], "year", soft=True)
    elif word == "fortnight":
        value = Quantity(14, "day", soft=True)
    elif word in ("annual", "annually"):
        return []
    else:
        unit = "x|" if word.startswith(("doubl", "tripl", "quadrupl", "threefold", "twofold")) else ""
        value = Quantity(SOFT[word], unit, soft=True, quantum=0.1, ordinal=word.startswith("initial"))
    return [("quantity", value, match.start(), match.end())]


def _hours_minutes(_text: str, match: Match) -> list[RawFact]:
    value = Quantity(hour_word(match["hh"]) * 60 + hour_word(match["mm"]), "min")
    return [("duration", value, match.start(), match.end())]


def _minutes_seconds(_text: str, match: Match) -> list[RawFact]:
    seconds = float(match["ss"]) if match["ss"][0].isdigit() else hour_word(match["ss"])
    value = Quantity(tidy(hour_word(match["ms"]) * 60 + seconds), "s", quantum=0.01)
    return [("duration", value, match.start(), match.end())]


_OFTEN = {
    "day": "/day", "week": "/week", "month": "/month", "year": "/year", "hour": "/h", "minute": "/min",
    "daily": "/day", "weekly": "/week", "monthly": "/month", "annually": "/year", "yearly": "/year", "hourly": "/h",
}  # fmt: skip


def _often(_text: str, match: Match) -> list[RawFact]:
    """Read "three times a day", "once every two days" and "quarterly" as a frequency."""
    if match["oq"]:
        number, unit, soft = 4.0, "/year", True
    elif match["oo"]:
        number, unit, soft = 0.5, _OFTEN[match["oo"].lower()], True
    else:
        number = SOFT[match["ow"].lower()] if match["ow"] else float(hour_word(match["on"]))
        word = match["ou"] or match["oa"] or match["os"].lower().rstrip("s")
        unit, soft = _OFTEN[word.lower()], False
        if match["od"]:
            number /= 2 if match["od"].lower() == "other" else max(1, hour_word(match["od"]))
    return [("quantity", Quantity(tidy(number), unit, quantum=0.01, soft=soft), match.start(), match.end())]


def _roman(_text: str, match: Match) -> list[RawFact]:
    number = roman_value(match["rn"])
    return [("quantity", Quantity(number, ordinal=True, soft=True), match.start("rn"), match.end())] if number else []


def _aged(_text: str, match: Match) -> list[RawFact]:
    word = match[0].lower()
    number = AGE_WORDS[word] if word in AGE_WORDS else int(word.rstrip("s"))
    return [("quantity", Quantity(number, "aged", soft=word.startswith("teen")), match.start(), match.end())]


def _average(_text: str, match: Match) -> list[RawFact]:
    return [("quantity", Quantity(float(f"0{match[0]}"), quantum=0.001), match.start(), match.end())]


def _score(text: str, match: Match) -> list[RawFact]:
    return score_facts(text, match.span("s1"), match.span("s2"))


def score_facts(text: str, left: Span, right: Span) -> list[RawFact]:
    """Read "3-1" and "3 to 1" as a soft score and as its two numbers: it may be a score or a range."""
    numbers = int(text[slice(*left)]), int(text[slice(*right)])
    high, low = sorted(numbers, reverse=True)
    factor, unit, stop = _unit_after(text, right[1])
    kind = "duration" if unit in _SPAN_UNITS else "quantity"
    first, second = (Quantity(tidy(number * factor), unit, plain=not unit) for number in numbers)
    return [
        ("quantity", Quantity(high * 1000 + low, "score", soft=True), left[0], right[1]),
        (kind, first, *left),
        (kind, second, right[0], stop),
    ]


NUMBER_READERS: dict[str, FactReader] = {
    "wordfraction": _fraction,
    "number": _number,
    "vague": _vague,
    "words": _words,
    "hoursminutes": _hours_minutes,
    "minutesseconds": _minutes_seconds,
    "score": _score,
    "andhalf": _and_half,
    "halfspan": _half_span,
    "often": _often,
    "roman": _roman,
    "soft": _soft,
    "quarterhour": _quarter_hour,
    "aged": _aged,
    "average": _average,
}
"""The name of a group of `START` -> the reader of what it matched."""
