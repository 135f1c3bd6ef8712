"""Which Japanese sentences hold the names that an English sentence states.

Katakana answers by its sound. Kanji answer by their pronunciation: that of the dictionary (extra
`names`), or one that the pronunciations of the single characters make. Countries and other entities
answer by the table of entities.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from align.facts import entities, sounds
from align.facts.kanji_sounds import spelled_spans
from align.facts.names import english_names
from align.facts.pronunciation import pronounce
from align.support.answers import Answers, rarity
from align.text.kana import is_romaji, one_spelling
from align.text.language import primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Places = dict[str, set[int]]
    """Text -> the sentences that hold it."""

_KATAKANA = re.compile("[ァ-ヺ][ァ-ヺー]{2,}")
_KANJI = re.compile("[一-鿿々ヶ]{2,}")
_MOST_COMPARISONS = 100_000
"""Most pairs of a Japanese word and an English word that are compared by sound."""
_LEAST_LETTERS = 4
"""A shorter romanised word is found in too many pronunciations."""


def name_answers(source: list[str], target: list[str], langs: tuple[str, str]) -> Answers:
    """Return the names that target sentences state.

    All is 0 for other languages than Japanese and English. For a Japanese target, no names are
    counted as stated.
    """
    shared = np.zeros((len(source), len(target)), dtype=np.float32)
    stated, unanswered = np.zeros(len(target), np.float32), np.zeros(len(target), np.float32)
    spoken = primary(langs[0]), primary(langs[1])
    if spoken == ("ja", "en"):
        for columns, rows in _answers(source, target):
            stated[columns] += 1
            unanswered[columns] += not rows
            for row, weight in rows.items():
                shared[row, columns] += weight
    elif spoken == ("en", "ja"):
        for stating, holding in _answers(target, source):
            for column, weight in holding.items():
                shared[stating, column] += weight
    return Answers(shared, stated, unanswered)


def _answers(japanese: list[str], english: list[str]) -> Iterable[tuple[list[int], dict[int, float]]]:
    """Yield for each distinct English name the sentences that state it, and {Japanese sentence: weight}."""
    names: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for place, text in enumerate(english):
        for found in english_names(text):
            names[found.words].add(place)
    words = {word for name in names for word in name}
    places = _places_of_words(sorted(words), japanese)
    for name, columns in names.items():
        rows: dict[int, float] = defaultdict(float)
        for word in name:
            for row in places[word]:
                rows[row] += rarity(len(places[word]), len(japanese)) / len(name)
        yield sorted(columns), dict(rows)
    yield from _entities(japanese, english)


def _entities(japanese: list[str], english: list[str]) -> Iterable[tuple[list[int], dict[int, float]]]:
    held: dict[int, set[int]] = defaultdict(set)
    stated: dict[int, set[int]] = defaultdict(set)
    for place, text in enumerate(english):
        for found in entities.in_english(text):
            stated[id(found.entity)].add(place)
    for place, text in enumerate(japanese):
        for found in entities.in_japanese(text):
            held[id(found.entity)].add(place)
    for key, columns in stated.items():
        if rows := held.get(key):
            yield sorted(columns), dict.fromkeys(rows, rarity(len(rows), len(japanese)))


def _places_of_words(words: Sequence[str], japanese: list[str]) -> Places:
    """Return for each English word the Japanese sentences that hold a word of its sound."""
    places: Places = {word: set() for word in words}
    katakana, kanji = _held(_KATAKANA, japanese), _held(_KANJI, japanese)
    most = max(1, _MOST_COMPARISONS // max(1, len(words)))
    rare = sorted(katakana, key=lambda part: len(katakana[part]))[:most]
    folded = [text.casefold() for text in japanese]
    readings = [read.whole if (read := pronounce(text)) else "" for text in japanese]
    for word in words:
        lowered = word.casefold()
        if len(word) > 2:
            places[word] |= {place for place, text in enumerate(folded) if lowered in text}
        for part in rare:
            if sounds.similarity(part, word) >= sounds.MATCH:
                places[word] |= katakana[part]
        spelled = one_spelling(word)
        if len(spelled) >= _LEAST_LETTERS and is_romaji(word):
            places[word] |= {place for place, whole in enumerate(readings) if spelled in whole}
            for run in kanji:
                if any(end - start > 1 for start, end in spelled_spans(run, spelled)):
                    places[word] |= kanji[run]
    return places


def _held(pattern: re.Pattern[str], texts: list[str]) -> Places:
    held: Places = defaultdict(set)
    for place, text in enumerate(texts):
        for match in pattern.finditer(text):
            held[match[0]].add(place)
    return held
