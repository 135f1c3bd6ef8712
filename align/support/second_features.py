"""Features of a link for the second estimate: what the first estimate says of its rivals and neighbours.

A target sentence rests on few source sentences, neighbours mostly rest on neighbours, and a
sentence that states what nothing else states is needed. Every feature is float32[n, m].
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.support.first_features import word_owners, word_weights
from align.support.measures import best_of_groups, best_other, group_parts, sum_of_groups

if TYPE_CHECKING:
    from align.score.arrays import Doubles, Floats, Ints
    from align.support.first_features import Tables
    from align.support.measures import SentenceMeasures

_LEAST, _MOST = 1e-4, 1 - 1e-4
"""Range of the probabilities whose log-odds are taken."""
_NEIGHBOURS = 3
"""Target sentences on each side whose likely sources tell where the next source is expected."""
_FAR = 4.0
"""Greatest distance from the expected place that counts, in units of three sentences."""


def second_features(measures: SentenceMeasures, first: Floats) -> Tables:
    """Return feature -> float32[n, m]; `first` is the first estimate of the probability of each link."""
    clipped = np.clip(first, _LEAST, _MOST)
    tables = {"first": np.log(clipped / (1 - clipped))}
    tables |= _rivals(first) | _neighbours(measures, first) | _needed(measures, first)
    return {name: np.asarray(table, dtype=np.float32) for name, table in tables.items()}


def _rivals(first: Floats) -> Tables:
    """The other links of both sentences."""
    return {
        "rival_target": np.maximum(best_other(first, 0), 0.0),
        "rival_source": np.maximum(best_other(first, 1), 0.0),
        "rivals_target": first.sum(axis=0, keepdims=True) - first,
        "rivals_source": first.sum(axis=1, keepdims=True) - first,
    }


def _neighbours(measures: SentenceMeasures, first: Floats) -> Tables:
    """The links of sentences that stand near, and of the same two paragraphs."""
    paragraphs = measures.source.paragraph, measures.target.paragraph
    by_source = _sums(first, paragraphs[0])
    by_target = _sums(first.T, paragraphs[1]).T
    both = _sums(by_target, paragraphs[0])
    return {
        "near_diagonal": np.maximum(_shifted(first, 1, 1), _shifted(first, -1, -1)),
        "near_crossing": np.maximum(_shifted(first, 1, -1), _shifted(first, -1, 1)),
        "near_source": np.maximum(_shifted(first, 1, 0), _shifted(first, -1, 0)),
        "near_target": np.maximum(_shifted(first, 0, 1), _shifted(first, 0, -1)),
        "paragraph_both": both[np.ix_(*paragraphs)] - first,
        "paragraph_source": by_source[paragraphs[0]] - first,
        "paragraph_target": by_target[:, paragraphs[1]] - first,
        "place_expected": _off_expected(first),
    }


def _sums(rows: Floats, owner: Ints) -> Floats:
    return sum_of_groups(rows, owner, int(owner.max(initial=-1)) + 1)


def _shifted(table: Floats, down: int, right: int) -> Floats:
    """Return the table moved by some rows and columns; what comes in is 0."""
    out = np.zeros_like(table)
    n, m = table.shape
    out[max(0, down) : n + min(0, down), max(0, right) : m + min(0, right)] = table[
        max(0, -down) : n + min(0, -down), max(0, -right) : m + min(0, -right)
    ]
    return out


def _off_expected(first: Floats) -> Floats:
    """Return the distance of each source sentence from where the links of neighbouring target sentences point."""
    n, m = first.shape
    weight = first**2
    place = np.arange(n)[:, None]
    sums, masses = (weight * place).sum(axis=0), weight.sum(axis=0)
    expected = (_of_neighbours(sums) + 1e-3 * np.linspace(0, n - 1, m)) / (_of_neighbours(masses) + 1e-3)
    off: Floats = np.minimum(np.abs(place - expected[None]) / 3, _FAR)
    return off


def _of_neighbours(values: Floats) -> Doubles:
    """Return for each place the sum of its neighbours' values, each divided by its distance; float64[m]."""
    side = 1.0 / np.arange(1, _NEIGHBOURS + 1)
    kernel = np.concatenate([side[::-1], [0.0], side])
    found: Doubles = np.convolve(values, kernel)[_NEIGHBOURS : _NEIGHBOURS + len(values)]
    return found


def _needed(measures: SentenceMeasures, first: Floats) -> Tables:
    """What of the target sentence this source sentence answers and no other likely one does."""
    owner, weights = word_owners(measures.target), word_weights(measures.target)
    words = _needed_words(measures.target_word, first, owner, weights)
    mass = np.maximum(sum_of_groups(weights[:, None], owner, len(measures.target)), 1e-6)
    clauses = measures.target_clause.T
    clause_owner = measures.target.clause_owner
    likely = np.clip(clauses, 0.0, 0.5) * first.T[clause_owner]
    ahead = clauses - np.maximum(best_other(likely, 1), 0.0)
    facts, names = measures.facts.shared, measures.names.shared
    return {
        "needed_words": words.T,
        "needed_words_share": (words / mass).T,
        "needed_clause": best_of_groups(ahead, clause_owner, len(measures.target)).T,
        "needed_clauses": sum_of_groups(np.maximum(ahead, 0.0), clause_owner, len(measures.target)).T,
        "needed_facts": facts - np.maximum(best_other(facts * first, 0), 0.0),
        "needed_names": names - np.maximum(best_other(names * first, 0), 0.0),
    }


def _needed_words(answers: Floats, first: Floats, owner: Ints, weights: Floats) -> Floats:
    """Return the weight of the words of each target sentence that each source sentence alone answers, [m, n]."""
    count = first.shape[1]
    found: list[Floats] = []
    for groups, rows in group_parts(np.bincount(owner, minlength=count), first.shape[0]):
        own, here = owner[rows], answers[rows]
        weighted = here * first.T[own]
        only = np.maximum(here - np.maximum(best_other(weighted, 1), 0.0), 0.0) * weights[rows, None]
        found.append(sum_of_groups(only, own - groups.start, groups.stop - groups.start))
    return np.concatenate(found)
