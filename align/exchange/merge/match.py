"""Which bead a row speaks of: found by its content key, then by its id where the content agrees, then by content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from align.exchange.merge.rows import ReviewedRow
from align.exchange.row_digests import digest, read_mark, settle
from align.model import Alignment, Bead


@dataclass(frozen=True)
class Match:
    """The bead of a row, with a line where the way to it is worth telling."""

    alignment: Alignment
    number: int
    """1-based."""
    note: str = ""

    @property
    def key(self) -> str:
        """The bead's content key."""
        return self.alignment.keys[self.number - 1]

    @property
    def bead(self) -> Bead:
        """The bead itself."""
        return self.alignment.beads[self.number - 1]

    @property
    def texts(self) -> tuple[str, str]:
        """The bead's source and target text."""
        return self.alignment.source_text(self.bead), self.alignment.target_text(self.bead)


class Beads:
    """The beads of several alignments, looked up in the three ways. Of equal ones the first alignment's wins."""

    def __init__(self, alignments: Sequence[Alignment]) -> None:
        self.by_key: dict[str, list[Match]] = {}
        self.by_id: dict[str, list[Match]] = {}
        self.by_content: dict[tuple[str, str], list[Match]] = {}
        for alignment in alignments:
            for number, key in enumerate(alignment.keys, start=1):
                match = Match(alignment, number)
                self.by_key.setdefault(key, []).append(match)
                self.by_id.setdefault(f"{alignment.id}:{number}", []).append(match)
                self.by_content.setdefault(_digests(match.texts), []).append(match)

    def find(self, row: ReviewedRow) -> Match | str:
        """Return the row's bead, or the reason why there is none."""
        pair = row.id.rpartition(":")[0]
        if found := self.by_key.get(row.key):
            match = _of_pair(found, pair)
            here = f"{match.alignment.id}:{match.number}"
            moved = row.id not in ("", here) and any(one.alignment.id == match.alignment.id for one in found)
            return Match(match.alignment, match.number, f"its id says {row.id!r}, its text {here}" if moved else "")
        contents = _contents(row)
        for match in self.by_id.get(row.id, ()):
            if _digests(match.texts) in contents:
                return Match(match.alignment, match.number, "its key was edited; found by id and text")
        same = [match for content in contents for match in self.by_content.get(content, ())]
        same = [match for match in same if match.alignment.id == pair] or same
        if len({match.key for match in same}) == 1:
            return Match(same[0].alignment, same[0].number, "its id and key were edited; found by its text")
        if same:
            return "several beads have its text; restore its id"
        if row.id in self.by_id:
            return "the bead of this id has other texts now; it was aligned or edited anew"
        return "no bead has this id, key or text; is it another alignment's file?"


def _of_pair(found: Iterable[Match], pair: str) -> Match:
    matches = list(found)
    return next((match for match in matches if match.alignment.id == pair), matches[0])


def _digests(texts: tuple[str, str]) -> tuple[str, str]:
    return digest(texts[0]), digest(texts[1])


def _contents(row: ReviewedRow) -> list[tuple[str, str]]:
    """Return digests of the texts that the row was written with, and of those that it has now."""
    contents = []
    if mark := read_mark(row.mark):
        contents.append((mark["source"], mark["target"]))
    if row.source is not None and row.target is not None and settle(row.source + row.target):
        contents.append((digest(row.source), digest(row.target)))
    return list(dict.fromkeys(contents))
