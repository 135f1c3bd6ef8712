"""Terms of the texts themselves that are rendered in two ways, in one pair or in several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from align.check.term_candidates import beads_to_compare
from align.check.view import BeadView
from align.model import Finding, Span
from align.text.language import primary

if TYPE_CHECKING:
    from align.check.context import Context
    from align.words.terms import BilingualTerm, Use

_LEAST_USES = 3
"""Renderings of a term from which on a usual one can be told."""
_USUAL_SHARE = 0.6
"""Share of a term's renderings that the usual one must have."""
_SURE = 0.85
"""Probability of the links below which a rendering is not judged."""
_STEM = 4
"""Letters that two words must share from the beginning to be forms of one word."""


def term_findings(pairs: Sequence[Sequence[BeadView]], context: Context) -> Iterator[tuple[int, Finding]]:
    """Yield (number of the alignment, hint) on each use of a term that has not its usual rendering."""
    views = {(number, view.key): view for number, pair in enumerate(pairs) for view in pair}
    numbers = [number for number, pair in enumerate(pairs) if pair and _knows(pair[0])]
    if not numbers or not context.config.encoder:
        return
    from align.words.terms import terms_of

    asked = beads_to_compare(pairs, numbers)
    linked = [
        replace(alignment, word_links=context.word_links(alignment, asked[number]))
        for number, alignment in ((number, pairs[number][0].alignment) for number in numbers)
    ]
    reported: dict[tuple[int, str], list[Span]] = {}
    for term in sorted(terms_of(linked), key=lambda term: -len(term.source)):
        usual, others = _deviating(term)
        for use in others:
            place = numbers[use.alignment], use.bead
            spans = reported.setdefault(place, [])
            if not any(a < use.source[1] and use.source[0] < b for a, b in spans):
                spans.append(use.source)
                message = f"{term.source} is “{usual}” elsewhere; here “{use.rendering.text}”"
                yield (
                    place[0],
                    views[place].finding("inconsistency", "hint", message, [use.source], [use.rendering.span]),
                )


def _knows(view: BeadView) -> bool:
    return primary(view.source_lang) == "ja" and primary(view.target_lang) == "en"


def _deviating(term: BilingualTerm) -> tuple[str, list[Use]]:
    """Return the usual rendering of a term, and the uses that differ from it by more than form."""
    sure = [use for use in term.uses if use.rendering.probability >= _SURE]
    if term.everyday or term.source.isascii() or len(sure) < _LEAST_USES:
        return "", []
    form, count = Counter(use.form for use in sure).most_common(1)[0]
    if count < max(2, _USUAL_SHARE * len(sure)):
        return "", []
    usual = next(use.rendering.text for use in sure if use.form == form)
    return usual, [use for use in sure if _differ(form, use.form)]


def _differ(usual: str, other: str) -> bool:
    """True if each rendering has a word that the other lacks; an abbreviation of the usual one does not differ.

    >>> _differ("extended deterrence", "expanded deterrence"), _differ("defense minister", "minister")
    (True, False)
    >>> _differ("self defense force", "sdf"), _differ("policy paper", "political paper")
    (False, False)
    """
    words = [text.split() for text in (usual, other)]
    first = "".join(word[0] for word in words[0])
    if other in (first, first[:-1]) or usual == "".join(word[0] for word in words[1]):
        return False
    return all(any(not _alike(word, there) for word in here) for here, there in (words, words[::-1]))


def _alike(word: str, words: Sequence[str]) -> bool:
    """True if the word begins as one of the others does, so that both may be forms of one word."""
    return any(word[:_STEM] == other[:_STEM] or word.startswith(other) or other.startswith(word) for other in words)
