"""Counts of a partition, a run or a corpus; they can be added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

BINS = 20
"""A distribution is counted in bins of 0.05."""


@dataclass
class Tally:
    """Counts over pairs and beads; `a + b` is the tally of both."""

    pairs: int = 0
    failed: int = 0
    tokens: int = 0
    beads: int = 0
    links: int = 0
    """Beads with two sides."""
    source_only: int = 0
    target_only: int = 0
    crossings: int = 0
    marks: dict[str, int] = field(default_factory=dict)
    """Pairs that carry each mark."""
    marked: int = 0
    """Pairs with a mark, each counted once."""
    probability: list[int] = field(default_factory=lambda: [0] * BINS)
    """Links by probability."""
    source_coverage: list[int] = field(default_factory=lambda: [0] * BINS)
    """Pairs by the share of source characters that lie in links."""
    target_coverage: list[int] = field(default_factory=lambda: [0] * BINS)

    def __add__(self, other: Tally) -> Tally:
        total = Tally()
        for item in fields(self):
            mine, theirs = getattr(self, item.name), getattr(other, item.name)
            if isinstance(mine, dict):
                merged = {key: mine.get(key, 0) + theirs.get(key, 0) for key in sorted({*mine, *theirs})}
                setattr(total, item.name, merged)
            elif isinstance(mine, list):
                setattr(total, item.name, [a + b for a, b in zip(mine, theirs, strict=True)])
            else:
                setattr(total, item.name, mine + theirs)
        return total

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)

    @classmethod
    def from_dict(cls, body: Mapping[str, Any]) -> Tally:
        """Read what `to_dict` gave. Raises TypeError for anything else."""
        return cls(**body)


def bin_of(share: float) -> int:
    """Return the bin of a value in 0…1; 1.0 falls into the last."""
    return min(int(share * BINS), BINS - 1)


def quantile(bins: list[int], share: float) -> float:
    """Return the middle of the bin below which `share` of the counted values lie; NaN where nothing was counted."""
    total, seen = sum(bins), 0
    for place, count in enumerate(bins):
        seen += count
        if count and seen >= share * total:
            return (place + 0.5) / BINS
    return float("nan")
