"""A word of a sentence, as links need it."""

from __future__ import annotations

from dataclasses import dataclass

from align.text.spans import Span


@dataclass(frozen=True, slots=True)
class Word:
    """A word that may have a link. `span` counts the code points of its text."""

    span: Span
    text: str
    form: str
    """What its vector is made of: the dictionary form of a Japanese verb, else the text in lower case."""
    kind: str
    """"number", "negation", "katakana", "latin", "name", "verb", "word", or "other" for adverbs and the like."""
    light: bool = False
    """True for words that often need no link: する, "made"; they are never reported as unanswered."""
    reading: str = ""
    """Katakana that say how it is pronounced; "" where nobody knows or it is no name."""
    joined: bool = False
    """True if nothing but a hyphen or a space of English stands between it and the word before."""
