"""The persons that an English line names, and how surely a Japanese line names the same ones.

A line of a list holds little beside a name: "Mr. T. Muto, Deputy Governor" answers 武藤敏郎(副総裁) by its
name alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from align.facts import sounds
from align.facts.capitals import GENERIC, LOOKS_JAPANESE, TITLES
from align.facts.kanji_sounds import begins_with, spelled_spans
from align.facts.pronunciation import pronounce
from align.text.folding import fold
from align.text.kana import is_romaji, one_spelling

WHOLE = 1.0
"""Surname and given name or initial answer, or the surname of a person of whom no more is said."""
SURNAME = 0.5
"""The surname answers; the initial or the end of the given name does not, as far as the dictionary knows."""
GIVEN = 0.3
"""Only one part of a name answers, where both are written out: most probably somebody else."""
_MOST_ENGLISH, _MOST_JAPANESE = 200, 90
"""Characters of the longest lines in which names are sought; a longer one is prose, which says more than names."""
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Hon|Sir|Amb|Gov|Gen|Lt|Col|H\.E)"
_WORD = r"(?:Mc|Mac|O['’])?[A-ZÀ-ÞĀĒĪŌŪ](?:[a-zà-žāēīōū'’]+|[A-ZĀĒĪŌŪ]{2,})(?:-[A-Z]?[a-zà-ž]+)*"
_INITIALS = r"(?:[A-Z]\.[ ]?(?:-[A-Z]\.[ ]?)?)+"
_TITLED = re.compile(
    rf"\b{_TITLE}\b\.?,?[ ]+(?P<initials>{_INITIALS})?(?P<first>{_WORD})(?:,?[ ]+(?:{_INITIALS})?(?P<second>{_WORD}))?"
)
_INITIALLED = re.compile(rf"(?<![A-Za-z.])(?P<initials>{_INITIALS})(?P<first>{_WORD})(?![.’'])")
_PLAIN = re.compile(rf"(?<![A-Za-z.-])(?P<first>{_WORD}),?[ ]+(?:{_INITIALS})?(?P<second>{_WORD})(?![A-Za-z-])")
_KATAKANA = re.compile("[ァ-ヺ][ァ-ヺー]+")
_FOREIGN = re.compile("[ァ-ヺー]{2,}・[ァ-ヺー]{2,}")
_JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿々]")
_SPACES = " 　・"
_CONSONANTS = {"c": "ck", "f": "fh", "j": "jz", "l": "r", "v": "bv", "h": "hf", "z": "zj", "k": "kc"}
"""Initial in English -> first letters of Japanese sounds that it may stand for, where it is not the letter itself."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a line names them: one or two words of the name as written, and the initial, "" if none."""

    words: tuple[str, ...]
    initial: str = ""
    foreign: bool = False
    """True for two words in capitals that are no Japanese name: a person only if a katakana name sounds like them."""


@lru_cache(maxsize=4096)
def persons(text: str) -> tuple[Person, ...]:
    """Return the persons of a short English line.

    A person has a title, or initials before the surname, or two words in capitals that may be a
    name.
    """
    if len(text) > _MOST_ENGLISH:
        return ()
    found: dict[tuple[int, int], Person] = {}
    for pattern in (_TITLED, _INITIALLED, _PLAIN):
        place = 0
        while match := pattern.search(text, place):
            person = _person(match, titled=pattern is not _PLAIN)
            place = match.end("first") if person is None else match.end()
            if person and all(match.start() >= end or match.end() <= start for start, end in found):
                found[match.span()] = person
    return tuple(found[span] for span in sorted(found))


def _person(match: re.Match[str], *, titled: bool) -> Person | None:
    groups = match.groupdict()
    initial = (groups.get("initials") or "")[:1].casefold()
    words = tuple(word for word in (groups["first"], groups.get("second")) if word)
    if initial or (titled and "," in match[0].removesuffix(",")):
        words = words[:1]
    if titled:
        words = tuple(word for word in words if not _is_common(word))
        return Person(words, initial) if words else None
    if any(_is_common(word) for word in words):
        return None
    return Person(words, initial, foreign=not all(map(_may_be_japanese, words)))


def _is_common(word: str) -> bool:
    plain = word.capitalize()
    return plain in TITLES or plain in GENERIC or plain.removesuffix("s") in GENERIC or plain in LOOKS_JAPANESE


def _may_be_japanese(word: str) -> bool:
    return len(word) > 2 and is_romaji(word)


def may_hold_names(text: str) -> bool:
    """Return True for a Japanese line in which the names of a list may stand: it is short, and has kanji or kana."""
    return len(text) <= _MOST_JAPANESE and _JAPANESE.search(text) is not None


def has_foreign_name(japanese: str) -> bool:
    """Return True if a text holds katakana with ・ inside, as foreign names are written."""
    return _FOREIGN.search(japanese) is not None


@lru_cache(maxsize=4096)
def names_somebody(japanese: str) -> bool:
    """Return True if a Japanese line names a person: by the dictionary, or in katakana with ・ inside."""
    read = pronounce(japanese)
    kanji = read is not None and any(name.kind in ("surname", "given") for name in read.names)
    return kanji or has_foreign_name(japanese)


@lru_cache(maxsize=65536)
def answer(japanese: str, person: Person) -> float:
    """Return how surely a Japanese line names the person: `WHOLE`, `SURNAME`, `GIVEN` or 0."""
    if person.foreign:
        return _by_sound(japanese, person) if has_foreign_name(japanese) else 0.0
    folded = fold(japanese)
    return max(_by_letters(folded, person), _by_sound(japanese, person), _by_reading(folded, person))


def _by_letters(folded: str, person: Person) -> float:
    """The name in Latin letters."""
    lowered = folded.casefold()
    held = [len(word) > 2 and word.casefold() in lowered for word in person.words]
    return WHOLE if all(held) else SURNAME if held[-1] else 0.0


def _by_sound(japanese: str, person: Person) -> float:
    """The name in katakana."""
    parts = _KATAKANA.findall(japanese)
    if not parts:
        return 0.0
    alike = [max(sounds.similarity(part, word) for part in parts) >= sounds.MATCH for word in person.words]
    return WHOLE if all(alike) else SURNAME if alike[-1] and len(person.words[-1]) > 3 else 0.0


def _by_reading(folded: str, person: Person) -> float:
    """The name in kanji or kana, the surname first."""
    if not any(_may_be_japanese(word) or len(word) == 2 for word in person.words):
        return 0.0
    spelled = [one_spelling(word) for word in person.words]
    if len(spelled) == 1:
        ends = [end for _, end in spelled_spans(folded, spelled[0])]
        if not ends or not person.initial:
            return WHOLE if ends else 0.0
        letters = _CONSONANTS.get(person.initial, person.initial)
        return WHOLE if any(begins_with(folded, _next(folded, end), letters) for end in ends) else SURNAME
    if any(_follow(folded, *order) for order in (spelled, spelled[::-1])):
        return WHOLE
    given, surname = spelled[::-1] if person.words[0].isupper() and not person.words[1].isupper() else spelled
    ends = [end for _, end in spelled_spans(folded, surname)]
    letters = _CONSONANTS.get(given[:1], given[:1])
    if any(begins_with(folded, _next(folded, end), letters) for end in ends):
        return SURNAME
    return GIVEN if ends or spelled_spans(folded, given) else 0.0


def _follow(folded: str, given: str, surname: str) -> bool:
    """True if the given name stands behind the surname."""
    ends = [_next(folded, end) for _, end in spelled_spans(folded, surname)]
    return any(start == 0 for end in ends for start, _ in spelled_spans(folded[end : end + 4], given))


def _next(text: str, place: int) -> int:
    while place < len(text) and text[place] in _SPACES:
        place += 1
    return place
