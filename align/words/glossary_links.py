"""Terms of the user's glossary in the two sides of a block: sure links, and anchors for their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from align.facts.term_places import folded, places_of
from align.text.language import primary
from align.words.term_match import TermMatch

if TYPE_CHECKING:
    from align.facts.glossary import Term
    from align.model import Span
    from align.score.arrays import Floats
    from align.words.block import Sides
    from align.words.block_side import BlockSide

SURE = 0.97
"""The estimate of a pair of words that the glossary joins."""
_FINE = 0.5
"""Estimate from which on a word of a term has an answer of its own inside the term."""


@dataclass(frozen=True)
class TermUses:
    """Where one term stands in both sides of a block: the words of each place."""

    source: tuple[tuple[int, ...], ...]
    target: tuple[tuple[int, ...], ...]


def terms_in(terms: Sequence[Term], text: str) -> list[Term]:
    """Return the terms that may stand in a text, those with the longest source first."""
    written, _ = folded(text)
    begins = {written[place : place + 2] for place in range(len(written))}

    def stands(form: str) -> bool:
        wanted, _ = folded(form)
        return wanted[:2] in begins and wanted in written if len(wanted) > 1 else wanted in written

    found = [term for term in terms if term.allowed and any(map(stands, term.source))]
    return sorted(found, key=lambda term: -max(map(len, term.source)))


def term_uses(sides: Sides, terms: Sequence[Term]) -> list[TermUses]:
    """Return the terms of the glossary that stand in the source with an allowed rendering in the target.

    A word belongs to one term only; `terms` begin with the longest.
    """
    found: list[TermUses] = []
    taken: tuple[set[int], set[int]] = set(), set()
    for term in terms:
        source = _free(sides[0], [span for form in term.source for span in places_of(form, sides[0].text)], taken[0])
        target = _free(sides[1], _renderings(sides[1], term), taken[1]) if source else ()
        if source and target:
            found.append(TermUses(source, target))
            for held, places in zip(taken, (source, target), strict=True):
                held.update(word for place in places for word in place)
    return found


def _renderings(side: BlockSide, term: Term) -> list[Span]:
    if primary(side.lang) in ("ja", "zh"):
        return [span for form in term.allowed for span in places_of(form, side.text)]
    return [match.span() for match in term.allowed_pattern.finditer(side.text)] if term.allowed_pattern else []


def _free(side: BlockSide, spans: Sequence[Span], taken: set[int]) -> tuple[tuple[int, ...], ...]:
    """The words of each span in order of the text, without those that hold a word of a longer term."""
    places = []
    held = set(taken)
    for start, stop in sorted(spans):
        words = tuple(n for n, word in enumerate(side.words) if word.span[0] < stop and start < word.span[1])
        if words and held.isdisjoint(words):
            held.update(words)
            places.append(words)
    return tuple(places)


def matches_of(uses: Sequence[TermUses], cosine: Floats) -> tuple[TermMatch, ...]:
    """Say which place of a term answers which: in order where both sides have equally many, else by their cosines."""
    found: list[TermMatch] = []
    for use in uses:
        if len(use.source) == len(use.target):
            found += map(TermMatch, use.source, use.target)
            continue
        left = list(use.source), list(use.target)
        while left[0] and left[1]:
            best = max(product(*left), key=lambda pair: float(cosine[np.ix_(*pair)].mean()))
            found.append(TermMatch(*best))
            left[0].remove(best[0])
            left[1].remove(best[1])
    return tuple(found)


def with_terms(estimates: Floats, matches: Sequence[TermMatch]) -> Floats:
    """Return the estimates in which the words of a term answer those of its rendering, and no others.

    Where each word has an answer inside already, these estimates stay.
    """
    if not matches:
        return estimates
    fixed = estimates.copy()
    for match in matches:
        cells = np.ix_(match.source, match.target)
        inside = estimates[cells]
        fixed[list(match.source), :] = 0.0
        fixed[:, list(match.target)] = 0.0
        fixed[cells] = inside if _is_fine(inside) else SURE
    return fixed


def _is_fine(inside: Floats) -> bool:
    return bool((inside.max(axis=1) >= _FINE).all() and (inside.max(axis=0) >= _FINE).all())
