"""Noun-modifying clauses of Japanese: what stands before a noun and ends in a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.text.spans import Span

_LEAST = 6
"""Characters below which a modifier says too little to stand alone."""
_VERB_BEFORE_NOUN = re.compile(r"(?<=[ぁ-ん一-鿿])(?:いる|ない|[るただうくすつぬむぶぐ])(?=[「『]?[一-鿿ァ-ヺA-Za-z])")
_TOPIC = re.compile("は、?|では|には")


def modifier_spans(text: str, first: int, stop: int) -> Iterator[Span]:
    """Yield the noun-modifying clauses inside a clause, from its beginning or from behind its last topic. Linear.

    >>> text = "北町の川にかかる橋では車列が続く。"
    >>> [text[a:b] for a, b in modifier_spans(text, 0, len(text))]
    ['北町の川にかかる']
    """
    topics = [match.end() for match in _TOPIC.finditer(text, first, stop)]
    begin = first
    for match in _VERB_BEFORE_NOUN.finditer(text, first, stop):
        while topics and topics[0] <= match.start():
            begin = topics.pop(0)
        starts = {first, begin}
        for start in sorted(starts):
            if match.end() - start >= _LEAST and stop - match.end() >= 2:
                yield start, match.end()
