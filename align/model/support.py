"""What each target sentence rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from align.model.checked import check_items, check_number_rows, check_probability

Place = tuple[int, int]
"""A sentence: index of its segment, and its number in the segment, both from 0."""


@dataclass(frozen=True, slots=True)
class SupportLink:
    """A target sentence rests on a source sentence: the source states part of what the target asserts."""

    source: Place
    target: Place
    probability: float
    """Calibrated: of links at 0.9, nine in ten are right."""

    def __post_init__(self) -> None:
        check_items(self, "source", int)
        check_items(self, "target", int)
        check_probability(self, "probability")
        if len(self.source) != 2 or len(self.target) != 2:
            raise ValueError(f"a place is a segment and a sentence; got {self.source} and {self.target}")
        if min(*self.source, *self.target) < 0:
            raise ValueError(f"places count from 0; got {self.source} and {self.target}")


@dataclass(frozen=True)
class SupportMap:
    """What each target sentence rests on, in any order; found over the whole pair, not inside beads."""

    links: tuple[SupportLink, ...]
    """Sorted by target, then source."""
    unused: tuple[tuple[float, ...], ...]
    """For each source segment and sentence the probability that no target sentence rests on it."""
    unsupported: tuple[tuple[float, ...], ...]
    """For each target segment and sentence the probability that it rests on nothing."""

    def __post_init__(self) -> None:
        check_items(self, "links", SupportLink)
        check_number_rows(self, "unused")
        check_number_rows(self, "unsupported")
        places = [(link.target, link.source) for link in self.links]
        if places != sorted(set(places)):
            raise ValueError("support links must be distinct and sorted by target, then source")
        for link in self.links:
            for place, table in ((link.source, self.unused), (link.target, self.unsupported)):
                if place[0] >= len(table) or place[1] >= len(table[place[0]]):
                    raise ValueError(f"no sentence stands at {place[0]}.{place[1]}")

    @cached_property
    def _by_target(self) -> dict[Place, tuple[SupportLink, ...]]:
        return _grouped(self.links, "target")

    @cached_property
    def _by_source(self) -> dict[Place, tuple[SupportLink, ...]]:
        return _grouped(self.links, "source")

    def of_target(self, place: Place) -> tuple[SupportLink, ...]:
        """The links of a target sentence: what it rests on, in source order; () if it rests on nothing."""
        return self._by_target.get(place, ())

    def of_source(self, place: Place) -> tuple[SupportLink, ...]:
        """The links of a source sentence: where it went, in target order; () if it went nowhere."""
        return self._by_source.get(place, ())


def _grouped(links: tuple[SupportLink, ...], side: str) -> dict[Place, tuple[SupportLink, ...]]:
    found: dict[Place, list[SupportLink]] = {}
    for link in links:
        found.setdefault(getattr(link, side), []).append(link)
    return {place: tuple(some) for place, some in found.items()}
