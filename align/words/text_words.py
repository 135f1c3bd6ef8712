"""The words of a text in any language."""

from __future__ import annotations

from align.text.language import primary
from align.words.english_words import english_words
from align.words.japanese_words import japanese_words
from align.words.word import Word


def words_of(text: str, lang: str) -> list[Word]:
    """Return the words of a text that may have a link, in order."""
    return japanese_words(text) if primary(lang) == "ja" else english_words(text, lang)
