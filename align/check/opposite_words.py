"""The table of opposites, `opposites.tsv`: which words of a pair say one side and which the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    answers: re.Pattern[str]
    """English words that may render it."""
    clear: re.Pattern[str]
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
    return Side(tuple(japanese.split("|")), _words(answers), _words(clear))


def _words(forms: str) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(form).replace(r"\*", "[a-z]*") for form in forms.split("|")))


@lru_cache(maxsize=20_000)
def _roles(word: str) -> tuple[frozenset[int], frozenset[int]]:
    """Return the sides of the table that a word of English may answer, and those that it clearly says.

    Side 2n is the first one of pair n, side 2n + 1 its opposite.
    """
    sides = [side for pair in opposites() for side in pair]
    return (
        frozenset(number for number, side in enumerate(sides) if side.answers.fullmatch(word)),
        frozenset(number for number, side in enumerate(sides) if side.clear.fullmatch(word)),
    )


def opposed(japanese: str, english: str) -> Iterator[Opposed]:
    """Yield Japanese words of which the English text says the opposite.

    Left out is where the English text also answers the word and the Japanese text also says the opposite.
    """
    answers: set[int] = set()
    clear: dict[int, Span] = {}
    for match in _WORD.finditer(english):
        may, surely = _roles(match[0].lower())
        answers |= may
        if _NEGATED.search(english, max(0, match.start() - 16), match.start()):
            continue
        for number in surely:
            clear.setdefault(number, match.span())
    for place, pair in enumerate(opposites()):
        for one, other in ((0, 1), (1, 0)):
            target = clear.get(2 * place + other)
            if target is None:
                continue
            source = next((span for form in pair[one].japanese if (span := _find(japanese, form))), None)
            if source is None:
                continue
            answered = 2 * place + one in answers
            said = any(_find(japanese, form) for form in pair[other].japanese)
            if not (answered and said):
                yield Opposed(source, target, answered, said)


_NOT_BEFORE = {
    "可能": "不", "能": "不", "正": "不", "受信": "送", "ロック": "ン", "出力": "入", "公開": "非", "表示": "非",
    "有効": "無",
}  # fmt: skip
"""A word -> the character that makes it another word: 可能 in 不可能, 受信 in 送受信."""


def _find(text: str, form: str) -> Span | None:
    """Return the first place of a word that is not part of its opposite, nor negated right behind itself."""
    for match in re.finditer(re.escape(form), text):
        before = text[match.start() - 1 : match.start()]
        if before == _NOT_BEFORE.get(form, "\n") or _TURNED.match(text, match.end()):
            continue
        return match.span()
    return None


_TURNED = re.compile(r"(?:を|が)?(?:切|断)|(?:で|に|と)?(?:は|では|も)?(?:な[いくか]|ありません|ません|なら)")
"""What turns a word into its opposite: 接続を切る, 有効でない."""
