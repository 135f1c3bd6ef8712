"""Quantities and durations of an English text. Each form has one reader."""

from __future__ import annotations

import re

from align.facts import units
from align.facts.english_number_words import SCALES, english_numeral
from align.facts.english_patterns import AGE_WORDS, LETTER_SCALES, QUARTER, SOFT, SPANS, VAGUE, WORD
from align.facts.english_units import SPAN_UNITS, bound, hour_word, unit_after
from align.facts.readers import FactReader, Match, RawFact
from align.facts.values import DateValue, Quantity
from align.model import Span
from align.text.numerals import roman_value, tidy

_OF_THESE = re.compile(r"\sof\s(?:the|them|these|those|its|their|our|us)\b")


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
    factor, unit, per, stop = unit_after(text, end) if not match["ord"] else (1.0, "", "", end)
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
    kind = "duration" if unit in SPAN_UNITS else "quantity"
    mark = _needs_no_answer(text, stop) or (bare and text[start - 1 : start] + text[end : end + 1] in ("[]", "()"))
    value = Quantity(
        tidy(number * factor), unit, tidy(quantum * factor), bound(text, start, stop), bool(scale), bool(match["ord"]),
        False, mark or (number == 1 and bare and not unit), bare and stop == end, per=per,
    )  # fmt: skip
    return [(kind, value, start, stop)]


_SCALE_BEHIND = re.compile(r"\sothers?\b|[\s-]?scale\b", re.I)


def _needs_no_answer(text: str, place: int) -> bool:
    """True before "other", which counts without one that is named, and "scale": "a seven-point scale"."""
    return bool(_SCALE_BEHIND.match(text, place))


def _vague(text: str, match: Match) -> list[RawFact]:
    words = re.findall(r"[a-z]+", match[0].lower())
    power = sum(VAGUE.get(word, 0) for word in words)
    behind = unit_after(text, match.end() + 3 * text.startswith(" of ", match.end()))
    end = behind.end if behind.unit else match.end()
    return [("quantity", Quantity(power, behind.unit, vague=True), match.start(), end)] if power else []


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
    factor, unit, per, stop = (1.0, "", "", end) if ordinal else unit_after(text, end)
    if ordinal and (quarter := QUARTER.match(text, start)):
        return [("date", DateValue(quarter=int(number)), start, quarter.end())]
    if ordinal and number <= 2 and text[end : end + 4] in ("-han", "-rat"):
        return []
    followed = _OF_THESE.match(text, end)
    soft = (
        (number <= 1 and unit in ("", "pp|", "day", "year", "month", "week"))
        or (ordinal and number <= 2)
        or bool(followed and number == 1)
        or _needs_no_answer(text, stop)
    )
    kind = "duration" if unit in SPAN_UNITS else "quantity"
    limit = bound(text, start, stop)
    value = Quantity(tidy(number * factor), unit, tidy(quantum * factor), limit, scaled, ordinal, False, soft, per=per)
    if text[start:end].lower() == "dozen":
        value = Quantity(12, unit, 12, limit or "~", True)
    return [(kind, value, start, stop)]


def _soft(_text: str, match: Match) -> list[RawFact]:
    word = match[0].lower()
    if word in SPANS:
        return [("duration", Quantity(SPANS[word], "year", soft=True), match.start(), match.end())]
    if word == "fortnight":
        value = Quantity(14, "day", soft=True)
    elif word in ("annual", "annually"):
        return []
    else:
        unit = "x|" if word.startswith(("doubl", "tripl", "quadrupl", "threefold", "twofold")) else ""
        value = Quantity(SOFT[word], unit, soft=True, quantum=0.1, ordinal=word.startswith("initial"))
    return [("quantity", value, match.start(), match.end())]


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
    factor, unit, _, stop = unit_after(text, right[1])
    kind = "duration" if unit in SPAN_UNITS else "quantity"
    first, second = (Quantity(tidy(number * factor), unit, plain=not unit) for number in numbers)
    return [
        ("quantity", Quantity(high * 1000 + low, "score", soft=True), left[0], right[1]),
        (kind, first, *left),
        (kind, second, right[0], stop),
    ]


NUMBER_READERS: dict[str, FactReader] = {
    "number": _number,
    "vague": _vague,
    "words": _words,
    "score": _score,
    "often": _often,
    "roman": _roman,
    "soft": _soft,
    "aged": _aged,
    "average": _average,
}
"""The name of a group of `START` -> the reader of what it matched."""
