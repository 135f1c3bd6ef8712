"""Sentences of the source, and clauses of its sentences, that are missing in the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.answered import LEAST_DOUBTFUL, judged_by_words
from align.check.context import Context
from align.check.left_clauses import clause_findings
from align.check.sentence_support import sentence_findings
from align.check.view import BeadView
from align.model import Finding


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield the sentences and clauses whose probability to be missing is `config.omission` or more.

    Sentences are looked at in beads whose target has fewer of them than the source, clauses from
    Japanese to English.
    """
    if not context.config.encoder:
        return
    least = context.config.omission
    possible = list(sentence_findings(views, context, "omission", min(least, LEAST_DOUBTFUL), of_source=True))
    sentences = list(judged_by_words(possible, views, context, least))
    yield from sentences
    yield from clause_findings(views, context, sentences)
