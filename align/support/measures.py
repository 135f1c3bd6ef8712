"""What is measured of two documents sentence by sentence: all that the features of links are computed from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from align.score.content_words import words_alike
from align.score.folds import fold_groups
from align.score.run_margins import margins_of
from align.support.fact_answers import fact_answers
from align.support.name_answers import name_answers
from align.support.rough_shares import shared_shares

if TYPE_CHECKING:
    from align.score.arrays import Floats, Ints
    from align.score.encoded_side import EncodedSide
    from align.support.answers import Answers
    from align.support.sentence_table import SentenceTable

_CELLS_A_PART = 4_000_000
"""Values of a table of words that are computed at once."""


@dataclass(frozen=True)
class SentenceMeasures:
    """Two documents against each other; tables are float32[source sentences, target sentences] = [n, m]."""

    source: SentenceTable
    target: SentenceTable
    cosine: Floats
    margin: Floats
    clause_margin: Floats
    """Margin of each source clause with each target clause."""
    source_clause: Floats
    """Best margin of each source clause with a target sentence or one of its clauses, [source clauses, m]."""
    target_clause: Floats
    """Best margin of a source sentence or one of its clauses with each target clause, [n, target clauses]."""
    source_word: Floats
    """How well each target sentence answers each content word of the source, 0…1, [source words, m]."""
    target_word: Floats
    """How well each source sentence answers each content word of the target, 0…1, [target words, n]."""
    facts: Answers
    """Figures, dates and times."""
    names: Answers
    shares: Floats
    """Weight of the shares ("one in seven") that both sentences state."""
    ladder: Floats
    """Probability of the bead that holds both sentences' segments, 0 if none does."""

    @property
    def size(self) -> tuple[int, int]:
        """Source and target sentences."""
        return len(self.source), len(self.target)


def measure_sentences(source: SentenceTable, target: SentenceTable, ladder: Floats) -> SentenceMeasures:
    """Measure two documents; `ladder` is the probability of the bead that holds both segments, [segments, segments]."""
    cosine = source.vectors @ target.vectors.T
    clause_margin = margins_of(source.clause_vectors @ target.clause_vectors.T)
    with_target = margins_of(source.clause_vectors @ target.vectors.T)
    with_source = margins_of(source.vectors @ target.clause_vectors.T)
    source_word, target_word = _word_answers(source, target)
    texts = source.texts, target.texts, (source.lang, target.lang)
    return SentenceMeasures(
        source=source,
        target=target,
        cosine=cosine,
        margin=margins_of(cosine),
        clause_margin=clause_margin,
        source_clause=np.maximum(best_of_groups(clause_margin.T, target.clause_owner, len(target)).T, with_target),
        target_clause=np.maximum(best_of_groups(clause_margin, source.clause_owner, len(source)), with_source),
        source_word=source_word,
        target_word=target_word,
        facts=fact_answers(*texts),
        names=name_answers(*texts),
        shares=shared_shares(*texts),
        ladder=ladder[np.ix_(source.paragraph, target.paragraph)].astype(np.float32),
    )


def _word_answers(source: SentenceTable, target: SentenceTable) -> tuple[Floats, Floats]:
    """Return how well target sentences answer the words of the source, and source sentences those of the target."""
    alike = words_alike(source.side.vocabulary, target.side.vocabulary)
    in_target = _best_of_words(alike.T, target.side).T  # [source vocabulary, m]
    in_source = _best_of_words(alike, source.side).T  # [target vocabulary, n]
    return in_target[source.side.all_words], in_source[target.side.all_words]


def _best_of_words(alike: Floats, side: EncodedSide) -> Floats:
    """Return the best row of `alike`, [vocabulary, k], over the words that each sentence holds, [sentences, k]."""
    words, counts = side.all_words, side.word_counts
    parts = group_parts(counts, alike.shape[1])
    return np.concatenate([fold_groups(np.maximum, alike[words[rows]], counts[groups], 0.0) for groups, rows in parts])


def group_parts(counts: Ints, width: int) -> Iterator[tuple[slice, slice]]:
    """Yield consecutive groups and their rows, so that a table of these rows and `width` columns needs little memory.

    Group k has `counts[k]` rows and is never cut. Without any group, one empty part comes.
    """
    ends = np.concatenate([[0], np.cumsum(counts)])
    group = 0
    while True:
        stop = int(np.searchsorted(ends, ends[group] + _CELLS_A_PART // max(width, 1), side="right")) - 1
        stop = min(max(group + 1, stop), len(counts))
        yield slice(group, stop), slice(int(ends[group]), int(ends[stop]))
        if stop == len(counts):
            return
        group = stop


def best_of_groups(rows: Floats, owner: Ints, count: int) -> Floats:
    """Return the greatest value of each group of rows, float32[count, k]; `owner` names each row's group, ascending."""
    sizes = np.bincount(owner, minlength=count)
    return fold_groups(np.maximum, rows, sizes, -1.0)


def sum_of_groups(rows: Floats, owner: Ints, count: int) -> Floats:
    """Return the sum of each group of rows, float32[count, k]."""
    sizes = np.bincount(owner, minlength=count)
    return fold_groups(np.add, rows, sizes, 0.0)


def lead(table: Floats, axis: int) -> Floats:
    """Return by how much each value exceeds the best other value along an axis; below zero where it does not."""
    if table.shape[axis] < 2:
        return np.zeros_like(table)
    return table - best_other(table, axis)


def best_other(table: Floats, axis: int) -> Floats:
    """Return for each value the greatest other value along an axis; -1 where there is no other."""
    count = table.shape[axis]
    if count < 2:
        return np.full_like(table, -1.0)
    top = np.partition(table, count - 2, axis=axis)
    best, second = top.take([count - 1], axis=axis), top.take([count - 2], axis=axis)
    return np.where(table >= best, second, best)
