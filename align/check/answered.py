"""What word links say of sentences that may be missing on the other side: how many of their words are answered."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.check.context import Context
from align.check.view import BeadView
from align.model import BeadLinks, Finding, Span

LEAST_DOUBTFUL, SURE = 0.3, 0.97
"""Probabilities between which the words of a sentence are looked at."""
_LEAST_WORDS = 3
_SHORT = -1.5
"""Log-odds for a sentence of fewer words, such as 終了します。: it is easily taken up by another one."""
_UNANSWERED, _ANSWERED = 1.2, 6.0
"""Log-odds for a sentence of which no word is answered, and what they lose where all are; set by hand.

In sentences that were dropped, at most three words of ten had an answer, in right translations mostly more than four.
"""


def judged_by_words(
    findings: Sequence[Finding], views: Sequence[BeadView], context: Context, least: float
) -> Iterator[Finding]:
    """Yield the findings on whole sentences whose probability, with the links of their words, is `least` or more."""
    doubtful = {one.bead for one in findings if LEAST_DOUBTFUL <= (one.probability or 0.0) < SURE}
    links = context.word_links(views[0].alignment, doubtful) if doubtful else {}
    for one in findings:
        chance = one.probability or 0.0
        if one.bead in doubtful and one.bead in links and LEAST_DOUBTFUL <= chance < SURE:
            chance = _with_words(chance, one, links[one.bead])
        if chance >= least:
            yield replace(one, probability=chance)


def _with_words(chance: float, finding: Finding, links: BeadLinks) -> float:
    share = answered_share(finding, links)
    shift = _SHORT if share is None else _UNANSWERED - _ANSWERED * share
    odds = math.log(chance / (1 - chance)) + shift
    return 1 / (1 + math.exp(-odds))


def answered_share(finding: Finding, links: BeadLinks) -> float | None:
    """Return how many of the sentence's words are answered, by the links' probabilities; None for a few words."""
    of_source = bool(finding.source_spans)
    span = (finding.source_spans or finding.target_spans)[0]
    open_ = links.source_only if of_source else links.target_only
    answered = [
        link.probability for link in links.links if _inside((link.source if of_source else link.target)[0], span)
    ]
    count = len(answered) + sum(_inside(one, span) for one in open_)
    return sum(answered) / count if count >= _LEAST_WORDS else None


def _inside(span: Span, hull: Span) -> bool:
    return hull[0] <= span[0] < hull[1]
