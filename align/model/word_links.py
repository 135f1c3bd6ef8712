"""The nouns of links inside a bead: which words of its two texts answer each other, and what nothing answers."""

from __future__ import annotations

from dataclasses import dataclass

from align.model.checked import check_items, check_probability, check_spans
from align.text.spans import Span


@dataclass(frozen=True, slots=True)
class WordLink:
    """Words of both texts that answer each other; spans count code points of the bead's joined texts."""

    source: tuple[Span, ...]
    target: tuple[Span, ...]
    probability: float
    """Calibrated: of links at 0.9, nine in ten are right."""

    def __post_init__(self) -> None:
        check_spans(self, "source")
        check_spans(self, "target")
        check_probability(self, "probability")
        for side in (self.source, self.target):
            if not side:
                raise ValueError("a word link must hold a span of each text")
            if any(start >= stop or start < 0 for start, stop in side) or list(side) != sorted(side):
                raise ValueError(f"a link's spans must be in order and not empty; got {list(side)}")


@dataclass(frozen=True, slots=True)
class BeadLinks:
    """The links of one bead, in source order, and the words of both texts that nothing answers."""

    links: tuple[WordLink, ...] = ()
    source_only: tuple[Span, ...] = ()
    target_only: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        check_items(self, "links", WordLink)
        check_spans(self, "source_only")
        check_spans(self, "target_only")

    @property
    def exchanged(self) -> BeadLinks:
        """The links of the bead with source and target exchanged; they stay in the order of the old source."""
        links = tuple(WordLink(link.target, link.source, link.probability) for link in self.links)
        return BeadLinks(links, self.target_only, self.source_only)
