"""Words that agree by more than their vectors: figures, months, facts, sounds, Latin words, negation."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from align.facts import entities, facts
from align.facts.matching import match_facts
from align.facts.sounds import english_sounds, katakana_sounds, similarity
from align.facts.units import ENGLISH, JAPANESE, SIZES
from align.text.kana import is_romaji, one_spelling, romaji
from align.text.language import primary
from align.words.consonants import alike, consonants
from align.words.date_fields import MONTHS, date_fields

if TYPE_CHECKING:
    from align.model import Fact, Span
    from align.score.arrays import Floats
    from align.words.block_side import BlockSide
    from align.words.word import Word

_MONTHS = {name: number for number, month in enumerate(MONTHS, start=1) for name in (month, month[:3])}
_COUNTED = {
    word: number
    for number, words in enumerate(
        """zero|one first once single sole|two second twice both pair double|three third triple thrice|
        four fourth quarter quarterly|five fifth|six sixth|seven seventh|eight eighth|nine ninth|ten tenth|
        eleven eleventh|twelve twelfth dozen""".split("|")
    )
    for word in words.split()
}
_KANJI_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九十")} | {"両": 2, "半": 0.5, "百": 100}
_PARTIES = {name: -1.0 - place for place, names in enumerate(("甲A", "乙B", "丙C", "丁D")) for name in names}
_PARTY = re.compile(r"\bParty ([A-D])\b")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_LEAST_SOUND = 0.5
_UNIT_KINDS = {
    word: frozenset(SIZES[unit][0] for unit in units.split("|") if unit in SIZES)
    for word, units in (JAPANESE | ENGLISH).items()
}
"""What a unit word of either language measures; none means two things."""


def agreement_tables(one: BlockSide, other: BlockSide, sure: Sequence[bool]) -> dict[str, Floats]:
    """Return feature -> float32[n, m] for the words of source and target.

    `figure`: both are the same number. `figure_other`: both are numbers, but not the same. `fact`:
    they stand in facts that agree. `fact_other`: both stand in facts, which answer others.
    `entity`: both belong to the same country or body. `month`, `unit`, `latin`, `negation`: the
    same. `sound`: how far a name's sound is alike, above 0.5.
    """
    source, target = one.words, other.words
    shape = len(source), len(target)
    names = ("negation", "negation_one", "number_one")
    tables: dict[str, Floats] = {name: np.zeros(shape, dtype=np.float32) for name in names}
    tables |= _figures(one, other) | _turns(source, target)
    tables["month"] = _months(source, target)
    tables["latin"] = _same_forms(source, target)
    tables["unit"] = _units(source, target)
    tables["sound"] = _sounds(source, target, sure)
    _kinds(tables, source, target)
    return tables | _facts(one, other) | {"entity": _entities(one, other)}


def _figures(one: BlockSide, other: BlockSide) -> dict[str, Floats]:
    """Numbers, and the parties of a contract, which are numbered by letters."""
    values = [
        np.array([np.nan if (value := _value(word)) is None else value for word in side.words], dtype=np.float64)
        for side in (one, other)
    ]
    parties = {match.start(): _PARTIES[match[1]] for match in _PARTY.finditer(other.text)}
    if parties:
        for side, found in zip((one, other), values, strict=True):
            for place, word in enumerate(side.words):
                found[place] = _PARTIES.get(word.text, parties.get(word.span[0], found[place]))
    both = ~np.isnan(values[0])[:, None] & ~np.isnan(values[1])[None]
    same = values[0][:, None] == values[1][None]
    return {"figure": same.astype(np.float32), "figure_other": (both & ~same).astype(np.float32)}


def _months(source: Sequence[Word], target: Sequence[Word]) -> Floats:
    table = np.zeros((len(source), len(target)), dtype=np.float32)
    named = [(j, number) for j, word in enumerate(target) if (number := _MONTHS.get(word.form))]
    for i in range(len(source)) if named else ():
        month = _month(source, i)
        for j, number in named:
            table[i, j] = month == number
    return table


def _same_forms(source: Sequence[Word], target: Sequence[Word]) -> Floats:
    table = np.zeros((len(source), len(target)), dtype=np.float32)
    places: dict[str, list[int]] = {}
    for j, word in enumerate(target):
        places.setdefault(word.form, []).append(j)
    for i, word in enumerate(source):
        if word.form in places:
            table[i, places[word.form]] = 1
    return table


def _turns(source: Sequence[Word], target: Sequence[Word]) -> dict[str, Floats]:
    """For words that both texts repeat equally often: `turn` where both are the first, second … of their kind."""
    ranks = [_ranks(words) for words in (source, target)]
    counts = [np.array([count for _, count in side]) for side in ranks]
    places = [np.array([place for place, _ in side]) for side in ranks]
    both = (counts[0][:, None] == counts[1][None]) & (counts[0][:, None] > 1)
    same = places[0][:, None] == places[1][None]
    return {"turn": (both & same).astype(np.float32), "turn_other": (both & ~same).astype(np.float32)}


def _ranks(words: Sequence[Word]) -> list[tuple[int, int]]:
    """For each word how many words of its form stand before it, and how many there are."""
    total = Counter(word.form for word in words)
    seen: Counter[str] = Counter()
    found = []
    for word in words:
        found.append((seen[word.form], total[word.form] if word.kind not in ("number", "negation") else 0))
        seen[word.form] += 1
    return found


def _value(word: Word) -> float | None:
    """The number that a word is; None for other words."""
    if word.form in _COUNTED:
        return float(_COUNTED[word.form])
    if word.text in _KANJI_DIGITS:
        return float(_KANJI_DIGITS[word.text])
    found = _DIGITS.match(unicodedata.normalize("NFKC", word.text)) if word.kind == "number" else None
    return float(found[0].replace(",", "").rstrip(".")) if found and found[0].count(".") < 2 else None


def _month(words: Sequence[Word], place: int) -> int:
    """The month that a Japanese word is part of: 1 月; 0 if there is none."""
    for number, unit in ((place, place + 1), (place - 1, place)):
        if 0 <= number and unit < len(words) and words[unit].text == "月" and words[unit].joined:
            value = _value(words[number])
            if value is not None and value == int(value) and 1 <= value <= 12:
                return int(value)
    return 0


def _units(source: Sequence[Word], target: Sequence[Word]) -> Floats:
    table = np.zeros((len(source), len(target)), dtype=np.float32)
    kinds = [
        [(place, _UNIT_KINDS[word.form]) for place, word in enumerate(words) if word.form in _UNIT_KINDS]
        for words in (source, target)
    ]
    for i, some in kinds[0]:
        for j, other in kinds[1]:
            table[i, j] = not some.isdisjoint(other)
    return table


def _sounds(source: Sequence[Word], target: Sequence[Word], known: Sequence[bool]) -> Floats:
    """How alike names sound; words that have an answer by their vectors are not compared."""
    table = np.zeros((len(source), len(target)), dtype=np.float32)
    heard = [i for i, word in enumerate(source) if word.reading and not known[i]]
    if not heard:
        return table
    latin = [(j, word.form) for j, word in enumerate(target) if len(word.form) > 2 and word.form.isalpha()]
    if any(source[i].kind == "katakana" for i in heard):
        spoken = [(j, form, consonants(english_sounds(form))) for j, form in latin]
    if any(source[i].kind != "katakana" for i in heard):
        spelled = [(j, _spelling(form)) for j, form in latin if target[j].kind == "name" and is_romaji(form)]
    for i in heard:
        word = source[i]
        if word.kind == "katakana":
            own = consonants(katakana_sounds(word.text))
            for j, form, letters in spoken:
                if alike(own, letters):
                    table[i, j] = max(0.0, similarity(word.text, form) - _LEAST_SOUND)
        else:
            own = _spelling(romaji(word.reading))
            for j, written in spelled:
                if written == own or (len(own) > 3 and written.startswith(own)):
                    table[i, j] = _LEAST_SOUND
    return table


@lru_cache(maxsize=16384)
def _spelling(word: str) -> str:
    return one_spelling(word)


def _kinds(tables: dict[str, Floats], source: Sequence[Word], target: Sequence[Word]) -> None:
    for name, kind in (("negation", "negation"), ("number", "number")):
        held = [np.array([word.kind == kind for word in words], dtype=bool) for words in (source, target)]
        both = held[0][:, None] & held[1][None]
        if name == "negation":
            tables["negation"] = both.astype(np.float32)
        tables[f"{name}_one"] = ((held[0][:, None] | held[1][None]) & ~both).astype(np.float32)
    light = [np.array([word.light for word in words], dtype=np.float32) for words in (source, target)]
    shape = len(source), len(target)
    tables["light_source"] = np.broadcast_to(light[0][:, None], shape)
    tables["light_target"] = np.broadcast_to(light[1][None], shape)
    names = np.array([word.kind == "name" for word in source], dtype=np.float32)
    capitals = np.array([word.kind == "name" for word in target], dtype=np.float32)
    tables["name_both"] = names[:, None] * capitals[None]
    tables["name_source"] = names[:, None] * (1 - capitals[None])


def _facts(left: BlockSide, right: BlockSide) -> dict[str, Floats]:
    source, target = left.words, right.words
    shape = len(source), len(target)
    same, held = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    found = [facts(side.text, side.lang) for side in (left, right)]
    agreeing = match_facts(found[0], found[1]).agreeing
    dated = any(one.kind == "date" for one, _ in agreeing)
    fields = (date_fields(source), date_fields(target)) if dated else ([], [])
    for one, other in agreeing:
        for row in _inside(source, one):
            for column in _inside(target, other):
                same[row, column] = one.kind != "date" or fields[0][row] == fields[1][column]
    inside = [
        sorted({place for fact in some for place in _inside(words, fact)})
        for some, words in zip(found, (source, target), strict=True)
    ]
    held[np.ix_(inside[0], inside[1])] = 1
    return {"fact": same, "fact_other": held - same * held}


def _entities(left: BlockSide, right: BlockSide) -> Floats:
    """1 for words of the same country, body or place of `align.facts.entities`."""
    table = np.zeros((len(left.words), len(right.words)), dtype=np.float32)
    if primary(left.lang) != "ja" or primary(right.lang) != "en":
        return table
    japanese = entities.in_japanese(left.text)
    english = entities.in_english(right.text) if japanese else []
    for one in japanese:
        for other in english:
            if one.entity == other.entity:
                table[np.ix_(_within(left.words, one.span), _within(right.words, other.span))] = 1
    return table


def _inside(words: Sequence[Word], fact: Fact) -> list[int]:
    return _within(words, fact.span)


def _within(words: Sequence[Word], span: Span) -> list[int]:
    start, end = span
    return [place for place, word in enumerate(words) if word.span[0] < end and start < word.span[1]]
