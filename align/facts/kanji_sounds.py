"""Where a Japanese text can be pronounced like a romanised word, by the dictionary's readings (extra `names`).

A word is put together from the readings of one to three characters each: 白川 is "shirakawa" as a
whole, 霧笛 is "mu" and "teki". Without the dictionary kanji have no readings, and only kana are
pronounced.
"""

from __future__ import annotations

import re
from functools import lru_cache

from align.facts.pronunciation import dictionary_readings
from align.text.kana import one_spelling, romaji

_LONGEST = 3
"""Characters that are looked up as one word."""
_KANA = re.compile("[ぁ-ゖァ-ヺー]+")
_VOICED = (("k", "g"), ("sh", "j"), ("s", "z"), ("ch", "j"), ("ts", "z"), ("t", "d"), ("h", "b"), ("f", "b"))
"""How the first consonant of a kanji may change inside a word."""


def spelled_spans(text: str, word: str) -> list[tuple[int, int]]:
    """Return start and end of each place of the text that can be pronounced like a word in one spelling."""
    spans = []
    for start in range(len(text)):
        spans += [(start, end) for end in sorted(_ends(text, start, word))]
    return spans


def begins_with(text: str, start: int, letters: str) -> bool:
    """Return True if a reading at this place of the text begins with one of the letters; they are in lower case."""
    return any(
        reading[:1] in letters
        for length in range(1, _LONGEST + 1)
        for reading in readings_of(text[start : start + length])
    )


@lru_cache(maxsize=16384)
def readings_of(part: str) -> frozenset[str]:
    """Return the pronunciations of a few characters in one spelling."""
    if not part:
        return frozenset()
    if _KANA.fullmatch(part):
        return frozenset({one_spelling(romaji(part))} - {""})
    return dictionary_readings(part) - {""}


def _ends(text: str, start: int, word: str) -> set[int]:
    """Return the ends of the parts of the text that begin at `start` and are pronounced like the word."""
    found: set[int] = set()
    open_ends = {(start, 0)}
    while open_ends:
        place, said = open_ends.pop()
        for length in range(1, min(_LONGEST, len(text) - place) + 1):
            for sound in _sounds(text[place : place + length], word[said - 1 : said] if said else ""):
                if not word.startswith(sound, said):
                    continue
                if said + len(sound) == len(word):
                    found.add(place + length)
                else:
                    open_ends.add((place + length, said + len(sound)))
    return found


@lru_cache(maxsize=32768)
def _sounds(part: str, before: str) -> tuple[str, ...]:
    """Return the sounds of a part behind a letter; "" at the beginning.

    Inside a word, the first one may be voiced.

    A long vowel is written once: 大 and 岡 make "oka".
    """
    readings = readings_of(part)
    if not before:
        return tuple(sorted(readings))
    sounds = set(readings)
    for reading in readings:
        sounds.update([voiced + reading[len(plain) :] for plain, voiced in _VOICED if reading.startswith(plain)][:1])
        if reading[0] == before and before in "aiueo":
            sounds.add(reading[1:])
    return tuple(sorted(sounds - {""}))
