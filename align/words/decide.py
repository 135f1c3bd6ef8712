"""From the probabilities of word pairs to links: words that belong together make one link, each word has one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.words.glossary_links import SURE

if TYPE_CHECKING:
    from align.score.arrays import Floats
    from align.words.block import WordBlock
    from align.words.weights import WordWeights
    from align.words.word import Word

_MOST = 4
"""Most words on one side of a link."""
_OTHER_PLACE = 0.85
"""Estimate from which on a word also answers a second word that is no neighbour of the first one."""


@dataclass(frozen=True)
class FoundLink:
    """Numbers of words of both sides that answer each other, and the estimate of the link."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    estimate: float


def decide(block: WordBlock, estimates: Floats, weights: WordWeights) -> list[FoundLink]:
    """Return the links of a block in source order; `estimates` holds those of the word pairs, float32[n, m].

    A term of the glossary is one link, unless its words have links of their own.
    """
    whole, estimates = _whole_terms(block, estimates)
    groups: list[tuple[set[int], set[int], list[float]]] = []
    group_of: tuple[dict[int, int], dict[int, int]] = {}, {}
    rows, columns = np.nonzero(estimates >= weights.joins)
    order = np.argsort(-estimates[rows, columns], kind="stable")
    for row, column in zip(rows[order].tolist(), columns[order].tolist(), strict=True):
        value = float(estimates[row, column])
        number, other = group_of[0].get(row), group_of[1].get(column)
        if number is None and other is None:
            if value >= weights.threshold:
                group_of[0][row] = group_of[1][column] = len(groups)
                groups.append(({row}, {column}, [value]))
        elif number is not None and other is not None:
            continue
        else:
            side = 1 if other is None else 0
            place, word = (number, column) if side else (other, row)
            assert place is not None
            held = (groups[place][0], groups[place][1])[side]
            if _extends(block.sides[side].words, held, word) and len(held) < _MOST:
                held.add(word)
                group_of[side][word] = place
                groups[place][2].append(value)
            elif value >= _OTHER_PLACE:
                group_of[side][word] = len(groups)
                groups.append(({row}, {column}, [value]))
    found = [FoundLink(tuple(sorted(a)), tuple(sorted(b)), max(values)) for a, b, values in groups]
    return sorted([*whole, *found], key=lambda link: (link.source, link.target))


def _whole_terms(block: WordBlock, estimates: Floats) -> tuple[list[FoundLink], Floats]:
    found = []
    for match in block.terms:
        if len(match.source) + len(match.target) > 2 and bool(
            (estimates[np.ix_(match.source, match.target)] >= SURE).all()
        ):
            found.append(FoundLink(match.source, match.target, SURE))
            estimates = estimates.copy()
            estimates[list(match.source), :] = 0.0
    return found, estimates


def _extends(words: tuple[Word, ...], held: set[int], word: int) -> bool:
    """True if the word stands directly before or behind the words of the group."""
    return (word - 1 in held and words[word].joined) or (word + 1 in held and words[word + 1].joined)
