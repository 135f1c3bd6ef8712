"""Sentences of the source that are missing in the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.context import Context
from align.check.sentence_support import unsupported_sentences
from align.check.view import BeadView
from align.check.wording import shortened
from align.model import Finding


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield the sentences whose probability to be missing is `config.omission` or more.

    Only beads are looked at whose target has fewer sentences than their source.
    """
    if not context.config.encoder:
        return
    for view, sentences in unsupported_sentences(views, context, of_source=True):
        for item in sentences:
            if item.probability >= context.config.omission:
                shown = shortened(view.source[slice(*item.span)], 60)
                message = f"not in the target: 「{shown}」 (probability {item.probability:.2f})"
                yield view.finding("omission", "warning", message, [item.span], [])
