"""How many links are right: by link and by word pair.

A link is right if it touches a link of the set on both sides, and every link of the set that it touches on one side is
touched on the other side too. So a wider link that joins whole links is right. A sure link is found if a right link
touches it. By word pair (Och & Ney 2003): the pairs of words that links join; AER counts sure and possible ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.model import WordLink
from align.words.block import WordBlock
from tests.links.links_set import LabelledPair, Link, Span

Cells = set[tuple[int, int]]


@dataclass
class Score:
    """Counts that add up."""

    said: int = 0
    right: int = 0
    sure: int = 0
    found: int = 0
    pairs: int = 0
    sure_hit: int = 0
    right_pairs: int = 0
    sure_pairs: int = 0

    def __iadd__(self, other: Score) -> Score:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)
        return self

    @property
    def precision(self) -> float:
        """Share of the links that are right."""
        return self.right / max(self.said, 1)

    @property
    def recall(self) -> float:
        """Share of the sure links that are found."""
        return self.found / max(self.sure, 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-9)

    @property
    def aer(self) -> float:
        """Alignment error rate over word pairs: 0 is best."""
        return 1 - (self.sure_hit + self.right_pairs) / max(self.pairs + self.sure_pairs, 1)


def touches(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """True if a span of one overlaps a span of the other."""
    return any(a < d and c < b for a, b in spans for c, d in others)


def score(pair: LabelledPair, block: WordBlock, links: Sequence[WordLink]) -> Score:
    """Count the links of one pair; word pairs are those of the block's words."""
    gold = [*pair.sure, *pair.possible]
    right = [link for link in links if _right(link, gold)]
    found = sum(
        any(touches(link.source, one.source) and touches(link.target, one.target) for link in right)
        for one in pair.sure
    )
    said = _cells(block, links)
    sure, possible = _cells(block, pair.sure), _cells(block, pair.possible)
    return Score(
        len(links), len(right), len(pair.sure), found,
        len(said), len(said & sure), len(said & (sure | possible)), len(sure),
    )  # fmt: skip


def _right(link: WordLink, gold: Sequence[Link]) -> bool:
    touched = [(touches(link.source, one.source), touches(link.target, one.target)) for one in gold]
    sure_of_both = [all(both) for both in touched]
    return any(sure_of_both) and all(
        a == b or _held_by_other(one, number, touched, gold, link)
        for number, ((a, b), one) in enumerate(zip(touched, gold, strict=True))
    )


def _held_by_other(
    one: Link, number: int, touched: Sequence[tuple[bool, bool]], gold: Sequence[Link], link: WordLink
) -> bool:
    """True if the touched words of `one` belong to another link of the set that the link touches on both sides."""
    side = 0 if touched[number][0] else 1
    own = (one.source, one.target)[side]
    return any(
        all(touched[other]) and touches(own, (gold[other].source, gold[other].target)[side])
        for other in range(len(gold))
        if other != number
    )


def _cells(block: WordBlock, links: Sequence[Link] | Sequence[WordLink]) -> Cells:
    cells: Cells = set()
    for link in links:
        held = [
            [number for number, word in enumerate(side.words) if touches([word.span], spans)]
            for side, spans in zip(block.sides, (link.source, link.target), strict=True)
        ]
        cells |= {(row, column) for row in held[0] for column in held[1]}
    return cells
