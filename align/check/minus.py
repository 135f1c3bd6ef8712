"""Below zero on one side only: マイナス10度 against "10 degrees"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from align.check.view import BeadView
from align.model import Finding

_JAPANESE = re.compile(r"(?:マイナス|氷点下|零下)\s?(?=\d)")
_ENGLISH = re.compile(
    r"\b(?:minus|negative)\s(?=\d)|(?<=\d)\s?(?:degrees\s|°\s?[CF]?\s?)?(?=below\s(?:zero|freezing))", re.I
)
_DEGREES = re.compile(r"(?:マイナス|氷点下|零下)\s?[\d.]+\s?(?:度|℃)")
_BELOW = re.compile(r"\b(?:minus|negative\w*|below|sub-?zero|freez\w*)\b|[-−–]\s?\d", re.I)
"""Below zero for a temperature, which may also fall or drop to a value above zero."""
_JAPANESE_ANY = re.compile("マイナス|氷点下|零下|負|減|下落|低下|赤字|損|△|▲|[-−‐–]\\s?\\d")
_ENGLISH_ANY = re.compile(
    r"\b(?:minus|negative\w*|below|sub-?zero|freez\w*|los[est]\w*|deficit|declin\w*|fell|fall\w*|drop\w*|down|decreas\w*|"
    r"contract\w*|shr[aiu]nk\w*|reduc\w*|less|under|lower\w*|red|in the negatives?)\b|[-−–]\s?[$¥€£]?\d",
    re.I,
)


def lost_minus(view: BeadView) -> Iterator[Finding]:
    """Yield a number that only one side says to be below zero; Japanese is the source of `view`."""
    source, target = view.source_folded, view.target_folded
    below = _BELOW if _DEGREES.search(source) else _ENGLISH_ANY
    if (match := _JAPANESE.search(source)) and not below.search(target):
        message = f"the source is below zero ({match[0].strip()}), the target is not"
        yield replace(view.finding("number", "error", message, [match.span()], []), probability=0.85)
    elif (match := _ENGLISH.search(target)) and not _JAPANESE_ANY.search(source):
        span = match.span() if match[0] else (match.start(), match.start() + 5)
        message = f"the target is below zero (“{target[slice(*span)].strip()}”), the source is not"
        yield replace(view.finding("number", "error", message, [], [span]), probability=0.85)
