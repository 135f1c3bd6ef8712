"""Fractions, halves and durations of several units in an English text: "two-thirds", "1 1/2 cups", "2 h 14 min"."""

from __future__ import annotations

import re

from align.facts import units
from align.facts.english_patterns import FRACTIONS
from align.facts.english_units import SPAN_UNITS, bound, hour_word, unit_after
from align.facts.readers import FactReader, Match, RawFact
from align.facts.values import Quantity
from align.text.numerals import VULGAR, tidy

_SHARE = re.compile(
    r"\s(?:of|the|as|more|less|smaller|larger|lower|higher|fewer|from|to|in|over|compared)\b|\W*$|[.,;:)]"
)
"""What follows "a third" where it is a share. Before other words ("a third term") it is an ordinal."""


def _fraction(text: str, match: Match) -> list[RawFact]:
    bottom = FRACTIONS[match["fd"].lower().rstrip("s") if match["fd"].lower() != "halves" else "half"]
    if match["fs"]:
        bottom *= 10 if match["fs"].lower() == "ten" else 100
    article = match["fn"].lower() in ("a", "an")
    top = 1 if article else hour_word(match["fn"])
    ordinal = article and match["fd"].lower() not in ("half", "quarter") and not match["fs"]
    if ordinal and not _SHARE.match(text, match.end()):
        return [("quantity", Quantity(bottom, ordinal=True), match.start("fd"), match.end("fd"))]
    if top >= bottom:
        return [("quantity", Quantity(top, ordinal=False), match.start("fn"), match.end("fn"))]
    value = Quantity(tidy(top / bottom), quantum=0.01, soft=bottom == 2, bound=bound(text, match.start(), match.end()))
    return [("quantity", value, match.start(), match.end())]


def _mixed(text: str, match: Match) -> list[RawFact]:
    """Read ½, 1½, "2 3/4 inches" and "3/4 cup"."""
    whole = hour_word(match["vw"] or match["vw2"] or "0")
    part = VULGAR[match["vf"]] if match["vf"] else int(match["vn"]) / max(1, int(match["vd"]))
    factor, unit, per, stop = unit_after(text, match.end())
    value = Quantity(
        tidy((whole + part) * factor), unit, quantum=0.25 if whole else 0.01, per=per,
        bound=bound(text, match.start(), stop), soft=part == 0.5 and not whole and not unit,
    )  # fmt: skip
    return [("duration" if unit in SPAN_UNITS else "quantity", value, match.start(), stop)]


def _quarter_hour(_text: str, match: Match) -> list[RawFact]:
    minutes = 45 if match[0].lower().startswith("three") else 15
    return [("duration", Quantity(minutes, "min", quantum=5), match.start(), match.end())]


def _and_half(text: str, match: Match) -> list[RawFact]:
    if match["hu"]:
        factor, unit = units.resolve(units.ENGLISH[match["hu"].lower()])
        return [("duration", Quantity(1.5 * factor, unit, quantum=0.5 * factor), match.start(), match.end())]
    factor, unit, per, stop = unit_after(text, match.end())
    number = (hour_word(match["hn"]) + 0.5) * factor
    kind = "duration" if unit in SPAN_UNITS else "quantity"
    return [(kind, Quantity(tidy(number), unit, per=per, quantum=0.5 * factor), match.start(), stop)]


def _half_span(_text: str, match: Match) -> list[RawFact]:
    number, unit = (25, "year") if match["hq"] else _HALF_SPANS[(match["hs"] or match["hs2"]).lower()]
    return [("duration", Quantity(number, unit, soft=True), match.start(), match.end())]


_HALF_SPANS = {"hour": (30, "min"), "year": (6, "month"), "century": (50, "year"), "day": (12, "h"),
               "decade": (5, "year"),
               "month": (0.5, "month")}  # fmt: skip


def _hours_minutes(_text: str, match: Match) -> list[RawFact]:
    hours, minutes = match["hh"] or match["hh2"], match["mm"] or match["mm2"] or match["mm3"]
    value = Quantity((1 if hours.lower() in ("a", "an") else hour_word(hours)) * 60 + hour_word(minutes), "min")
    return [("duration", value, match.start(), match.end())]


def _minutes_seconds(_text: str, match: Match) -> list[RawFact]:
    seconds = float(match["ss"]) if match["ss"][0].isdigit() else hour_word(match["ss"])
    value = Quantity(tidy(hour_word(match["ms"]) * 60 + seconds), "s", quantum=0.01)
    return [("duration", value, match.start(), match.end())]


SPAN_READERS: dict[str, FactReader] = {
    "wordfraction": _fraction,
    "mixed": _mixed,
    "hoursminutes": _hours_minutes,
    "minutesseconds": _minutes_seconds,
    "andhalf": _and_half,
    "halfspan": _half_span,
    "quarterhour": _quarter_hour,
}
"""The name of a group of `START` -> the reader of what it matched."""
