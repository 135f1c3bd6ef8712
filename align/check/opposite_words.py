"""The table of opposites, `opposites.tsv`: which words of a pair say one side and which the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from align.model import Span

_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z][a-z]*(?![A-Za-z])")


_NEGATED = re.compile(r"(?:\b(?:not|no|never|cannot|without)|n't)\s(?:\w+\s)?$")
"""What turns the word behind it into its opposite."""


@dataclass(frozen=True)
class Side:
    """One side of a pair of opposites."""

    japanese: tuple[str, ...]
    answers: tuple[str, ...]
    """English words that may render it; "*" stands for any letters at an end."""
    clear: tuple[str, ...]
    """English words that say nothing else."""


@dataclass(frozen=True)
class Opposed:
    """A Japanese word, and an English one that says the opposite."""

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
    return Side(tuple(japanese.split("|")), tuple(answers.split("|")), tuple(clear.split("|")))


class _Words:
    """Finds the sides of the table that list a word.

    Side 2n is the first one of pair n, side 2n + 1 its opposite.
    """

    def __init__(self, forms: Sequence[tuple[str, ...]]) -> None:
        self._whole: dict[str, set[int]] = {}
        self._begin: dict[str, set[int]] = {}
        self._end: dict[str, set[int]] = {}
        for number, some in enumerate(forms):
            for form in some:
                table = self._begin if form.endswith("*") else self._end if form.startswith("*") else self._whole
                table.setdefault(form.strip("*"), set()).add(number)

    def sides(self, word: str) -> frozenset[int]:
        found = set(self._whole.get(word, ()))
        for place in range(len(word) + 1):
            found.update(self._begin.get(word[:place], ()), self._end.get(word[place:], ()))
        return frozenset(found)


@lru_cache(maxsize=1)
def _tables() -> tuple[_Words, _Words]:
    sides = [side for pair in opposites() for side in pair]
    return _Words([side.answers for side in sides]), _Words([side.clear for side in sides])


@lru_cache(maxsize=50_000)
def _roles(word: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the sides of the table that a word of English may answer, and those that it clearly says."""
    answers, clear = _tables()
    return answers.sides(word), clear.sides(word)


def opposed(japanese: str, english: str) -> Iterator[Opposed]:
    """Yield Japanese words of which the English text says the opposite.

    Left out is where the English text also answers the word and the Japanese text also says the
    opposite.
    """
    clear: dict[int, Span] = {}
    answers: set[int] = set()
    for match in _WORD.finditer(english):
        may, surely = _roles(match[0].lower())
        answers |= may
        if surely and not _NEGATED.search(english, max(0, match.start() - 16), match.start()):
            for number in surely:
                clear.setdefault(number, match.span())
    table = opposites()
    for number in sorted(clear, key=lambda side: (side // 2, -(side % 2))):
        place, other = divmod(number, 2)
        one = 1 - other
        source = next((span for form in table[place][one].japanese if (span := _find(japanese, form))), None)
        if source is None:
            continue
        answered = 2 * place + one in answers
        said = any(_find(japanese, form) for form in table[place][other].japanese)
        if not (answered and said):
            yield Opposed(source, clear[number], answered, said)


_NOT_BEFORE = {
    "可能": "不", "能": "不", "正": "不", "受信": "送", "ロック": "ン", "出力": "入", "公開": "非", "表示": "非",
    "有効": "無",
}  # fmt: skip
"""A word -> the character that makes it another word: 可能 in 不可能, 受信 in 送受信."""


def _find(text: str, form: str) -> Span | None:
    """Return the first place of a word that is not part of its opposite, nor negated right behind itself."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        before = text[start - 1 : start]
        if before != _NOT_BEFORE.get(form, "\n") and not _TURNED.match(text, end):
            return start, end
        start = text.find(form, end)
    return None


_TURNED = re.compile(r"(?:を|が)?(?:切|断)|(?:で|に|と)?(?:は|では|も)?(?:な[いくか]|ありません|ません|なら)")
"""What turns a word into its opposite: 接続を切る, 有効でない."""
