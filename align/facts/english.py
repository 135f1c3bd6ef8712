"""Dates, times, numbers and designations of an English text."""

from __future__ import annotations

import re

from align.facts.english_dates import DATE_READERS
from align.facts.english_numbers import NUMBER_READERS
from align.facts.english_patterns import DESIGNATION, LEXICON, PLACE, START, ZONE, ZONES
from align.facts.english_spans import SPAN_READERS
from align.facts.readers import FactList, FactReader, Match, RawFact
from align.model import Fact
from align.text.folding import fold


def english_facts(text: str) -> tuple[Fact, ...]:
    """The dates, times, quantities and designations of an English text, in order."""
    folded = fold(text)
    found = FactList(text, folded, _zone)
    place = 0
    while near := PLACE.search(folded, place):
        place = near.end()
        word = near[1]
        if (
            word is not None
            and word not in LEXICON
            and place == near.end(1)
            and word[1:].islower()
            and word.lower() not in LEXICON
        ):
            continue
        if word is None or word.lower() in LEXICON:
            match = START.match(folded, near.start())
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
        place = max(place, found.add(items))
    return tuple(found.facts)


def zones(text: str) -> set[str]:
    """The time zones that an English text names. "in Japan" after a time is Japan time."""
    found = {ZONES[match[1].lower()] for match in ZONE.finditer(text)}
    if re.search(r"m\.? (?:[\w,]+ ){0,6}in Japan\b", text):
        found.add("JST")
    return found


def _zone(folded: str) -> str:
    zoned = ZONE.search(folded)
    return ZONES[zoned[1].lower()] if zoned else ""


def _designation(text: str, start: int, word: str) -> tuple[list[RawFact], int]:
    """Read a word with capitals or digits inside as a designation.

    Returns the facts and where the word ends. Of "under-20" and "post-2011" only the number is
    left, for another reader.
    """
    after = start + len(word)
    if len(word) > 2 and word[1:].islower() and text.startswith("-", after) and word.lower() != "covid":
        return [], after + 1
    match = DESIGNATION.match(text, start)
    if match is None:
        return [], after
    token = match[0].rstrip(".")
    if not any(letter.isdigit() or letter.isupper() for letter in token[1:]):
        return [], match.end()
    if re.fullmatch(r"[A-Z]?[a-z]+(?:[-/][A-Z]?[a-z]+)+", token):
        return [], match.end()
    return [("acronym", token.casefold(), start, start + len(token))], match.end()


def _version(_text: str, match: Match) -> list[RawFact]:
    return [("acronym", match[0], match.start(), match.end())]


_READERS: dict[str, FactReader] = {**DATE_READERS, **NUMBER_READERS, **SPAN_READERS, "version": _version}
