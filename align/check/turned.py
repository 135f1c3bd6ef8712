"""Whether the target would be nearer to the source if it said the opposite: for negations and opposites."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.check.affirmed import affirmed
from align.check.counterpart import counterpart
from align.check.opposite_words import opposites
from align.check.view import BeadView, exchanged
from align.model import Finding, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from align.check.context import Context

_AUXILIARY = re.compile(
    r"\b(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|must|may|might|am|be)\b", re.I
)
_MOST_PLACES = 4
"""Auxiliaries of a sentence behind which a negation is tried."""
_LONGEST = 600
"""Characters of a sentence that is tried."""
_AFFIRMED = (
    (re.compile(r"\b(?:cannot|can[’']t)\b", re.I), "can"),
    (re.compile(r"\bwon[’']t\b", re.I), "will"),
    (re.compile(r"\b(\w+)n[’']t\b"), r"\1"),
    (re.compile(r"\bwithout\b", re.I), "with"),
    (re.compile(r"\bnever\b", re.I), "always"),
    (re.compile(r"\bnone\b", re.I), "all"),
    (re.compile(r"\bnothing\b", re.I), "everything"),
    (re.compile(r"\b(?:nobody|no one)\b", re.I), "everybody"),
    (re.compile(r"\bno\b", re.I), "the"),
    (re.compile(r"\b(?:failed|fails?|refused|refuses?)\sto\b", re.I), "managed to"),
    (re.compile(r"\bunable\b", re.I), "able"),
    (re.compile(r"\bnot\s", re.I), ""),
)
_PAIRS = """before/after left/right above/below increase/decrease increased/decreased first/last top/bottom
next/previous always/sometimes all/some more/less open/close start/end minimum/maximum larger/smaller higher/lower
high/low upper/lower add/remove enable/disable input/output import/export north/south east/west inside/outside old/new
easy/difficult early/late buy/sell win/lose light/dark hot/cold parent/child forward/backward up/down long/short
fast/slow strong/weak good/bad better/worse best/worst same/different many/few accept/reject allow/forbid
include/exclude rise/fall rose/fell profit/loss show/hide deep/shallow full/empty tomorrow/yesterday morning/evening
support/oppose success/failure true/false""".split()
_OTHER = {a: b for pair in _PAIRS for a, b in (pair.split("/"), pair.split("/")[::-1])}


@dataclass(frozen=True)
class Turned:
    """By how much the cosine of two sentences rises where one of them says the opposite."""

    best: float
    """Of the ways to say the opposite in English, the one that rises most."""
    mean: float
    source: float | None
    """Where the Japanese one says the opposite; None where that cannot be said."""


@dataclass(frozen=True)
class _Trial:
    """A Japanese sentence, an English one, and what says the opposite of each."""

    source: str
    target: str
    targets: Sequence[str]
    sources: Sequence[str]


def turned_gains(findings: Sequence[Finding], views: Mapping[str, BeadView], context: Context) -> list[Turned | None]:
    """Return for each finding how much nearer its sentences were if one of them said the opposite.

    None for findings that are not of polarity, and where no way to say the opposite is known.
    """
    tried = [_trial(views[one.bead], one) for one in findings]
    texts = list(
        dict.fromkeys(text for one in tried if one for text in (one.source, one.target, *one.targets, *one.sources))
    )
    if not texts:
        return [None] * len(tried)
    parts = context.parts
    rows = parts.combine(np.stack([row.sum(axis=0, dtype=np.float32) for row in parts.pieces(texts)]))
    at = {text: row for text, row in zip(texts, rows, strict=True)}
    return [_gains(one, at) if one else None for one in tried]


def _gains(one: _Trial, at: Mapping[str, NDArray[np.float32]]) -> Turned:
    now = float(at[one.source] @ at[one.target])
    targets = [float(at[one.source] @ at[text]) - now for text in one.targets]
    sources = [float(at[text] @ at[one.target]) - now for text in one.sources]
    return Turned(max(targets), sum(targets) / len(targets), max(sources) if sources else None)


def _trial(view: BeadView, finding: Finding) -> _Trial | None:
    """Return the sentences of a finding and their opposites; None where the English one has none."""
    japanese = view.from_japanese
    if finding.check != "polarity" or japanese is None:
        return None
    here = finding if japanese is view else exchanged(finding)
    if here.source_spans:
        own, other = counterpart(japanese, here.source_spans[0][0], of_source=True)
    else:
        other, own = counterpart(japanese, here.target_spans[0][0], of_source=False)
    source, target = japanese.source[slice(*own)], japanese.target[slice(*other)]
    if max(len(source), len(target)) > _LONGEST:
        return None
    if not here.target_spans:
        turned = _negated(target)
    else:
        start, end = here.target_spans[0]
        span = start - other[0], end - other[0]
        if span[0] < 0 or span[1] > len(target):
            return None
        turned = _opposite(target, span) if here.source_spans else _affirmed(target, span)
    sources = []
    if not here.target_spans:
        start, end = here.source_spans[0]
        sources = affirmed(source, (start - own[0], end - own[0]))
    return _Trial(source, target, turned, sources) if turned else None


def _negated(text: str) -> list[str]:
    places = [match.end() for match in _AUXILIARY.finditer(text)][:_MOST_PLACES]
    return [f"{text[:place]} not{text[place:]}" for place in places]


def _affirmed(text: str, span: Span) -> list[str]:
    start = span[0]
    while start and text[start - 1].isalpha():
        start -= 1
    for pattern, new in _AFFIRMED:
        if match := pattern.match(text, start):
            return [text[: match.start()] + match.expand(new) + text[match.end() :]]
    return []


def _opposite(text: str, span: Span) -> list[str]:
    word = text[slice(*span)]
    other = _OTHER.get(word.lower().split()[0]) or _of_table(word.lower())
    return [text[: span[0]] + other + text[span[1] :]] if other else []


def _of_table(word: str) -> str:
    """Return a word that says the opposite by the table of opposites; "" if it lists none in full."""
    for pair in opposites():
        for one, other in (pair, pair[::-1]):
            if any(form == word or (form.endswith("*") and word.startswith(form[:-1])) for form in one.clear):
                return next((form for form in (*other.clear, *other.answers) if "*" not in form), "")
    return ""
