"""Sentences of the target that nothing in the source supports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.context import Context
from align.check.sentence_support import missing
from align.check.view import BeadView
from align.model import Finding


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Findings on beads whose target has more sentences than their source, at `config.addition` and above."""
    if not context.config.encoder:
        return
    for view, chances in missing(views, context, of_source=False):
        for item in chances:
            if item.probability >= context.config.addition:
                said = view.target[slice(*item.span)]
                shown = said if len(said) <= 90 else said[:89] + "…"
                message = f"nothing in the source supports “{shown}” (probability {item.probability:.2f})"
                yield view.finding("addition", "warning", message, [], [item.span])
