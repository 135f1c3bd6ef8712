"""Sentences of the source that the target does not carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.context import Context
from align.check.sentence_support import missing
from align.check.view import BeadView
from align.model import Finding


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Findings on beads whose target has fewer sentences than their source, at `config.omission` and above."""
    if not context.config.encoder:
        return
    for view, chances in missing(views, context, of_source=True):
        for item in chances:
            if item.probability >= context.config.omission:
                said = view.source[slice(*item.span)]
                shown = said if len(said) <= 60 else said[:59] + "…"
                message = f"nothing in the target carries 「{shown}」 (probability {item.probability:.2f})"
                yield view.finding("omission", "warning", message, [item.span], [])
