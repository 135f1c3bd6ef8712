"""The sentences of one pair as the page shows them: their ids, marks and links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.coverage import Passage, SupportCoverage, support_coverage
from align.exchange.characters import attribute
from align.exchange.rows import Row
from align.model import Alignment, Place, Span, SupportLink, SupportMap

SIDES = ("source", "target")
_NONE, _DOUBT = "none", "doubt"


@dataclass(frozen=True)
class ShownLink:
    """A support link whose two sentences are both on the page."""

    link: SupportLink
    source: str
    """The id of the sentence, or of its bead where the bead shows a corrected text."""
    target: str
    bead: str
    """The id of the bead that holds the target sentence."""
    moved: bool


@dataclass(frozen=True)
class SentenceView:
    """The support map of one pair and where on the page its sentences are."""

    alignment: Alignment
    support: SupportMap
    coverage: SupportCoverage
    ids: tuple[dict[Place, str], dict[Place, str]]
    """For either side: sentence -> id, for those on the page."""
    beads: dict[int, str]
    """Target segment -> id of its bead."""
    marks: tuple[dict[Place, str], dict[Place, str]]
    """For either side: "none" for what is left out or added, "doubt" for what may be."""

    def span(self, side: str, place: Place, html: str) -> str:
        """Return the sentence, given as HTML, with its id, its links and its mark."""
        number = SIDES.index(side)
        mark = self.marks[number].get(place, "")
        title = f' title="{_said(side, mark, self.chance(number, place))}"' if mark else ""
        links = self.support.of_target(place) if number else self.support.of_source(place)
        ends = [(self.ids[1 - number].get(link.source if number else link.target), link) for link in links]
        to = " ".join(f"{end}:{link.probability:.2f}" for end, link in ends if end)
        data = f' data-to="{attribute(to)}"' if to else ""
        return (
            f'<span class="sent{" " + mark if mark else ""}" id="{self.ids[number][place]}"{data}{title}>{html}</span>'
        )

    def chance(self, number: int, place: Place) -> float:
        """The probability that the sentence of this side (0 source, 1 target) has no link."""
        table = self.support.unsupported if number else self.support.unused
        return table[place[0]][place[1]]

    def has_links(self, side: str, segments: Sequence[int]) -> bool:
        """Tell whether any sentence of these segments of one side has a link."""
        document = self.alignment.target if side == "target" else self.alignment.source
        links_of = self.support.of_target if side == "target" else self.support.of_source
        return any(links_of((index, k)) for index in segments for k in range(len(document.segments[index].sentences)))

    def links(self) -> list[ShownLink]:
        """Return the links whose sentences are on the page; what has moved comes last."""
        moved = {passage.place for passage in self.coverage.moved}
        found = [
            ShownLink(link, source, target, self.beads[link.target[0]], link.target in moved)
            for link in self.support.links
            if (source := self.ids[0].get(link.source)) and (target := self.ids[1].get(link.target))
        ]
        return sorted(found, key=lambda shown: shown.moved)


def sentence_view(alignment: Alignment, rows: Sequence[Row], place: int) -> SentenceView | None:
    """Return the view of the pair that is the page's `place`th; None without a support map."""
    coverage = support_coverage(alignment)
    if alignment.support is None or coverage is None:
        return None
    ids: tuple[dict[Place, str], dict[Place, str]] = ({}, {})
    for row in rows:
        for number, (name, side) in enumerate(zip("st", SIDES, strict=True)):
            corrected = row.is_corrected(side)
            for index in getattr(row.bead, side):
                for k in range(len(getattr(alignment, side).segments[index].sentences)):
                    own = f"p{place}{name}{index}.{k}"
                    ids[number][index, k] = f"p{place}b{row.number}" if corrected else own
    marks = (
        _marks(coverage.left_out, coverage.left_out_in_doubt),
        _marks(coverage.added, coverage.added_in_doubt),
    )
    beads = {index: f"p{place}b{row.number}" for row in rows for index in row.bead.target}
    return SentenceView(alignment, alignment.support, coverage, ids, beads, marks)


def pieces(text: str, sentences: Sequence[Span]) -> list[tuple[Span, int]]:
    """Return spans that cover the text, each with the number of its sentence, or -1 between sentences."""
    found: list[tuple[Span, int]] = []
    end = 0
    for number, (start, stop) in enumerate(sentences):
        if end < start:
            found.append(((end, start), -1))
        found.append(((start, stop), number))
        end = stop
    return [*found, ((end, len(text)), -1)] if end < len(text) else found


def _marks(none: Sequence[Passage], doubt: Sequence[Passage]) -> dict[Place, str]:
    return {passage.place: _DOUBT for passage in doubt} | {passage.place: _NONE for passage in none}


def _said(side: str, mark: str, probability: float) -> str:
    sure = "not" if mark == _NONE else "perhaps not"
    where = "the summary" if side == "source" else "the original"
    return f"{sure} in {where}: probability {probability:.2f}".capitalize()
