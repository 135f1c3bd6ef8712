"""The table of opposites, `opposites.tsv`: which words of a pair say one side and which the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from align.model import Span

_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z][a-z]*(?![A-Za-z])")


_NEGATION = re.compile(r"(?:\b(?:not|no|never|cannot|without|neither|nor|hardly)|n['’]t)\s", re.I)
_NEGATED = re.compile(rf"{_NEGATION.pattern}(?:\w+\s)?$", re.I)
"""What turns the word behind it into its opposite."""
_MOST = 3
"""Places of one side of a pair that are compared, in each language."""


@dataclass(frozen=True)
class Side:
    """One side of a pair of opposites."""

    japanese: re.Pattern[str]
    answers: tuple[str, ...]
    """English words that may render it; "*" stands for any letters at an end."""
    clear: tuple[str, ...]
    """English words that say nothing else, and phrases."""


@dataclass(frozen=True)
class Opposed:
    """A Japanese word, and an English one that says the opposite."""

    sides: tuple[Side, Side]
    """The side that the Japanese word says, and the one that the English word says."""
    source: Span
    target: Span
    answered: bool
    """True if another English word may render the Japanese one."""
    said: bool
    """True if another Japanese word says what the English one says."""


@lru_cache(maxsize=1)
def opposites() -> tuple[tuple[Side, Side], ...]:
    """The pairs of the table. The file is read once."""
    text = files("align.check").joinpath("opposites.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple((_side(*row[:3]), _side(*row[3:])) for row in rows)


def _side(japanese: str, answers: str, clear: str) -> Side:
    return Side(re.compile(japanese), tuple(answers.split("|")), tuple(clear.split("|")))


class _Words:
    """Finds the sides of the table that list a word.

    Side 2n is the first one of pair n, side 2n + 1 its opposite.
    """

    def __init__(self, forms: Sequence[tuple[str, ...]]) -> None:
        self._whole: dict[str, set[int]] = {}
        self._begin: dict[str, set[int]] = {}
        self._end: dict[str, set[int]] = {}
        phrases: dict[str, set[int]] = {}
        for number, some in enumerate(forms):
            for form in some:
                table = self._begin if form.endswith("*") else self._end if form.startswith("*") else self._whole
                table = phrases if " " in form else table
                table.setdefault(form.strip("*"), set()).add(number)
        self.phrases = phrases

    def sides(self, word: str) -> frozenset[int]:
        found = set(self._whole.get(word, ()))
        for place in range(len(word) + 1):
            found.update(self._begin.get(word[:place], ()), self._end.get(word[place:], ()))
        return frozenset(found)


@lru_cache(maxsize=1)
def _sides() -> tuple[Side, ...]:
    return tuple(side for pair in opposites() for side in pair)


@lru_cache(maxsize=1)
def _tables() -> tuple[_Words, _Words]:
    return _Words([side.answers for side in _sides()]), _Words([side.clear for side in _sides()])


@lru_cache(maxsize=50_000)
def _roles(word: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the sides of the table that a word of English may answer, and those that it clearly says."""
    answers, clear = _tables()
    return answers.sides(word), clear.sides(word)


def answers_side(word: str, side: Side) -> bool:
    """Tell whether an English word may render a side."""
    numbers = {n for n, one in enumerate(_sides()) if one is side}
    return bool(_roles(word.lower())[0] & numbers)


def opposed(japanese: str, english: str) -> Iterator[Opposed]:
    """Yield Japanese words of which the English text says the opposite, each with each such English word.

    Left out is where the English text also answers the word and the Japanese text also says the
    opposite.
    """
    clear: dict[int, list[Span]] = {}
    answers: set[int] = set()
    for span, may, surely in _said(english):
        answers |= may
        if surely and not _NEGATED.search(english, max(0, span[0] - 16), span[0]):
            for number in surely:
                clear.setdefault(number, []).append(span)
    table = opposites()
    for number in sorted(clear, key=lambda side: (side // 2, -(side % 2))):
        place, other = divmod(number, 2)
        sides = table[place][1 - other], table[place][other]
        spans = list(_places(japanese, sides[0]))[:_MOST]
        if not spans:
            continue
        answered = 2 * place + 1 - other in answers
        is_said = next(_places(japanese, sides[1]), None) is not None
        if not (answered and is_said):
            for source in spans:
                for target in clear[number][:_MOST]:
                    yield Opposed(sides, source, target, answered, is_said)


def denied(japanese: str, english: str) -> tuple[list[Span], list[Span]]:
    """Return the negations of both texts that a word and its opposite explain.

    難しい answers "not easy", and "invalid" answers 有効でない.
    """
    table = _sides()
    ours: list[Span] = []
    theirs: list[Span] = []
    is_turned = bool(_TURNED.search(japanese))
    if not is_turned and not _NEGATION.search(english):
        return ours, theirs
    for span, _, surely in _said(english):
        negation = _NEGATED.search(english, max(0, span[0] - 16), span[0])
        for number in surely:
            other = table[number ^ 1]
            if negation and next(_places(japanese, other), None):
                theirs.append((negation.start(), span[0]))
            elif is_turned and not negation:
                turned = (_TURNED.match(japanese, match.end()) for match in other.japanese.finditer(japanese))
                ours += [match.span() for match in turned if match]
    return ours, theirs


@lru_cache(maxsize=64)
def _said(english: str) -> tuple[tuple[Span, frozenset[int], frozenset[int]], ...]:
    """Return the words and phrases of the table: their place, the sides they may answer, those they clearly say."""
    may, surely = (table.phrases for table in _tables())
    return (
        *((match.span(), *_roles(match[0].lower())) for match in _WORD.finditer(english)),
        *(
            (match.span(), frozenset(may.get(match[0].lower(), ())), frozenset(surely.get(match[0].lower(), ())))
            for match in _phrase().finditer(english)
        ),
    )


@lru_cache(maxsize=1)
def _phrase() -> re.Pattern[str]:
    """The phrases of the table, the longest first."""
    phrases = {phrase for table in _tables() for phrase in table.phrases}
    return re.compile(rf"\b(?:{'|'.join(sorted(phrases, key=lambda one: (-len(one), one)))})\b", re.I)


def _places(text: str, side: Side) -> Iterator[Span]:
    """Yield the places of a side that are not negated right behind the word."""
    for match in side.japanese.finditer(text):
        if not _TURNED.match(text, match.end()):
            yield match.span()


_TURNED = re.compile(
    r"(?:を|が)?(?:切|断)|(?:し|され|できて?|(?:さ?れ|し)て(?:い|は))?(?:で|に|と)?(?:は|では|も)?(?:い)?"
    r"(?:な[いくか]|ありません|ません|なら[なず])"
)
"""What turns a word into its opposite: 接続を切る, 有効でない, 接続していません."""
