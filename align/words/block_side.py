"""One side of a block: a text and its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.words.text_words import words_of
from align.words.word import Word


@dataclass(frozen=True)
class BlockSide:
    """The text of one side of a block and its words."""

    text: str
    lang: str
    words: tuple[Word, ...]

    def forms(self) -> list[str]:
        """What the words' vectors are made of."""
        return [word.form for word in self.words]

    def phrases(self, known: Sequence[bool]) -> list[str]:
        """Each word with the one behind it, as they stand; "" where they make no phrase, or both are known already."""
        return [
            self.text[word.span[0] : behind.span[1]].lower()
            if behind.joined and not (known[place] and known[place + 1]) and _fit(word) and _fit(behind)
            else ""
            for place, (word, behind) in enumerate(zip(self.words, self.words[1:], strict=False))
        ]


def block_side(text: str, lang: str) -> BlockSide:
    """Find the words of a text."""
    return BlockSide(text, lang, tuple(words_of(text, lang)))


def _fit(word: Word) -> bool:
    """True for words that make phrases: nouns, names and English words, but no light ones."""
    return not word.light and word.kind in ("word", "name", "katakana", "latin")
