"""A target much longer or shorter than its source lets expect."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import median

from align.check.context import Context
from align.check.view import BeadView
from align.model import Finding
from align.text.language import primary

_SHORTEST = 30
"""Shorter sources vary too much to be judged by length."""
_USUAL = 2.3
"""English characters for a Japanese one, where too few beads are there to measure it."""


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Findings on beads whose length ratio lies outside the usual one times or divided by `config.length`."""
    judged = [view for view in views if not view.is_null and width(view.source) >= _SHORTEST]
    ratios = [math.log(width(view.target) / width(view.source)) for view in judged]
    usual = median(ratios) if len(ratios) >= 30 else None
    for view, ratio in zip(judged, ratios, strict=True):
        japanese = primary(view.source_lang) == "ja" and primary(view.target_lang) == "en"
        centre = usual if usual is not None else math.log(_USUAL / 2 if japanese else 1.0)
        factor = math.exp(ratio - centre)
        if factor > context.config.length or factor < 1 / context.config.length:
            amount = factor if factor > 1 else 1 / factor
            message = (
                f"the target is {amount:.1f} times {'longer' if factor > 1 else 'shorter'} than usual for this source"
            )
            yield view.finding("length", "warning", message, [(0, len(view.source))], [(0, len(view.target))])


def width(text: str) -> int:
    """Columns on a screen: a full-width character counts two."""
    return len(text) + sum(letter > "\u2e7f" for letter in text)
