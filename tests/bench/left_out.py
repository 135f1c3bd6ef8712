"""What the sets pair although nothing of it is left: a split block whose other half lost its sentence.

The noise may cut a Japanese block in two and leave out one sentence of its English. The gold still pairs both halves
with what is left, even if that answers one of them only.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.model import Bead
from tests.bench.sets import sentences

Blocks = dict[str, tuple[str, str]]


def blocks_by_text(pairs: Sequence[tuple[str, str]]) -> Blocks:
    """(English, Japanese) blocks of a clean set by their Japanese text."""
    return {_plain(japanese): (english, japanese) for english, japanese in pairs}


def left_out(bead: Bead, source: Sequence[str], target: Sequence[str], blocks: Blocks) -> set[int]:
    """The source segments of a bead n-1 whose sentences are all missing on its target side.

    Told only where a block has as many Japanese sentences as English ones, so that one answers the other.
    """
    block = blocks.get(_plain("".join(source[i] for i in bead.source)))
    if len(bead.source) < 2 or len(bead.target) != 1 or block is None:
        return set()
    english, japanese = sentences(block[0], "en"), sentences(block[1], "ja")
    if len(english) != len(japanese):
        return set()
    missing = [sentence not in target[bead.target[0]] for sentence in english]
    gone, place = set(), 0
    for index in bead.source:
        count = len(sentences(source[index], "ja"))
        if all(missing[place : place + count]):
            gone.add(index)
        place += count
    return gone if len(gone) < len(bead.source) else set()


def without(bead: Bead, gone: set[int]) -> list[Bead]:
    """The bead without those source segments, and these as null alignments."""
    kept = tuple(index for index in bead.source if index not in gone)
    return [Bead(kept, bead.target), *(Bead((index,), ()) for index in sorted(gone))] if gone else [bead]


def _plain(text: str) -> str:
    return "".join(text.split())
