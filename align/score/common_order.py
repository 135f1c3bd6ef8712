"""Whether the two texts of a pair have their paragraphs in a common order; a ladder needs one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from align.score.windows import LONGEST_WHOLE

if TYPE_CHECKING:
    from align.model import Bead

_LEAST_BEADS = 10
"""Among fewer beads that are not null, nothing is said about their order."""
_BACKWARD = 0.9
"""From this share of falling steps on, one text runs backward."""
_DOUBTFUL = 0.5
"""Below this probability, the place of a bead in a long text is doubtful."""


@dataclass(frozen=True)
class NoCommonOrder:
    """A warning: more than half of the beads that pair something cross others, or stand at a doubtful place."""

    pair: str
    crossing: int
    doubtful: int
    paired: int
    """Beads that are not null."""
    backward: bool = False
    """True if one text runs from the end to the beginning of the other."""

    def __str__(self) -> str:
        if self.backward:
            return (
                f"{self.pair}: the target runs from the end to the beginning of the source; it was aligned so, and "
                f"each of the {self.paired} beads that pair paragraphs counts as moved"
            )
        return (
            f"{self.pair}: the two texts have no common order: of {self.paired} beads that pair paragraphs, "
            f"{self.crossing} cross others and {self.doubtful} are doubtful; only beads of high probability can be "
            "relied on"
        )


def order_warning(pair: str, beads: Sequence[Bead], longest: int) -> NoCommonOrder | None:
    """Return the warning if it applies; `longest` is the number of segments on the longer side.

    Doubtful beads count only in a pair that is too long to be aligned as a whole: they show that
    nothing led through.
    """
    paired = [bead for bead in beads if not bead.is_null]
    crossing = sum(bead.crosses for bead in paired)
    doubtful = 0
    if longest > LONGEST_WHOLE:
        doubtful = sum(not bead.crosses and bead.probability < _DOUBTFUL for bead in paired)
    if len(paired) < _LEAST_BEADS or 2 * (crossing + doubtful) <= len(paired):
        return None
    ordered = sorted(paired, key=lambda bead: bead.source)
    falls = sum(later.target < earlier.target for earlier, later in pairwise(ordered))
    return NoCommonOrder(pair, crossing, doubtful, len(paired), falls >= _BACKWARD * (len(paired) - 1))
