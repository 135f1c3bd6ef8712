"""A bilingual file that was read and is written again: which of its units stay, and which beads they hold now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from align.exchange.grids import one_line
from align.exchange.rows import Export, ExportOptions, Row, rows

_Group = tuple[tuple[int, ...], tuple[int, ...]]
"""The source and the target segments of a bead."""


@dataclass(frozen=True)
class FileRow:
    """One row of a unit: its place in the unit, the segments that were made of it, its texts as the file has them."""

    place: int
    group: _Group
    texts: tuple[str, str]


@dataclass(frozen=True)
class UnitAgain:
    """What is written of one unit: the unit itself if it stays, with its beads, or new units in its place."""

    stays: bool
    beads: tuple[tuple[Row, FileRow], ...] = ()
    new: tuple[Row, ...] = ()
    """Beads that reviewers made of several units, or of a part of one."""


class UnitsAgain:
    """Goes through the units of `export.original` in its order; `options` select the beads."""

    def __init__(self, export: Export, options: ExportOptions) -> None:
        beads = list(enumerate(export.alignment.beads, start=1))
        self._number_of = {(bead.source, bead.target): number for number, bead in beads}
        self._starts = {next(_parts((bead.source, bead.target))): number for number, bead in beads}
        """(side, segment) -> number of the bead, for the first segment of each bead."""
        self._chosen = {row.number: row for row in rows(export, options)}
        self._keeps_others = options.verdicts != "accepted"
        self._taken: set[int] = set()
        self._at = [0, 0]

    def next(self, texts: Iterable[tuple[str, str]]) -> UnitAgain:
        """Return what becomes of the next unit, whose rows hold these texts.

        A unit that made no bead stays unless only accepted beads are asked for.
        """
        of_unit = list(self._file_rows(texts))
        if not of_unit:
            return UnitAgain(self._keeps_others)
        numbers = [self._number_of.get(row.group) for row in of_unit]
        if None not in numbers:
            pairs = zip(numbers, of_unit, strict=True)
            here = tuple((self._chosen[number], row) for number, row in pairs if number in self._chosen)
            self._taken |= {row.number for row, _ in here}
            return UnitAgain(bool(here), here)
        starts = {self._starts[part] for row in of_unit for part in _parts(row.group) if part in self._starts}
        new = sorted(starts - self._taken)
        self._taken |= set(new)
        return UnitAgain(False, new=tuple(self._chosen[number] for number in new if number in self._chosen))

    def _file_rows(self, texts: Iterable[tuple[str, str]]) -> Iterator[FileRow]:
        """Yield the rows that became beads."""
        for place, both in enumerate(texts):
            group: list[tuple[int, ...]] = []
            for side, text in enumerate(both):
                group.append((self._at[side],) if one_line(text) else ())
                self._at[side] += len(group[side])
            if group[0] or group[1]:
                yield FileRow(place, (group[0], group[1]), both)


def _parts(group: _Group) -> Iterator[tuple[str, int]]:
    for side, indices in zip(("source", "target"), group, strict=True):
        for index in indices:
            yield side, index
