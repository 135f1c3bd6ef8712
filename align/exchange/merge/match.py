"""Finds the bead of a reviewer's row: by content key, by id if the texts agree, by texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.exchange.markers import MARKERS, text_with_markers
from align.exchange.reviewed import ReviewedRow
from align.exchange.row_digests import cell_digest, normalize_cell, parse_digests
from align.exchange.rows import row_name
from align.model import Alignment, Bead


@dataclass(frozen=True)
class Match:
    """The bead of a row."""

    alignment: Alignment
    number: int
    """From 1."""
    note: str = ""
    """How it was found, if the id or the key of the row does not agree with it."""

    @property
    def key(self) -> str:
        """The content key of the bead."""
        return self.alignment.keys[self.number - 1]

    @property
    def bead(self) -> Bead:
        """The bead itself."""
        return self.alignment.beads[self.number - 1]

    @property
    def texts(self) -> tuple[str, str]:
        """The source text and the target text of the bead."""
        return self.alignment.source_text(self.bead), self.alignment.target_text(self.bead)

    @property
    def written_texts(self) -> tuple[tuple[str, str], ...]:
        """Both texts as files may have them: without markers, and with them."""
        pair, bead = self.alignment, self.bead
        texts = [
            (
                text_with_markers(pair.source, bead.source, markers).text,
                text_with_markers(pair.target, bead.target, markers).text,
            )
            for markers in MARKERS
        ]
        return tuple(dict.fromkeys(texts))


class BeadIndex:
    """The beads of several alignments by key, id and texts.

    If several agree, the first alignment has precedence.
    """

    def __init__(self, alignments: Sequence[Alignment]) -> None:
        self.by_key: dict[str, list[Match]] = {}
        self.by_id: dict[str, list[Match]] = {}
        self.by_content: dict[tuple[str, str], list[Match]] = {}
        self.by_side: dict[str, dict[str, list[Match]]] = {"source": {}, "target": {}}
        for alignment in alignments:
            for number, key in enumerate(alignment.keys, start=1):
                match = Match(alignment, number)
                self.by_key.setdefault(key, []).append(match)
                self.by_id.setdefault(row_name(alignment, number), []).append(match)
                for texts in match.written_texts:
                    self.by_content.setdefault(_digests(texts), []).append(match)
                    for side, text in zip(self.by_side, texts, strict=True):
                        if text:
                            self.by_side[side].setdefault(cell_digest(text), []).append(match)

    def find(self, row: ReviewedRow) -> Match | str:
        """Return the bead of the row, or the reason why none is found."""
        if found := self.by_key.get(row.key):
            return _by_key(found, row)
        contents = _contents(row)
        for match in self.by_id.get(row.id, ()):
            if any(_digests(texts) in contents for texts in match.written_texts):
                return Match(match.alignment, match.number, "its key was edited; found by id and text")
        exported = bool(parse_digests(row.digests))  # says exactly which texts the row was written with
        for match in self.by_id.get(row.id, ()) if not exported else ():
            if side := _unchanged_side(row, match):
                return Match(match.alignment, match.number, f"its key was edited; found by id and {side} text")
        same = [match for content in contents for match in self.by_content.get(content, ())]
        same = [match for match in same if match.alignment.id == _pair_of(row)] or same
        if len({match.key for match in same}) == 1:
            return Match(same[0].alignment, same[0].number, "its id and key were edited; found by its text")
        if same:
            return "several beads have its text; restore its id"
        if row.id in self.by_id:
            return "the bead with this id has other texts now: it was aligned again or edited"
        for side, texts in self.by_side.items() if not exported else ():
            found = texts.get(cell_digest(getattr(row, side) or ""), [])
            if len({match.key for match in found}) == 1:
                return Match(
                    found[0].alignment, found[0].number, f"its id and key were edited; found by its {side} text"
                )
        return "no bead has this id, key or text; is the file of another alignment?"


def _unchanged_side(row: ReviewedRow, match: Match) -> str:
    """Return "source" or "target" if that text of the row is the bead's, empty if neither is."""
    for texts in match.written_texts:
        for side, text in zip(("source", "target"), texts, strict=True):
            now = getattr(row, side)
            if text and now is not None and cell_digest(now) == cell_digest(text):
                return side
    return ""


def _by_key(found: list[Match], row: ReviewedRow) -> Match:
    """Return the match in the pair that the row's id names, else the first one."""
    match = next((match for match in found if match.alignment.id == _pair_of(row)), found[0])
    here = row_name(match.alignment, match.number)
    note = "" if row.id in ("", here) else f"its id says {row.id!r}, its text {here}"
    return Match(match.alignment, match.number, note)


def _pair_of(row: ReviewedRow) -> str:
    return row.id.rpartition(":")[0]


def _digests(texts: tuple[str, str]) -> tuple[str, str]:
    return cell_digest(texts[0]), cell_digest(texts[1])


def _contents(row: ReviewedRow) -> list[tuple[str, str]]:
    """Return the digests of the texts with which the row was written, and of its texts now."""
    contents = []
    if digests := parse_digests(row.digests):
        contents.append((digests["source"], digests["target"]))
    if row.source is not None and row.target is not None and normalize_cell(row.source + row.target):
        contents.append((cell_digest(row.source), cell_digest(row.target)))
    return list(dict.fromkeys(contents))
