"""Targets that are much longer or shorter than usual for their source."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from statistics import median

from align.check.context import Context
from align.check.view import BeadView
from align.model import Finding
from align.text.language import primary

_WIDE = re.compile("[\u2e80-\U0010ffff]")
_SHORTEST = 30
"""Columns. The length of a shorter source says too little about the length of its target."""
_USUAL = 2.3
"""English characters for one Japanese character, where too few beads are there to measure it."""
_ENOUGH = 30
"""Beads from which on the usual ratio is measured on the pair itself."""


def run(views: Sequence[BeadView], context: Context) -> Iterator[Finding]:
    """Yield findings on targets that are `config.length` times longer or shorter than usual."""
    judged = [view for view in views if not view.is_null and width(view.source) >= _SHORTEST]
    ratios = [math.log(width(view.target) / width(view.source)) for view in judged]
    usual = median(ratios) if len(ratios) >= _ENOUGH else None
    for view, ratio in zip(judged, ratios, strict=True):
        japanese = primary(view.source_lang) == "ja" and primary(view.target_lang) == "en"
        centre = usual if usual is not None else math.log(_USUAL / 2 if japanese else 1.0)
        factor = math.exp(ratio - centre)
        if factor > context.config.length or factor < 1 / context.config.length:
            message = f"the target is {_compared(factor)} usual for this source"
            yield view.finding("length", "warning", message, [(0, len(view.source))], [(0, len(view.target))])


def _compared(factor: float) -> str:
    """Say how a length that is `factor` times the usual one compares with it; never "100% shorter".

    >>> _compared(4.2), _compared(0.25), _compared(0.0004)
    ('4.2 times as long as is', '75% shorter than', '99% shorter than')
    """
    if factor > 1:
        return f"{factor:.1f} times as long as is"
    return f"{math.floor(100 * (1 - factor))}% shorter than"


def width(text: str) -> int:
    """Columns of a text; a character from U+2E80 on takes two, every other one."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
