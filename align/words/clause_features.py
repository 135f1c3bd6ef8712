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
    from align.encode.cache import CachedParts
    from align.model import BeadLinks
    from align.score.arrays import Doubles
    from align.text.spans import Span
    from align.words.vectors import WordVectors
    from align.words.word import Word

Rows = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
FEATURES = (
    *("open", "open_share", "words", "open_names", "far", "short", "short_without", "long_without"),
    *("gain", "rise", "whole", "near", "alike", "rest", "rest_words", "target_open", "target_open_share"),
)
"""`open`: words that nothing answers, weighted by their links. `far`: how far its words are from every target word.

`short`, `short_without`, `long_without`: how the target's length compares with that of the source, and of the source
without the clause. `gain`: how much the source without the clause is nearer to the target than with it; `rise`: the
gain above zero. `whole`, `near`, `alike`: cosine of source and target, of the clause and its nearest target sentence,
of clause and target. `rest`: how much of the rest is answered. `target_open`: target words that answer nothing.
"""
_LEAST_OPEN, _LEAST_SHARE = 1.5, 0.4
"""Open words, and their share, below which a clause is not looked at."""
_MOST_OF_SENTENCE, _MOST_CHARS = 0.9, 200
"""Share of its sentence, and characters, above which a part is no clause."""
_FAR_BELOW = 0.6
_USUAL = math.log(1.15)
"""Columns of English for a column of Japanese, as a natural logarithm."""
_KANA = re.compile("[ぁ-ん]")
_LOWER = re.compile(r"\b[a-z]{2,}")
_GLOSS = re.compile(r"\s*[（(]([ -~]{3,80})[)）]")
_NAMES = ("katakana", "name", "number", "latin")


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
        clauses = [(first + a, first + b) for a, b in clause_spans(text[first:stop], lang)]
        some = [*clauses, *(modifiers(text, clauses) if japanese else ())]
        if len(clauses) > 2:
            some += [(one[0], other[1]) for one, other in pairwise(clauses)]
        found |= {(a, b) for a, b in some if b - a < most and spoken.search(text, a, b)}
    return sorted(found)


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
        "target_open": float(min(len(one.links.target_only), 4)),
        "target_open_share": len(one.links.target_only) / max(1, target_words),
    }
    found = []
    for first, stop in spans:
        a, b = np.searchsorted(starts, (first, stop)).tolist()
        count, rest = b - a, len(words) - (b - a)
        left = float(count - answered[a:b].sum())
        if count < 2 or left < max(_LEAST_OPEN, _LEAST_SHARE * count) or _glossed(one, stop):
            continue
        without = wide[0] - columns(one.source[first:stop])
        ratio = math.log(wide[1] / max(1, without) + 0.05) - usual
        rest_answered = int((answered > 0.3).sum() - (answered[a:b] > 0.3).sum())
        names = sum(words[n].kind in _NAMES and answered[n] == 0 for n in range(a, b))
        values = {
            "open": left,
            "open_share": left / count,
            "words": float(min(count, 6)),
            "open_names": float(min(names, 3)),
            "short_without": min(0.0, ratio),
            "long_without": max(0.0, ratio),
            "rest": rest_answered / max(1, rest),
            "rest_words": float(min(rest, 6)),
        }
        found.append(Clause((first, stop), values | shared, tuple(words[n].form for n in range(a, b))))
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


def with_vectors(
    some: Sequence[tuple[LinkedTexts, Clause]], parts: CachedParts, words: tuple[WordVectors, WordVectors]
) -> Doubles:
    """Return float64[len(some), len(FEATURES)]: all features of each clause."""
    beads = list({id(one): one for one, _ in some}.values())
    sums = _sums(beads, [one.source[slice(*clause.span)] for one, clause in some], parts)
    owners = [sums.of_bead[id(one)] for one, _ in some]
    own = parts.combine(sums.of_clause)
    without = parts.combine(np.stack([bead.source for bead in owners]) - sums.of_clause)
    of_bead = _vectors_of_beads(sums.of_bead, parts)
    far = _far(some, words)
    rows = np.zeros((len(some), len(FEATURES)))
    for row, (one, clause) in enumerate(some):
        vectors = of_bead[id(one)]
        source, target, sentences = vectors[0], vectors[1], vectors[2:]
        whole, gain = float(source @ target), float((without[row] - source) @ target)
        values = clause.values | {
            "far": far[row],
            "gain": gain,
            "rise": max(0.0, gain),
            "whole": whole,
            "near": float((sentences @ own[row]).max(initial=-1.0)),
            "alike": float(own[row] @ target),
        }
        rows[row] = [values[name] for name in FEATURES]
    return rows


def _vectors_of_beads(beads: dict[int, _BeadSums], parts: CachedParts) -> dict[int, Rows]:
    """Return unit rows for each bead: its source, its target, then the sentences of its target."""
    sums = [np.concatenate([bead.source[None], bead.target[None], bead.sentences]) for bead in beads.values()]
    rows = parts.combine(np.concatenate(sums))
    return dict(zip(beads, np.split(rows, np.cumsum([len(one) for one in sums])[:-1]), strict=True))


def _far(some: Sequence[tuple[LinkedTexts, Clause]], words: tuple[WordVectors, WordVectors]) -> list[float]:
    """For each clause, by how much its words lie below a cosine of 0.6 to every target word, summed."""
    forms: dict[int, dict[str, float]] = {}
    targets: dict[int, list[str]] = {}
    for one, clause in some:
        if id(one) not in targets:
            targets[id(one)] = list(dict.fromkeys(word.form for word in words_of(one.target, one.langs[1])))
        forms.setdefault(id(one), {}).update(dict.fromkeys(clause.forms, 0.0))
    words[0].read(form for own in forms.values() for form in own)
    words[1].read(form for there in targets.values() for form in there)
    for key, own in forms.items():
        cosines = words[0].of(list(own))[0] @ words[1].of(targets[key])[0].T
        below = np.maximum(0.0, _FAR_BELOW - cosines.max(axis=1, initial=-1.0))
        forms[key] = dict(zip(own, below.tolist(), strict=True))
    return [sum(forms[id(one)][form] for form in clause.forms) for one, clause in some]


@dataclass(frozen=True)
class _BeadSums:
    """Sums of parts: of all source sentences, of all target sentences, and of each of these."""

    source: Rows
    target: Rows
    sentences: Rows


@dataclass(frozen=True)
class _Sums:
    """Sums of parts: by the id of the bead's texts, and by clause."""

    of_bead: dict[int, _BeadSums]
    of_clause: Rows


def _sums(beads: Sequence[LinkedTexts], clauses: Sequence[str], parts: CachedParts) -> _Sums:
    texts = [_texts(one) for one in beads]
    flat = list(dict.fromkeys([text for sides in texts for side in sides for text in side] + list(clauses)))
    rows = np.stack([piece.sum(axis=0, dtype=np.float32) for piece in parts.pieces(flat)])
    place = {text: row for row, text in enumerate(flat)}
    held = {}
    for one, (source, target) in zip(beads, texts, strict=True):
        sentences = rows[[place[text] for text in target]]
        held[id(one)] = _BeadSums(rows[[place[text] for text in source]].sum(axis=0), sentences.sum(axis=0), sentences)
    return _Sums(held, rows[[place[text] for text in clauses]])


def _texts(one: LinkedTexts) -> tuple[list[str], list[str]]:
    """The sentences of both sides."""
    return (
        [one.source[a:b] for a, b in one.source_sentences],
        [one.target[a:b] for a, b in one.target_sentences],
    )
