"""What is measured of a pair before any bead is scored: all that features are computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from align.score.anchor_table import AnchorTable
from align.score.length_model import LengthModel
from align.score.name_table import NameTable
from align.score.run_margins import RunMargins
from align.score.unit_coverage import UnitCoverage, sentence_coverage, word_coverage

if TYPE_CHECKING:
    from align.score.encoded_side import EncodedSide


@dataclass(frozen=True)
class MeasuredPair:
    """Two sides and what was measured of them against each other.

    Index 0 is the source, 1 the target.
    """

    sides: tuple[EncodedSide, EncodedSide]
    widest: int
    """Segments in the longest run that was measured."""
    runs: RunMargins
    sentences: tuple[UnitCoverage, UnitCoverage]
    words: tuple[UnitCoverage, UnitCoverage]
    anchors: AnchorTable
    lengths: LengthModel
    names: NameTable

    @property
    def size(self) -> tuple[int, int]:
        """Source and target segments."""
        return len(self.sides[0]), len(self.sides[1])

    def within(self, widest: int) -> MeasuredPair:
        """Return the same pair measured up to another width; what both widths have in common is shared."""
        if widest == self.widest:
            return self
        return replace(self, widest=widest, runs=RunMargins(*self.sides, widest, self.runs))


def measure(source: EncodedSide, target: EncodedSide, widest: int) -> MeasuredPair:
    """Measure two sides, neither empty, against each other: runs, coverage, anchors, lengths, names."""
    runs = RunMargins(source, target, widest)
    return MeasuredPair(
        sides=(source, target),
        widest=widest,
        runs=runs,
        sentences=sentence_coverage(source, target),
        words=word_coverage(source, target),
        anchors=AnchorTable(source, target),
        lengths=LengthModel(source, target, runs),
        names=NameTable(source, target),
    )


class DocumentPair:
    """Two encoded documents, any parts of which can be measured against each other; the whole is measured once."""

    def __init__(self, source: EncodedSide, target: EncodedSide) -> None:
        self.source, self.target = source, target
        self._whole: MeasuredPair | None = None

    @cached_property
    def names(self) -> NameTable:
        """The persons of both whole documents."""
        return NameTable(self.source, self.target)

    def part(self, source: Sequence[int], target: Sequence[int], widest: int) -> MeasuredPair:
        """Measure the source segments at some places against target segments at others; places ascend."""
        if len(source) < len(self.source) or len(target) < len(self.target):
            return measure(self.source.pick(source), self.target.pick(target), widest)
        if self._whole is None:
            self._whole = measure(self.source, self.target, widest)
        return self._whole.within(widest)
