"""Clauses of the source that the target may leave out, and what words, vectors and lengths say of each."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from align.text.clauses import clause_spans
from align.text.language import primary
from align.text.modifiers import modifier_spans
from align.text.width import columns
from align.words.text_words import words_of

if TYPE_CHECKING:
    from align.model import BeadLinks
    from align.score.arrays import Doubles
    from align.text.spans import Span
    from align.words.word import Word

FEATURES = (
    *("open_share", "words", "open_nouns", "open_katakana", "open_names", "repeated"),
    *("short", "short_without", "long_without", "share", "first", "clauses", "target_open_share"),
    *("far", "uncommon", "gain", "rise", "alike", "near", "rival", "left"),
)
"""Of the words of a clause: `open_share` that nothing answers, weighted by their links; `open_nouns`, `open_katakana`,
`open_names`: how many of these are open; `repeated`: open ones that are answered elsewhere in the bead.

`short`, `short_without`, `long_without`: how the target's length compares with that of the source, and of the source
without the clause. `share`: of the source's characters. `first`: 1 at the beginning. `clauses` of the source.
`target_open_share`: target words that answer nothing.

By vectors (`align.words.clause_vectors`): `far`: how far its words are from every target word; `uncommon`: how far its
open words are from everyday ones; `gain`: how much the source without the clause is nearer to the target than with it;
`rise`: the gain above zero; cosines of the clause with the target (`alike`), with its nearest target clause (`near`)
and with all target words that answer nothing (`left`); `rival`: by how much another clause is nearer to that one.
"""
_LEAST_OPEN, _LEAST_SHARE = 1.5, 0.4
"""Open words, and their share, below which a clause is not looked at."""
_MOST_OF_SENTENCE, _MOST_CHARS = 0.9, 200
"""Share of its sentence, and characters, above which a part is no clause."""
_USUAL = math.log(1.15)
"""Columns of English for a column of Japanese, as a natural logarithm."""
_KANA = re.compile("[ぁ-ん]")
_LOWER = re.compile(r"\b[a-z]{2,}")
_GLOSS = re.compile(r"\s*[（(]([ -~]{3,80})[)）]")
_NAMES = ("katakana", "name", "number", "latin")
_NOUNS = ("word", "katakana", "name", "latin")
_ANSWERED = 0.3
"""Probability of a link above which its words are answered."""


@dataclass(frozen=True)
class LinkedTexts:
    """The two texts of a bead, their sentences and their word links."""

    source: str
    target: str
    source_sentences: tuple[Span, ...]
    target_sentences: tuple[Span, ...]
    links: BeadLinks
    langs: tuple[str, str] = ("ja", "en")


@dataclass(frozen=True)
class Clause:
    """A clause that may be left out, and its features that need no vectors."""

    span: Span
    values: dict[str, float]
    forms: tuple[str, ...]
    """Forms of its words."""
    open_forms: tuple[str, ...]
    """Forms of those that nothing answers."""


def clauses_below(text: str, sentences: Sequence[Span], lang: str = "ja") -> list[Span]:
    """Return the clauses of each sentence, two in a row where there are more, and Japanese noun-modifying clauses.

    A sentence of one clause yields only modifiers. What has no hiragana, such as a gloss in
    brackets, or no English word in lower case is no clause.
    """
    japanese = primary(lang) == "ja"
    spoken, longest = (_KANA, _MOST_CHARS) if japanese else (_LOWER, 2 * _MOST_CHARS)
    found: set[Span] = set()
    for first, stop in sentences:
        most = min(_MOST_OF_SENTENCE * (stop - first), longest)
        clauses = clauses_of(text, [(first, stop)], lang)
        some = [*clauses, *(modifiers(text, clauses) if japanese else ())]
        if len(clauses) > 2:
            some += [(one[0], other[1]) for one, other in pairwise(clauses)]
        found |= {(a, b) for a, b in some if b - a < most and spoken.search(text, a, b)}
    return sorted(found)


def clauses_of(text: str, sentences: Sequence[Span], lang: str) -> list[Span]:
    """Return the clauses of all sentences, in order."""
    return [(first + a, first + b) for first, stop in sentences for a, b in clause_spans(text[first:stop], lang)]


def modifiers(text: str, clauses: Sequence[Span]) -> Iterator[Span]:
    """Yield the noun-modifying clauses inside the given ones."""
    for first, stop in clauses:
        yield from modifier_spans(text, first, stop)


def open_clauses(one: LinkedTexts) -> list[Clause]:
    """Return the clauses with enough open words, and what can be told of them without vectors."""
    spans = clauses_below(one.source, one.source_sentences, one.langs[0])
    words = [word for word in words_of(one.source, one.langs[0]) if not word.light] if spans else []
    if not words:
        return []
    starts = np.array([word.span[0] for word in words])
    answered = _answered(words, starts, one)
    target_words = sum(not word.light for word in words_of(one.target, one.langs[1]))
    usual = _USUAL if primary(one.langs[0]) == "ja" else -_USUAL
    wide = columns(one.source), columns(one.target)
    shared = {
        "short": math.log(wide[1] / max(1, wide[0]) + 0.05) - usual,
        "target_open_share": len(one.links.target_only) / max(1, target_words),
        "clauses": float(min(len(clauses_of(one.source, one.source_sentences, one.langs[0])), 6)),
    }
    known = {word.form for word, chance in zip(words, answered, strict=True) if chance > _ANSWERED}
    found = []
    for first, stop in spans:
        a, b = np.searchsorted(starts, (first, stop)).tolist()
        count = b - a
        left = float(count - answered[a:b].sum())
        if count < 2 or left < max(_LEAST_OPEN, _LEAST_SHARE * count) or _glossed(one, stop):
            continue
        without = wide[0] - columns(one.source[first:stop])
        ratio = math.log(wide[1] / max(1, without) + 0.05) - usual
        open_words = [words[n] for n in range(a, b) if answered[n] == 0]
        values = {
            "open_share": left / count,
            "words": float(min(count, 6)),
            "open_nouns": float(min(sum(word.kind in _NOUNS for word in open_words), 6)),
            "open_katakana": float(min(sum(word.kind == "katakana" for word in open_words), 3)),
            "open_names": float(min(sum(word.kind in _NAMES for word in open_words), 3)),
            "repeated": float(min(sum(word.form in known for word in open_words), 3)),
            "short_without": min(0.0, ratio),
            "long_without": max(0.0, ratio),
            "share": (stop - first) / len(one.source),
            "first": float(first == one.source_sentences[0][0]),
        }
        forms = tuple(words[n].form for n in range(a, b))
        found.append(Clause((first, stop), values | shared, forms, tuple(word.form for word in open_words)))
    return found


def _glossed(one: LinkedTexts, stop: int) -> bool:
    """True if a gloss in brackets that stands behind the clause stands in the target: 雛形の作成（Scaffolding）."""
    gloss = _GLOSS.match(one.source, stop)
    return bool(gloss and gloss[1].strip().lower() in one.target.lower())


def _answered(words: Sequence[Word], starts: np.ndarray[tuple[int], np.dtype[np.int64]], one: LinkedTexts) -> Doubles:
    """The probability that each word is answered; 1 for a Latin word or figure that also stands in the target."""
    found = np.zeros(len(words))
    for link in one.links.links:
        for start, stop in link.source:
            a, b = np.searchsorted(starts, (start, stop))
            found[a:b] = np.maximum(found[a:b], link.probability)
    target = unicodedata.normalize("NFKC", one.target).lower()
    said: dict[str, bool] = {}
    for place, word in enumerate(words):
        if word.kind in ("latin", "number"):
            text = unicodedata.normalize("NFKC", word.text).lower()
            if text.isascii() and said.setdefault(text, text in target):
                found[place] = 1.0
    return found
