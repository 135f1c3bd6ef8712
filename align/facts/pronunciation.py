"""The pronunciation of kanji, by SudachiPy and its dictionary (the extra `names`).

Both are loaded at the first use.
"""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from align.text.kana import one_spelling, romaji
from align.text.spans import Span

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, Tokenizer

_PIECE = 12_000
"""Characters that are tokenized at once; the tokenizer takes at most 49,149 bytes."""
_MOST_POSSIBLE = 4096
_KATAKANA = re.compile("[ァ-ヺー]+")


@dataclass(frozen=True, slots=True)
class DictionaryName:
    """A name that the dictionary finds, with all its pronunciations in one spelling."""

    text: str
    kind: str
    """"surname", "given", "place" or "katakana"."""
    span: Span
    readings: frozenset[str]
    possible: frozenset[str] = frozenset()
    """Pronunciations put together from those of the single characters: names are often read so."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How a text is pronounced, in Latin letters."""

    whole: str
    """The whole text without spaces, in one spelling."""
    names: tuple[DictionaryName, ...]


@lru_cache(maxsize=1)
def _dictionary() -> tuple[Dictionary, Tokenizer] | None:
    try:
        import sudachipy

        dictionary = sudachipy.Dictionary(dict="core")
        make = getattr(dictionary, "tokenizer", None) or dictionary.create
        return dictionary, make()
    except Exception:
        return None


def available() -> bool:
    """True if the dictionary is installed. Without it, kanji names are not compared."""
    return _dictionary() is not None


def dictionary_tokenizer() -> Tokenizer | None:
    """The dictionary's tokenizer; None if it is not installed."""
    loaded = _dictionary()
    return loaded[1] if loaded else None


@lru_cache(maxsize=4096)
def pronounce(text: str) -> Pronunciation | None:
    """The pronunciation of a Japanese text and its names; None if the dictionary is not installed."""
    loaded = _dictionary()
    if loaded is None:
        return None
    import sudachipy

    dictionary, tokenizer = loaded
    whole: list[str] = []
    names: list[DictionaryName] = []
    for start in range(0, len(text), _PIECE):
        for morpheme in tokenizer.tokenize(text[start : start + _PIECE], sudachipy.SplitMode.C):
            whole.append(romaji(morpheme.reading_form()))
            if name := _name(dictionary, morpheme, start):
                names.append(name)
    return Pronunciation(one_spelling("".join(whole)), tuple(names))


def _name(dictionary: Dictionary, morpheme: Morpheme, start: int) -> DictionaryName | None:
    surface, speech = morpheme.surface(), morpheme.part_of_speech()
    span = (start + morpheme.begin(), start + morpheme.end())
    if len(surface) > 2 and _KATAKANA.fullmatch(surface):
        proper = speech[1] == "固有名詞" or (morpheme.is_oov() and len(surface) < 8)
        return DictionaryName(surface, "katakana", span, frozenset()) if proper else None
    if speech[1] != "固有名詞" or not any("一" <= letter <= "鿿" for letter in surface):
        return None
    place = "place" if speech[2] == "地名" and speech[3] != "国" else ""
    kind = {"姓": "surname", "名": "given"}.get(speech[3], place)
    if not kind:
        return None
    return DictionaryName(
        surface,
        kind,
        span,
        _readings(dictionary, surface) | {one_spelling(romaji(morpheme.reading_form()))},
        _possible(dictionary, surface),
    )


def _possible(dictionary: Dictionary, surface: str) -> frozenset[str]:
    """Every pronunciation that those of the single characters make, for names of two to four characters."""
    if not 2 <= len(surface) <= 4:
        return frozenset()
    of_each = [sorted(_readings(dictionary, letter)) for letter in surface]
    if not all(of_each) or math.prod(map(len, of_each)) > _MOST_POSSIBLE:
        return frozenset()
    return frozenset(one_spelling("".join(parts)) for parts in itertools.product(*of_each))


def dictionary_readings(surface: str) -> frozenset[str]:
    """The pronunciations of one kanji or word in one spelling; empty if it is not listed, or without the dictionary."""
    loaded = _dictionary()
    return _readings(loaded[0], surface) if loaded else frozenset()


@lru_cache(maxsize=4096)
def _readings(dictionary: Dictionary, surface: str) -> frozenset[str]:
    lookup = getattr(dictionary, "lookup", None)
    if lookup is None:
        return frozenset()
    return frozenset(one_spelling(romaji(entry.reading_form())) for entry in lookup(surface))
