"""Where the reader left out text: the segments that stand next to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from align.model import Segment
from align.read.blocks import UNSEEN, Block, RawDocument, letters

_FURNITURE = frozenset(
    ("header or footer", "menu", "links", "header", "footer", "page number", "instruction", "comment")
)
_MISSING = ("untranslated", "other file", "picture")
"""Reasons that count as no loss, though the other side may have the text."""
_WITHOUT_LETTERS = ("page without text", "other file", "picture")
"""Reasons for which text is missing however little of it is known."""
_FEWEST = 20
"""Characters. Less text than this is no loss that a segment of the other side could stand in."""
_MOST = 0.1
"""The share of the visible text above which text that was left out without a known place makes every place doubtful."""


def lost_places(reading: RawDocument, segments: Sequence[Segment]) -> tuple[int, ...]:
    """The indices of segments before which text was left out, ascending; the number of segments stands for the end."""
    keys = [_key(segment.origin) for segment in segments]
    ordered = all(keys) and all(one <= other for one, other in pairwise(keys))
    made = _segments_before(reading.blocks, segments)
    found: set[int] = set()
    nowhere = 0
    for part in reading.left_out:
        size = letters(part.text)
        silent = part.reason in _FURNITURE or (part.reason in UNSEEN and part.reason not in _MISSING)
        if silent or (size < _FEWEST and part.reason not in _WITHOUT_LETTERS):
            continue
        key = _key(part.origin)
        if part.block is not None:
            found.add(made[min(part.block, len(reading.blocks))])
        elif ordered and key:
            found.add(bisect_right(keys, key))
        else:
            nowhere += size
    if nowhere > _MOST * max(1, reading.visible):
        return tuple(range(len(segments) + 1))
    return tuple(sorted(found))


def _key(origin: str) -> tuple[int, ...]:
    """The numbers of a place such as "page 3, line 4"; () for a path of elements."""
    if not re.match(r"(?:page|line|block|paragraph) [0-9]", origin):
        return ()
    return tuple(map(int, re.findall("[0-9]+", origin)))


def _segments_before(blocks: Sequence[Block], segments: Sequence[Segment]) -> list[int]:
    """For each count of blocks, how many segments they make.

    A segment has the origin of its first block.
    """
    made = [0]
    for block in blocks:
        count = made[-1]
        made.append(count + (count < len(segments) and segments[count].origin == block.origin))
    return made
