"""Sentences of the target that are not in the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.context import Context
from align.check.sentence_support import unsupported_sentences
from align.check.view import BeadView
from align.check.wording import shortened
from align.model import Finding


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield the sentences whose probability to be added is `config.addition` or more.

    Only beads are looked at whose target has more sentences than their source.
    """
    if not context.config.encoder:
        return
    for view, sentences in unsupported_sentences(views, context, of_source=False):
        for item in sentences:
            if item.probability >= context.config.addition:
                shown = shortened(view.target[slice(*item.span)], 90)
                message = f"not in the source: “{shown}” (probability {item.probability:.2f})"
                yield view.finding("addition", "warning", message, [], [item.span])
