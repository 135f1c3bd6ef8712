"""Errors of eight kinds, put into the English of true pairs by a program: a reviewer should be led to each of them.

number        a figure or a number word becomes another one
date          a month becomes another month
name          a name becomes another name of the same text
omission      a sentence is dropped
polarity      a negation is removed or put in
direction     an opposite: before for after, increase for decrease
untranslated  the sentence stays Japanese
addition      a sentence of another paragraph is put in
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from align.text.sentences import sentence_spans

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
OPPOSITES = (
    ("before", "after"), ("increase", "decrease"), ("increases", "decreases"), ("increased", "decreased"),
    ("above", "below"), ("left", "right"), ("top", "bottom"), ("more", "less"), ("larger", "smaller"),
    ("higher", "lower"), ("first", "last"), ("add", "remove"), ("enable", "disable"), ("open", "close"),
    ("rose", "fell"), ("maximum", "minimum"), ("earlier", "later"), ("inside", "outside"), ("always", "never"),
)  # fmt: skip
OTHER_WAY = {one: other for pair in OPPOSITES for one, other in (pair, pair[::-1])}
_CAPITALISED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
SHORTEST_SENTENCE = 25
"""Characters of a sentence that is dropped or put in."""


@dataclass(frozen=True)
class Texts:
    """What an injector may use: one pair of texts, and the English of all pairs with its names."""

    source: str
    target: str
    others: Sequence[str]
    names: Sequence[str]


Injector = Callable[[Texts, random.Random], str | None]


@dataclass(frozen=True)
class Injected:
    """An error: the number of its pair, its kind, and the English with it."""

    place: int
    kind: str
    target: str


def inject(pairs: Sequence[tuple[str, str]], count: int, seed: int) -> list[Injected]:
    """Put `count` errors into as many pairs (source, target), the kinds in turn; fewer if the texts do not serve."""
    rng = random.Random(seed)
    waiting = list(range(len(pairs)))
    rng.shuffle(waiting)
    others = [target for _, target in pairs]
    names = names_in(others)
    found: list[Injected] = []
    kinds = list(INJECTORS)
    while len(found) < count and kinds:
        kind = kinds.pop(0)
        for place in waiting:
            texts = Texts(*pairs[place], others, names)
            changed = INJECTORS[kind](texts, rng)
            if changed and changed != texts.target:
                found.append(Injected(place, kind, changed))
                waiting.remove(place)
                kinds.append(kind)
                break
    return found


def _number(texts: Texts, rng: random.Random) -> str | None:
    plain = unicodedata.normalize("NFKC", texts.source)
    digits = [
        found
        for found in re.finditer(r"(?<![\w.,])\d{1,4}(?![\w]|[.,]\d)", texts.target)
        if re.search(rf"(?<!\d){found[0]}(?!\d)", plain)
    ]
    if digits:
        found = rng.choice(digits)
        place = rng.randrange(len(found[0]))
        new = rng.choice([digit for digit in "23456789" if digit != found[0][place]])
        return _replaced(texts.target, found, found[0][:place] + new + found[0][place + 1 :])
    words = [
        found
        for found in re.finditer(r"\b(two|three|four|five|six|seven|eight|nine|ten)\b", texts.target)
        if re.search(r"[2-9二三四五六七八九十]", plain)
    ]
    if not words:
        return None
    found = rng.choice(words)
    return _replaced(texts.target, found, rng.choice([word for word in NUMBER_WORDS[1:] if word != found[0]]))


def _date(texts: Texts, rng: random.Random) -> str | None:
    if "月" not in texts.source:
        return None
    months = [found for found in re.finditer(rf"\b({'|'.join(MONTHS)})\b", texts.target)]
    if not months:
        return None
    found = rng.choice(months)
    return _replaced(texts.target, found, rng.choice([month for month in MONTHS if month != found[0]]))


def _name(texts: Texts, rng: random.Random) -> str | None:
    named = [
        found
        for found in _names(texts)
        if found[0] in texts.source or re.search(r"[ァ-ヶ]{3}|[一-龠]{2}", texts.source)
    ]
    others = [name for name in texts.names if name not in texts.target]
    if not named or not others:
        return None
    return _replaced(texts.target, rng.choice(named), rng.choice(others))


def _names(texts: Texts) -> list[re.Match[str]]:
    return [found for found in _CAPITALISED.finditer(texts.target) if found[0] in texts.names]


def names_in(others: Sequence[str]) -> list[str]:
    """The words that stand inside sentences with a capital letter and nowhere with a small one; no months, no days."""
    whole = " ".join(others)
    small = set(re.findall(r"\b[a-z]{4,}\b", whole))
    found = {word for other in others for word in _CAPITALISED.findall(other) if word.lower() not in small}
    return sorted(found - set(MONTHS) - {word for word in found if word.endswith("day")})


def _omission(texts: Texts, rng: random.Random) -> str | None:
    spans = _long_sentences(texts.target)
    if len(spans) < 2 or len(spans) > len(sentence_spans(texts.source, "ja")):
        return None
    start, stop = rng.choice(spans)
    return f"{texts.target[:start]}{texts.target[stop:].lstrip()}".strip()


def _polarity(texts: Texts, rng: random.Random) -> str | None:
    for pattern, without in ((r"\bcannot\b", "can"), (r"(?<=do|es|id|an|re|is|as|ld)n't\b", ""), (r" not\b", "")):
        if found := re.search(pattern, texts.target):
            return _replaced(texts.target, found, without)
    verbs = list(re.finditer(r"\b(is|are|was|were|can|will|must|should|may)\b(?! not|n't)", texts.target))
    if not verbs:
        return None
    found = rng.choice(verbs)
    return _replaced(texts.target, found, f"{found[0]} not")


def _direction(texts: Texts, rng: random.Random) -> str | None:
    words = list(re.finditer(rf"\b({'|'.join(OTHER_WAY)})\b", texts.target))
    if not words:
        return None
    found = rng.choice(words)
    return _replaced(texts.target, found, OTHER_WAY[found[0]])


def _untranslated(texts: Texts, rng: random.Random) -> str | None:
    ours, theirs = sentence_spans(texts.source, "ja"), sentence_spans(texts.target, "en")
    if len(ours) != len(theirs) or len(texts.target) < SHORTEST_SENTENCE:
        return None
    number = rng.randrange(len(ours))
    (start, stop), (first, last) = ours[number], theirs[number]
    return f"{texts.target[:first]}{texts.source[start:stop]}{texts.target[last:]}"


def _addition(texts: Texts, rng: random.Random) -> str | None:
    spans = _long_sentences(texts.target)
    other = rng.choice(texts.others)
    more = [other[start:stop] for start, stop in _long_sentences(other)]
    if not spans or not more or other == texts.target:
        return None
    at = rng.choice(spans)[1]
    return f"{texts.target[:at].rstrip()} {rng.choice(more)} {texts.target[at:].lstrip()}".strip()


def _long_sentences(text: str) -> list[tuple[int, int]]:
    return [(start, stop) for start, stop in sentence_spans(text, "en") if stop - start >= SHORTEST_SENTENCE]


def _replaced(text: str, found: re.Match[str], new: str) -> str:
    return text[: found.start()] + new + text[found.end() :]


INJECTORS: dict[str, Injector] = {
    "number": _number,
    "date": _date,
    "name": _name,
    "omission": _omission,
    "polarity": _polarity,
    "direction": _direction,
    "untranslated": _untranslated,
    "addition": _addition,
}
