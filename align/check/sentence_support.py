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
from align.check.view import BeadView
from align.check.wording import shortened
from align.facts import names
from align.model import Finding, Span
from align.text.joining import gap
from align.text.language import primary
from align.text.sentences import sentence_spans

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.encode.interfaces import PartsEncoder

FEATURES = ("best", "gain", "margin", "local", "now", "without", "share")
WEIGHTS = (-0.02, -17.18, -2.77, -17.73, -4.59, 2.38, -1.48)
BIAS = -2.26
FACT_WEIGHT = 1.2
"""Log-odds that each number or name without a counterpart adds, up to two of them; set by hand."""
_DOUBTFUL = 0.1
"""Probability from which on numbers and names are looked at."""
_SURE = 0.9
"""Probability from which on they are not needed."""
USUAL = math.log(1.15)
"""Columns of English for a column of Japanese, as a natural logarithm."""

_SHORTEST = 9
"""Columns of letters. A shorter piece of text is joined to its neighbour."""


@dataclass(frozen=True)
class BeadSentences:
    """The sentences of one side of a bead."""

    spans: tuple[Span, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class UnsupportedSentence:
    """A sentence with the probability that it is missing on the other side."""

    span: Span
    probability: float


def sides(view: BeadView) -> tuple[BeadSentences, BeadSentences]:
    """Return the sentences of both sides. Segments that were not cut on reading are cut here."""
    return (
        _side(view, view.bead.source, view.source, view.source_lang, of_source=True),
        _side(view, view.bead.target, view.target, view.target_lang, of_source=False),
    )


def _side(view: BeadView, indices: tuple[int, ...], text: str, lang: str, *, of_source: bool) -> BeadSentences:
    document = view.alignment.source if of_source else view.alignment.target
    between = len(gap(lang))
    spans: list[Span] = []
    start = 0
    for index in indices:
        segment = document.segments[index]
        cuts = segment.sentences if len(segment.sentences) > 1 else sentence_spans(segment.text, lang)
        spans.extend((start + first, start + last) for first, last in cuts)
        start += len(segment.text) + between
    spans = _without_fragments(text, spans)
    return BeadSentences(tuple(spans), tuple(text[first:last] for first, last in spans))


def _without_fragments(text: str, spans: list[Span]) -> list[Span]:
    """Join pieces such as "2.6.1." with the sentence before; the first piece with the next."""
    out: list[Span] = []
    for first, last in spans:
        if out and (_is_fragment(text[slice(*out[-1])]) or _is_fragment(text[first:last])):
            out[-1] = (out[-1][0], last)
        else:
            out.append((first, last))
    return out


def _is_fragment(text: str) -> bool:
    return sum(1 + (letter > "\u2e7f") for letter in text if letter.isalpha()) < _SHORTEST


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

    They have more sentences on this side, or at least two and a longer text than usual: where one sentence is left out
    and another one divided, the counts agree.
    """
    judged = []
    for view in views:
        if view.is_null:
            continue
        source, target = sides(view)
        own, other = (source, target) if of_source else (target, source)
        if len(own.texts) > len(other.texts) > 0 or (len(own.texts) > 1 and other.texts and _is_long(view, of_source)):
            judged.append((view, own, other))
    texts = sorted({text for _, own, other in judged for text in (*own.texts, *other.texts)})
    if not texts:
        return
    encoder = context.encoder
    row = {text: place for place, text in enumerate(texts)}
    parts = encoder.parts(texts)
    for view, own, other in judged:
        rows = features(
            encoder,
            parts[[row[text] for text in own.texts]],
            parts[[row[text] for text in other.texts]],
            own.texts,
            other.texts,
        )
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


def features(
    encoder: PartsEncoder,
    own: NDArray[np.float32],
    other: NDArray[np.float32],
    own_texts: Sequence[str],
    other_texts: Sequence[str],
) -> NDArray[np.float64]:
    """Return float64[n, 7]: FEATURES of each sentence of the side with more sentences.

    `own` and `other` hold the parts of the sentences of that side and of the other one.
    """
    count, widths = len(own), np.array([width(text) for text in own_texts], dtype=float)
    windows = np.concatenate([other, other[:-1] + other[1:]]) if len(other) > 1 else other
    own_rows, window_rows = encoder.combine(own), encoder.combine(windows)
    likeness = own_rows @ window_rows.T
    single = likeness[:, : len(other)]
    whole = encoder.combine(other.sum(axis=0, keepdims=True))[0]
    total = own.sum(axis=0)
    gain = encoder.combine(total[None])[0] @ whole - encoder.combine(total[None] - own) @ whole
    nearest = single.argmax(axis=1)
    out = np.zeros((count, len(FEATURES)))
    length, other_length = widths.sum(), float(sum(width(text) for text in other_texts))
    for place in range(count):
        column = single[:, nearest[place]].copy()
        column[place] = -2.0
        rival = int(column.argmax())
        joined = encoder.combine((own[place] + own[rival])[None])[0] @ window_rows[nearest[place]]
        out[place] = (
            likeness[place].max(),
            gain[place],
            single[place, nearest[place]] - column[rival],
            joined - column[rival],
            math.log(other_length / length),
            math.log(other_length / (length - widths[place] + 1)),
            widths[place] / length,
        )
    return out


def probability(rows: NDArray[np.float64], *, of_source: bool) -> NDArray[np.float64]:
    """Return float64[n] in 0…1: the probability that each sentence is missing on the other side."""
    usual = USUAL if of_source else -USUAL
    centred = rows.copy()
    centred[:, 4:6] -= usual
    chances: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-(centred @ np.array(WEIGHTS) + BIAS)))
    return chances
