"""Japanese prefixes that answer few English words: the 両 of 両閣僚 is "both" or "two", but not "bilateral"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from align.text.language import primary

if TYPE_CHECKING:
    from align.score.arrays import Floats
    from align.words.block import WordBlock

_ANSWERS = {
    "両": frozenset("both two pair either".split()),
    "各": frozenset("each every all individual respective respectively various several different".split()),
    "同": frozenset("same said identical".split()),
}


def without_barred(block: WordBlock, estimates: Floats) -> Floats:
    """Return the estimates with zero where a prefix meets a word that it does not answer, float32[n, m]."""
    source, target = block.sides
    if primary(source.lang) != "ja" or primary(target.lang) != "en":
        return estimates
    prefixes = [
        (row, _ANSWERS[word.text])
        for row, (word, behind) in enumerate(zip(source.words, source.words[1:], strict=False))
        if word.text in _ANSWERS and word.kind != "name" and behind.joined
    ]
    if not prefixes:
        return estimates
    estimates = estimates.copy()
    for row, answers in prefixes:
        estimates[row, [word.form not in answers for word in target.words]] = np.float32(0)
    return estimates
