"""The words of a text in any language."""

from __future__ import annotations

import re
from functools import lru_cache

from align.facts.pronunciation import dictionary_tokenizer
from align.text.language import primary
from align.words.english_words import english_words
from align.words.japanese_words import japanese_words
from align.words.word import Word

_LONE = re.compile("[\ud800-\udfff]")
"""Halves of characters, which the tokenizer cannot take."""
_MOST_KEPT = 2000
"""Characters. The words of shorter texts are kept for a while: links, clauses and terms ask for the same ones."""


def words_of(text: str, lang: str) -> list[Word]:
    """Return the words of a text that may have a link, in order."""
    if len(text) > _MOST_KEPT:
        return _read(text, lang)
    return list(_words(text, lang, dictionary_tokenizer() is not None))


@lru_cache(maxsize=2048)
def _words(text: str, lang: str, by_dictionary: bool) -> tuple[Word, ...]:
    return tuple(_read(text, lang))


def _read(text: str, lang: str) -> list[Word]:
    text = _LONE.sub("\ufffd", text)
    return japanese_words(text) if primary(lang) == "ja" else english_words(text, lang)
