"""Being written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.check.context import Context
from align.check.view import BeadView
from align.model import Finding


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Nothing yet."""
    return iter(())
