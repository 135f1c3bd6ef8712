"""The probability that a sentence is missing on the other side, for omission and addition.

If a sentence is missing, its side without it is more similar to the other side than with it. A
logistic model gives the probability from that gain, from the similarity to the best sentence or
pair of sentences of the other side, and from the lengths. Its weights were learnt on 1,673
paragraph pairs of Debian's and GNOME's manuals, in which a program dropped and merged sentences
(`tests/bench/check_weights.py`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from align.check.asserted import firm
from align.check.context import Context
from align.check.length import width
from align.check.sentences import BeadSentences
from align.check.view import BeadView
from align.check.wording import shortened
from align.facts import names
from align.model import Finding, Span
from align.text.language import primary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.encode.cache import CachedParts
    from align.encode.interfaces import PartsEncoder

FEATURES = ("best", "gain", "margin", "local", "now", "without", "share")
WEIGHTS = (-0.02, -17.18, -2.77, -17.73, -4.59, 2.38, -1.48)
BIAS = -2.26
FACT_WEIGHT = 1.2
"""Log-odds that each number or name without a counterpart adds, up to two of them; set by hand."""
_BEADS_A_STEP = 256
"""Beads whose sentences are encoded together."""
_DOUBTFUL = 0.1
"""Probability from which on numbers and names are looked at."""
_SURE = 0.9
"""Probability from which on they are not needed."""
USUAL = math.log(1.15)
"""Columns of English for a column of Japanese, as a natural logarithm."""


@dataclass(frozen=True)
class UnsupportedSentence:
    """A sentence with the probability that it is missing on the other side."""

    span: Span
    probability: float


def sides(view: BeadView) -> tuple[BeadSentences, BeadSentences]:
    """Return the sentences of both sides. Segments that were not cut on reading are cut here."""
    return view.source_sentences, view.target_sentences


def sentence_findings(
    views: Sequence[BeadView], context: Context, check: str, least: float, *, of_source: bool
) -> Iterator[Finding]:
    """Yield a finding of `check` on each sentence whose probability is `least` or more."""
    if not context.config.encoder:
        return
    for view, sentences in unsupported_sentences(views, context, of_source=of_source):
        for item in sentences:
            if item.probability < least:
                continue
            if of_source:
                where, quoted = "target", f"「{shortened(view.source[slice(*item.span)], 60)}」"
            else:
                where, quoted = "source", f"“{shortened(view.target[slice(*item.span)], 90)}”"
            message = f"not in the {where}: {quoted}"
            spans = ([item.span], []) if of_source else ([], [item.span])
            yield replace(view.finding(check, "warning", message, *spans), probability=item.probability)


def unsupported_sentences(
    views: Sequence[BeadView], context: Context, *, of_source: bool
) -> Iterator[tuple[BeadView, list[UnsupportedSentence]]]:
    """Yield the beads that may lack a sentence on the other side, with all sentences of this side.

    They have more sentences on this side, or at least two and a longer text than usual: where one
    sentence is left out and another one divided, the counts agree.
    """
    judged = []
    for view in views:
        if view.is_null:
            continue
        source, target = sides(view)
        own, other = (source, target) if of_source else (target, source)
        if len(own.texts) > len(other.texts) > 0 or (len(own.texts) > 1 and other.texts and _is_long(view, of_source)):
            judged.append((view, own, other))
    for begin in range(0, len(judged), _BEADS_A_STEP):
        yield from _of_beads(judged[begin : begin + _BEADS_A_STEP], context.parts, of_source=of_source)


def _of_beads(
    judged: Sequence[tuple[BeadView, BeadSentences, BeadSentences]], encoder: CachedParts, *, of_source: bool
) -> Iterator[tuple[BeadView, list[UnsupportedSentence]]]:
    """Yield each bead with the sentences of its own side; all are encoded together."""
    texts = sorted({text for _, own, other in judged for text in (*own.texts, *other.texts)})
    row = {text: place for place, text in enumerate(texts)}
    parts = np.stack([rows.sum(axis=0, dtype=np.float32) for rows in encoder.pieces(texts)])
    beads = [
        SentenceParts(
            parts[[row[text] for text in own.texts]], parts[[row[text] for text in other.texts]], own.texts, other.texts
        )
        for _, own, other in judged
    ]
    for (view, own, _), rows in zip(judged, features(encoder, beads), strict=True):
        chances = probability(rows, of_source=of_source)
        for place, span in enumerate(own.spans):
            if _DOUBTFUL <= chances[place] < _SURE and (facts := _unanswered(view, span, of_source=of_source)):
                odds = math.log(chances[place] / (1 - chances[place])) + min(facts, 2) * FACT_WEIGHT
                chances[place] = 1 / (1 + math.exp(-odds))
        yield view, [UnsupportedSentence(span, float(chance)) for span, chance in zip(own.spans, chances, strict=True)]


_LONG = 0.12
"""Log of the ratio of lengths beyond the usual one from which on a bead may lack a sentence."""


def _is_long(view: BeadView, of_source: bool) -> bool:
    """Tell whether this side is longer than usual for the other one."""
    sign = 1 if primary(view.source_lang) == "ja" else -1
    ratio = math.log(max(1, width(view.target)) / max(1, width(view.source))) - sign * USUAL
    return (-ratio if of_source else ratio) > _LONG


def _unanswered(view: BeadView, span: Span, *, of_source: bool) -> int:
    """Count the numbers, dates and katakana names of a sentence that the other side lacks."""
    only = view.matched.source_only if of_source else view.matched.target_only
    count = sum(firm(fact) and span[0] <= fact.span[0] < span[1] for fact in only)
    if of_source and primary(view.target_lang) == "en":
        said = names.katakana_names(view.source[slice(*span)])
        count += sum(not names.answered(name, view.target) for name in said)
    return count


@dataclass(frozen=True)
class SentenceParts:
    """The sentences of a bead's side that is judged and of the other one, and their parts, float32[n, p]."""

    own: NDArray[np.float32]
    other: NDArray[np.float32]
    own_texts: Sequence[str]
    other_texts: Sequence[str]


def features(encoder: PartsEncoder | CachedParts, beads: Sequence[SentenceParts]) -> Iterator[NDArray[np.float64]]:
    """Yield float64[n, 7] for each bead: FEATURES of each sentence of the side that is judged.

    The vectors of all beads are combined together, which costs a tenth of one bead at a time.
    """
    vectors = _combined(encoder, [_first_sums(bead) for bead in beads])
    measured = [_measured(bead, rows) for bead, rows in zip(beads, vectors, strict=True)]
    joined = _combined(encoder, [bead.own + bead.own[one.rival] for bead, one in zip(beads, measured, strict=True)])
    for bead, one, rows in zip(beads, measured, joined, strict=True):
        widths = np.array([width(text) for text in bead.own_texts], dtype=float)
        length, other_length = widths.sum(), float(sum(width(text) for text in bead.other_texts))
        yield np.column_stack(
            (
                one.best,
                one.gain,
                one.own - one.rivals,
                (rows * one.nearest).sum(axis=1) - one.rivals,
                np.full(len(widths), math.log(other_length / length)),
                np.log(other_length / (length - widths + 1)),
                widths / length,
            )
        )


@dataclass(frozen=True)
class _Measured:
    """For each sentence: its best cosine, what it adds to the bead, its nearest sentence there, and who rivals it."""

    best: NDArray[np.float32]
    gain: NDArray[np.float32]
    nearest: NDArray[np.float32]
    """Vectors, float32[n, d]."""
    own: NDArray[np.float32]
    """Cosines with the nearest."""
    rival: NDArray[np.int64]
    """The sentence of the same side that comes nearest to it beside the one looked at."""
    rivals: NDArray[np.float32]
    """Cosines of the rivals."""


def _first_sums(bead: SentenceParts) -> NDArray[np.float32]:
    """The sums of parts that one bead needs first: sentences, pairs of the other side, wholes, what is left of one."""
    total = bead.own.sum(axis=0)
    wholes = np.stack([bead.other.sum(axis=0), total])
    return np.concatenate([bead.own, bead.other, bead.other[:-1] + bead.other[1:], wholes, total - bead.own])


def _combined(encoder: PartsEncoder | CachedParts, sums: Sequence[NDArray[np.float32]]) -> list[NDArray[np.float32]]:
    ends = np.cumsum([len(rows) for rows in sums])[:-1]
    return np.split(encoder.combine(np.concatenate(sums)), ends)


def _measured(bead: SentenceParts, rows: NDArray[np.float32]) -> _Measured:
    count, others = len(bead.own), len(bead.other)
    own, windows = rows[:count], rows[count : count + 2 * others - 1]
    whole, total = rows[count + 2 * others - 1 : count + 2 * others + 1]
    likeness = own @ windows.T
    single = likeness[:, :others]
    nearest = single.argmax(axis=1)
    columns = single[:, nearest].copy()
    np.fill_diagonal(columns, -2.0)
    rival = columns.argmax(axis=0)
    return _Measured(
        likeness.max(axis=1),
        total @ whole - rows[count + 2 * others + 1 :] @ whole,
        windows[nearest],
        single[np.arange(count), nearest],
        rival,
        columns[rival, np.arange(count)],
    )


def probability(rows: NDArray[np.float64], *, of_source: bool) -> NDArray[np.float64]:
    """Return float64[n] in 0…1: the probability that each sentence is missing on the other side."""
    usual = USUAL if of_source else -USUAL
    centred = rows.copy()
    centred[:, 4:6] -= usual
    chances: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(centred @ np.array(WEIGHTS) + BIAS)))
    return chances
