"""What a summary leaves out, adds, condenses and moves, read from its support map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from align.chains import rising_chain
from align.model import Alignment, Document, Place, SupportLink, SupportMap
from align.text.width import wide_characters

SURE_OF_NONE = 0.7
"""Probability from which on a sentence without links is called left out or added. Below, it is in doubt.

On the 26 summaries of `tests/summaries/dev` that it was chosen on, 55 of the 57 target sentences above it rest on
nothing, and 402 of the 467 source sentences are left out.
"""
_DOUBTFUL = 0.5
"""Probability of no link from which on a sentence with links is in doubt."""
_STRONG = 0.9
"""Probability of a link that says that both texts speak of the same thing."""
LEAST_SHARE = 0.35
"""Share of target sentences with a strong link below which two texts do not belong together.

Chosen on the first 26 summaries of `tests/summaries/dev` and the two pairs of `data/`: none has less than .50, and
97 % of 140 wrong pairs of their texts have less than .35. Not seen before: 12 more summaries, none below .53, and 59
of 60 wrong pairs of theirs are found; of 111 pairs of translated manuals none is below .55.
"""
_ENOUGH = 4
"""Target sentences from which on that share says something."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its place, and what is said of it."""

    place: Place
    text: str
    weight: float
    """Its share of the document in 0…1, by columns of text."""
    probability: float
    """That what is said of it is so."""
    links: tuple[SupportLink, ...] = ()
    """Of a target sentence: what it rests on."""


@dataclass(frozen=True)
class SupportCoverage:
    """What the support map of a pair says, by sentence. A heading counts as a sentence."""

    sentences: tuple[int, int]
    """Number of sentences in the source and in the target."""
    left_out: tuple[Passage, ...]
    """Source sentences that no target sentence rests on, the heaviest first, as in the other lists."""
    left_out_in_doubt: tuple[Passage, ...]
    added: tuple[Passage, ...]
    """Target sentences that rest on nothing."""
    added_in_doubt: tuple[Passage, ...]
    condensed: tuple[Passage, ...]
    """Target sentences that rest on several source sentences."""
    moved: tuple[Passage, ...]
    """Target sentences that stand elsewhere than their source does, seen from the longest run in common order."""
    strong: int
    """Target sentences with a link of .9 or more."""
    whole: tuple[frozenset[int], frozenset[int]] = field(repr=False)
    """Segments of the source that are left out, and of the target that are added, with all their sentences."""

    @property
    def carried(self) -> float:
        """The share of the source in 0…1 that is not left out, by columns of text."""
        return 1.0 - min(1.0, sum(passage.weight for passage in self.left_out))

    @property
    def supported(self) -> float:
        """The share of the target in 0…1 that is not added, by columns of text."""
        return 1.0 - min(1.0, sum(passage.weight for passage in self.added))

    @cached_property
    def belongs_together(self) -> bool:
        """False where so little of the target rests on the source that the texts are probably no pair."""
        count = self.sentences[1]
        return count < _ENOUGH or not self.sentences[0] or self.strong >= LEAST_SHARE * count

    @property
    def warning(self) -> str:
        """What a person should be told of a pair that does not belong together; "" for one that does."""
        if self.belongs_together:
            return ""
        count = f"only {self.strong} of {self.sentences[1]} target sentences surely rest on the source"
        return f"these two texts do not seem to belong together: {count}; check that both files are of one text"


def support_coverage(alignment: Alignment) -> SupportCoverage | None:
    """Return what the support map says; None where the alignment has none."""
    support = alignment.support
    if support is None:
        return None
    source, target = _passages(alignment.source, support, 0), _passages(alignment.target, support, 1)
    several = [passage for passage in target if len(passage.links) > 1]
    return SupportCoverage(
        sentences=(len(source), len(target)),
        left_out=_heaviest(filter(_is_without, source)),
        left_out_in_doubt=_heaviest(filter(_is_in_doubt, source)),
        added=_heaviest(filter(_is_without, target)),
        added_in_doubt=_heaviest(filter(_is_in_doubt, target)),
        condensed=_heaviest(_said(passage, -2) for passage in several),
        moved=_heaviest(_said(passage, -1) for passage in _moved(target)),
        strong=sum(any(link.probability >= _STRONG for link in passage.links) for passage in target),
        whole=(_whole(source), _whole(target)),
    )


def _passages(document: Document, support: SupportMap, side: int) -> list[Passage]:
    """Every sentence with its links and the probability that it has none."""
    total = max(1, sum(map(_columns, document.texts())))
    table, links_of = (support.unsupported, support.of_target) if side else (support.unused, support.of_source)
    return [
        Passage(place, text, _columns(text) / total, table[segment.index][number], links_of(place))
        for segment in document.segments
        for number, text in enumerate(segment.sentence_texts())
        for place in [(segment.index, number)]
        if text.strip()
    ]


def _columns(text: str) -> int:
    return len(text) + wide_characters(text)


def _is_without(passage: Passage) -> bool:
    return not passage.links and passage.probability >= SURE_OF_NONE


def _is_in_doubt(passage: Passage) -> bool:
    if passage.links:
        return passage.probability >= _DOUBTFUL
    return passage.probability < SURE_OF_NONE


def _heaviest(passages: Iterator[Passage]) -> tuple[Passage, ...]:
    return tuple(sorted(passages, key=lambda passage: (-passage.weight, passage.place)))


def _said(passage: Passage, rank: int) -> Passage:
    """The passage with the probability of its link of this rank in ascending order."""
    ranked = sorted(link.probability for link in passage.links)
    return Passage(passage.place, passage.text, passage.weight, ranked[rank], passage.links)


def _moved(target: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the target sentences outside the heaviest chain in which the surest links rise.

    Only the order of paragraphs is looked at in the source: sentences of one paragraph are woven
    together freely.
    """
    linked = [passage for passage in target if passage.links]
    surest = [max(passage.links, key=lambda link: link.probability).source[0] for passage in linked]
    size = len(linked)
    # A point (paragraph × size + number, number) lets sentences on the same paragraph follow each
    # other.
    boxes = [(place * size + n, place * size + n, n, n) for n, place in enumerate(surest)]
    straight = set(rising_chain(boxes, [passage.weight or 1e-9 for passage in linked]))
    return (passage for number, passage in enumerate(linked) if number not in straight)


def _whole(passages: Sequence[Passage]) -> frozenset[int]:
    """The segments all of whose sentences are without a link for sure."""
    return frozenset(passage.place[0] for passage in passages) - frozenset(
        passage.place[0] for passage in passages if not _is_without(passage)
    )
