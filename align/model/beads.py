"""Beads, and what spoke for them."""

from __future__ import annotations

from dataclasses import dataclass, field

from align.model.checked import check_fields, check_items, check_number, check_probability

DOUBTFUL_BELOW = 0.8
"""A bead of a lower probability is doubtful: at least two in ten such beads are wrong, so a person should look."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that spoke for or against a bead."""

    name: str
    """The feature: "coverage", "margin", "facts", "length", "structure"…"""
    value: float
    weight: float
    """What it added to the bead's log-odds; above zero speaks for the bead."""
    detail: str = ""
    """For people: the shared facts, the sentence that nothing covers."""

    def __post_init__(self) -> None:
        check_fields(self, name=str, detail=str)
        check_number(self, "value")
        check_number(self, "weight")


@dataclass(frozen=True, slots=True)
class Bead:
    """A group of source segments with a group of target segments.

    One empty side is a null alignment.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    probability: float = 1.0
    """Calibrated: of beads at 0.9, nine in ten are exactly right."""
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)
    crosses: bool = False
    """True if its order in the target differs from its order in the source, or its segments do not stand together."""
    locked: bool = False
    """True if a person confirmed it: the model had no say."""

    def __post_init__(self) -> None:
        check_items(self, "source", int)
        check_items(self, "target", int)
        check_items(self, "evidence", Evidence)
        check_probability(self, "probability")
        check_fields(self, crosses=bool, locked=bool)
        if not self.source and not self.target:
            raise ValueError("a bead must hold at least one segment")
        for side in (self.source, self.target):
            if list(side) != sorted(set(side)) or (side and side[0] < 0):
                raise ValueError(f"a bead's indices must be sorted, distinct and at least 0; got {list(side)}")

    @property
    def kind(self) -> str:
        """Its size, source first: "2-1", "1-0"."""
        return f"{len(self.source)}-{len(self.target)}"

    @property
    def is_null(self) -> bool:
        """True if one side is empty."""
        return not self.source or not self.target

    @property
    def is_doubtful(self) -> bool:
        """True if a person should look at it: its probability is below 0.8 and nobody confirmed it."""
        return self.probability < DOUBTFUL_BELOW and not self.locked

    @property
    def is_contiguous(self) -> bool:
        """True if the segments of each side are neighbours."""
        return all(side[-1] - side[0] == len(side) - 1 for side in (self.source, self.target) if side)
