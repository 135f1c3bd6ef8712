"""The words that every output shares: kinds of beads, how sure a bead is, names of languages, numbers of things."""

from __future__ import annotations

from align.model import Bead
from align.model.beads import DOUBTFUL_BELOW
from align.text.language import primary

SURE_FROM = 0.9
"""Probability from which on a bead is called sure. Below `DOUBTFUL_BELOW` it is doubtful, between both likely."""
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_LANGUAGES = {
    "ar": "Arabic",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fi": "Finnish",
    "fr": "French",
    "hi": "Hindi",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "nl": "Dutch",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def kind_words(source: int, target: int) -> str:
    """Say in words how many source segments answer how many target segments.

    >>> [kind_words(*kind) for kind in [(1, 1), (2, 1), (1, 3), (2, 12), (1, 0), (0, 2)]]
    ['one to one', 'two into one', 'one into three', 'two into 12', 'left out', 'added']
    """
    if not target:
        return "left out"
    if not source:
        return "added"
    between = "to" if source == target else "into"
    return f"{_number(source)} {between} {_number(target)}"


def confidence_words(bead: Bead) -> str:
    """Return how sure a bead is: "confirmed by a person", "sure", "likely" or "doubtful"."""
    if bead.locked:
        return "confirmed by a person"
    if bead.probability >= SURE_FROM:
        return "sure"
    return "likely" if bead.probability >= DOUBTFUL_BELOW else "doubtful"


def language_name(lang: str) -> str:
    """Return the English name of a language, or its code where no name is known here.

    >>> language_name("ja-JP"), language_name("eu")
    ('Japanese', 'eu')
    """
    return _LANGUAGES.get(primary(lang), lang)


def side_names(source: str, target: str) -> tuple[str, str]:
    """Return what tells both sides of a pair apart: their languages, or "source" and "target" if they are equal.

    >>> side_names("ja", "en"), side_names("en-GB", "en")
    (('Japanese', 'English'), ('source', 'target'))
    """
    names = language_name(source), language_name(target)
    return names if names[0] != names[1] else ("source", "target")


def count_of(number: int, thing: str) -> str:
    """Return a number with its noun.

    >>> count_of(1, "paragraph"), count_of(0, "paragraph")
    ('1 paragraph', '0 paragraphs')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
