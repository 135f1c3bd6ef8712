"""Sentences of the source that are missing in the target."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.context import Context
from align.check.sentence_support import sentence_findings
from align.check.view import BeadView
from align.model import Finding


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield the sentences whose probability to be missing is `config.omission` or more.

    Only beads are looked at whose target has fewer sentences than their source.
    """
    return sentence_findings(views, context, "omission", context.config.omission, of_source=True)
