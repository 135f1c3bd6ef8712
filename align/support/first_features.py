"""Features of a link for the first estimate: what the two sentences, their clauses and their paragraphs have in common.

Every feature is float32[n, m], one value for each source sentence and each target sentence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from align.score.run_margins import margins_of
from align.support.measures import best_of_groups, group_parts, lead, sum_of_groups

if TYPE_CHECKING:
    from align.score.arrays import Floats, Ints
    from align.support.measures import SentenceMeasures
    from align.support.sentence_table import SentenceTable


Tables = dict[str, NDArray[np.floating[Any]]]
"""Feature -> its value for each source sentence and each target sentence, [n, m]."""

_LEAST_MARGIN, _MOST_MARGIN = -0.2, 0.5
"""Range in which the margin of a clause counts."""
_NO_HEADING = -0.2
"""The margin that stands for a heading where there is none."""


def first_features(measures: SentenceMeasures) -> Tables:
    """Return feature -> float32[n, m]."""
    tables: Tables = {}
    for group in (_margins, _context, _clauses, _words, _facts, _form):
        tables |= group(measures)
    shape = measures.size
    return {name: np.broadcast_to(table, shape).astype(np.float32) for name, table in tables.items()}


def _margins(measures: SentenceMeasures) -> Tables:
    """The similarity of the sentences and of their paragraphs, against that of their rivals."""
    source, target = measures.source, measures.target
    paragraphs = margins_of(source.paragraph_vectors @ target.paragraph_vectors.T)
    return {
        "cosine": measures.cosine,
        "margin": measures.margin,
        "margin_lead_target": lead(measures.margin, 0),
        "margin_lead_source": lead(measures.margin, 1),
        "paragraphs": paragraphs[np.ix_(source.paragraph, target.paragraph)],
        "paragraphs_lead": lead(paragraphs, 0)[np.ix_(source.paragraph, target.paragraph)],
        "target_paragraph": margins_of(source.vectors @ target.paragraph_vectors.T)[:, target.paragraph],
        "source_paragraph": margins_of(source.paragraph_vectors @ target.vectors.T)[source.paragraph],
    }


def _context(measures: SentenceMeasures) -> Tables:
    """The similarity when a sentence is read together with the one before or behind it, and that of the heading."""
    source, target = measures.source, measures.target
    before = _joined(source, -1), _joined(target, -1)
    heading = measures.margin[np.maximum(source.heading, 0)]
    return {
        "context_target_before": margins_of(source.vectors @ before[1].T),
        "context_source_before": margins_of(before[0] @ target.vectors.T),
        "context_source_behind": margins_of(_joined(source, 1) @ target.vectors.T),
        "context_both_before": margins_of(before[0] @ before[1].T),
        "context_heading": np.where(source.heading[:, None] >= 0, heading, _NO_HEADING),
    }


def _joined(table: SentenceTable, step: int) -> Floats:
    """Return the unit vectors of each sentence joined to its neighbour, one step away."""
    sums = table.side.parts.copy()
    if step < 0:
        sums[1:] += table.side.parts[:-1]
    else:
        sums[:-1] += table.side.parts[1:]
    return table.side.combine(sums)


def _clauses(measures: SentenceMeasures) -> Tables:
    """How well single clauses of one sentence are answered by the other sentence, and whether any other does better."""
    source, target = measures.source, measures.target
    best_clauses = best_of_groups(measures.clause_margin, source.clause_owner, len(source))
    tables: Tables = {"clause_best": best_of_groups(best_clauses.T, target.clause_owner, len(target)).T}
    for name, table, owner, chars, count, flip in (
        ("target", measures.target_clause.T, target.clause_owner, target.clause_chars, len(target), True),
        ("source", measures.source_clause, source.clause_owner, source.clause_chars, len(source), False),
    ):
        found = _clause_side(name, table, owner, chars, count)
        tables |= {key: value.T if flip else value for key, value in found.items()}
    return tables


def _clause_side(name: str, table: Floats, owner: Ints, chars: Floats, count: int) -> Tables:
    """`table` is [clauses here, sentences there]; each clause's share is its part of its sentence's length."""
    share = (chars / np.bincount(owner, chars, count)[owner])[:, None]
    ahead = lead(table, 1)
    return {
        f"clause_{name}": best_of_groups(table, owner, count),
        f"clause_{name}_lead": best_of_groups(ahead, owner, count),
        f"clause_{name}_answered": sum_of_groups(np.clip(table, _LEAST_MARGIN, _MOST_MARGIN) * share, owner, count),
        f"clause_{name}_won": sum_of_groups((ahead >= 0) * share, owner, count),
        f"clause_{name}_count": np.log(np.bincount(owner, minlength=count))[:, None],
    }


def _words(measures: SentenceMeasures) -> Tables:
    """The share of each sentence's content words that the other answers, weighted by rarity."""
    tables: Tables = {}
    for name, answers, table, flip in (
        ("target", measures.target_word, measures.target, True),
        ("source", measures.source_word, measures.source, False),
    ):
        owner, weights = word_owners(table), word_weights(table)
        parts = group_parts(np.bincount(owner, minlength=len(table)), answers.shape[1])
        sums = [
            sum_of_groups(answers[rows] * weights[rows, None], owner[rows] - groups.start, groups.stop - groups.start)
            for groups, rows in parts
        ]
        found = np.concatenate(sums)
        most = sum_of_groups(answers.max(axis=1, initial=0.0)[:, None] * weights[:, None], owner, len(table))
        mass = np.maximum(sum_of_groups(weights[:, None], owner, len(table)), 1e-6)
        side = {
            f"words_{name}": found / mass,
            f"words_{name}_lost": (found - most) / mass,
            f"words_{name}_found": found,
        }
        tables |= {key: value.T if flip else value for key, value in side.items()}
    return tables


def word_owners(table: SentenceTable) -> Ints:
    """For each content word of the document the sentence that holds it, ascending."""
    return np.repeat(np.arange(len(table)), table.side.word_counts)


def word_weights(table: SentenceTable) -> Floats:
    """For each content word of the document its rarity."""
    weights: Floats = table.side.word_weight[table.side.all_words].astype(np.float32)
    return weights


def _facts(measures: SentenceMeasures) -> Tables:
    """Figures, dates, times and Latin words that both sentences state."""
    facts, names = measures.facts, measures.names
    held = [side.forms.anchors for side in (measures.source.side, measures.target.side)]
    latin = np.zeros(measures.size, dtype=np.float32)
    places: dict[object, list[int]] = {}
    for place, values in enumerate(held[0]):
        for value in values:
            places.setdefault(value, []).append(place)
    for column, values in enumerate(held[1]):
        for value in sorted((value for value in values if value in places), key=repr):
            if isinstance(value, tuple) and value[0] == "w":
                latin[places[value], column] += np.log((len(held[0]) + 1) / (len(places[value]) + 0.5))
    return {
        "facts": facts.shared,
        "facts_lead": facts.shared - facts.shared.max(axis=0, keepdims=True, initial=0.0),
        "facts_stated": np.log1p(facts.stated)[None],
        "facts_unanswered": np.log1p(facts.unanswered)[None],
        "latin": latin,
        "names": names.shared,
        "names_lead": names.shared - names.shared.max(axis=0, keepdims=True, initial=0.0),
        "names_stated": np.log1p(names.stated)[None],
        "names_unanswered": np.log1p(names.unanswered)[None],
        "shares": measures.shares,
    }


def _form(measures: SentenceMeasures) -> Tables:
    """Length, place in the document, form of the end, and what the ladder says of the paragraphs."""
    source, target = measures.source, measures.target
    chars = np.log(source.side.chars)[:, None], np.log(target.side.chars)[None]
    place = [(np.arange(len(table)) + 0.5) / len(table) for table in (source, target)]
    open_end = ~source.side.forms.closed[:, None], ~target.side.forms.closed[None]
    return {
        "bias": np.ones(measures.size),
        "length_source": chars[0],
        "length_target": chars[1],
        "length_ratio": chars[0] - chars[1],
        "place_off": np.abs(place[0][:, None] - place[1][None]),
        "open_source": open_end[0],
        "open_target": open_end[1],
        "open_both": open_end[0] & open_end[1],
        "ladder": measures.ladder,
        "ladder_target": measures.ladder.max(axis=0, keepdims=True, initial=0.0),
    }
