"""Sentences of the target that are not in the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.answered import LEAST_DOUBTFUL, judged_by_words
from align.check.context import Context
from align.check.sentence_support import sentence_findings
from align.check.view import BeadView
from align.model import Finding


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield the sentences whose probability to be added is `config.addition` or more.

    Only beads are looked at whose target has more sentences than their source.
    """
    least = context.config.addition
    possible = list(sentence_findings(views, context, "addition", min(least, LEAST_DOUBTFUL), of_source=False))
    return judged_by_words(possible, views, context, least)
