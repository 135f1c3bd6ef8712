"""The map of a pair with a support map: two columns of sentences, and a band for each link.

A sentence with several links gives each a part of its height, in the order of the other side, so
bands that part or cross stay apart. Brackets outside the columns tie the parts of a bead that do
not stand together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from align.exchange.characters import attribute
from align.exchange.html.overview import HEIGHT, Extent, extents, ribbon, runs
from align.exchange.html.sentences import SIDES, SentenceView
from align.exchange.rows import Row
from align.model import Document, Place, SupportLink

WIDTH = 260.0
_MARGIN = 26.0
"""Width of the margin outside a column, for the brackets."""
_COLUMN = 24.0
_LANES = 4
"""Brackets side by side. More of them overlap."""
_WIDEST = 7.0
"""Most height of a band's end: many wide bands that cross would be one blot."""
_LEAST = 0.5
"""Least height of a sentence."""

_Extents = dict[Place, Extent]


def sentence_map(view: SentenceView, rows: Sequence[Row], prefix: str) -> Iterator[str]:
    """Yield the map as SVG in pieces. A band links to its target sentence on the page."""
    alignment = view.alignment
    segments = extents(alignment.source), extents(alignment.target)
    left, right = _sentences(alignment.source, segments[0]), _sentences(alignment.target, segments[1])
    label = f"Map of {alignment.id}: {len(left)} sentences on the left, {len(right)} on the right"
    yield (
        f'<svg class="sentences" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" preserveAspectRatio="none" role="img"'
        f' aria-label="{attribute(label)}">\n'
    )
    yield from _column(view, 0, left)
    yield from _column(view, 1, right)
    yield from _bands(view, left, right)
    for number, side in enumerate(SIDES):
        yield from _brackets(rows, side, segments[number], prefix)
    yield "</svg>\n"


def _sentences(document: Document, segments: Sequence[Extent]) -> _Extents:
    """Share the height of each segment among its sentences, by length."""
    found: _Extents = {}
    for segment, (top, bottom) in zip(document.segments, segments, strict=True):
        lengths = [stop - start for start, stop in segment.sentences]
        total, at = sum(lengths), top
        for number, length in enumerate(lengths):
            height = (bottom - top) * length / total
            found[segment.index, number] = (at, at + height)
            at += height
    return found


def _column(view: SentenceView, number: int, sentences: _Extents) -> Iterator[str]:
    document = (view.alignment.source, view.alignment.target)[number]
    x = WIDTH - _MARGIN - _COLUMN if number else _MARGIN
    for place, (top, bottom) in sentences.items():
        kind = "heading" if document.segments[place[0]].kind == "heading" else "text"
        mark = view.marks[number].get(place, "")
        names = " ".join(filter(None, (kind, SIDES[number], mark)))
        known = view.ids[number].get(place)
        data = f' data-s="{known}"' if known else ""
        height = max(bottom - top - 1.0, _LEAST)
        box = f'x="{x:.0f}" y="{top:.1f}" width="{_COLUMN:.0f}" height="{height:.1f}"'
        yield f'<rect class="{names}" {box}{data}/>\n'


def _bands(view: SentenceView, left: _Extents, right: _Extents) -> Iterator[str]:
    shown = view.links()
    parts = {
        (side, link.source, link.target): part
        for side, table in enumerate((left, right))
        for place, extent in table.items()
        for link, part in _shares(view, side, place, extent)
    }
    for one in shown:
        link = one.link
        ends = parts[0, link.source, link.target], parts[1, link.source, link.target]
        path = ribbon(*ends, _MARGIN + _COLUMN, WIDTH - _MARGIN - _COLUMN)
        says = f"paragraph {link.target[0] + 1} rests on paragraph {link.source[0] + 1}: {link.probability:.2f}"
        yield (
            f'<a href="#{one.target}" class="ribbon link{" crosses" if one.moved else ""}" tabindex="-1"'
            f' data-of="{one.bead}" data-a="{one.source}" data-b="{one.target}" style="--p:{link.probability:.2f}">'
            f'<title>{says}{" (moved)" if one.moved else ""}</title><path d="{path}"/></a>\n'
        )


def _shares(view: SentenceView, side: int, place: Place, extent: Extent) -> Iterator[tuple[SupportLink, Extent]]:
    """Yield the links of a sentence, each with its part of the sentence's height."""
    links = view.support.of_target(place) if side else view.support.of_source(place)
    top, bottom = extent
    step = (bottom - top) / max(1, len(links))
    half = min(step, _WIDEST) / 2
    for number, link in enumerate(links):
        middle = top + (number + 0.5) * step
        yield link, (middle - half, middle + half)


def _brackets(rows: Sequence[Row], side: str, segments: Sequence[Extent], prefix: str) -> Iterator[str]:
    """Yield a bracket for each bead with several runs of segments on this side; overlapping ones lie side by side."""
    lanes = [-1.0] * _LANES
    apart = [(row, found) for row in rows if len(found := runs(getattr(row.bead, side), segments)) > 1]
    for row, parts in sorted(apart, key=lambda item: item[1][0]):
        middles = [(top + bottom) / 2 for top, bottom in parts]
        lane = next((n for n, end in enumerate(lanes) if end < middles[0]), _LANES - 1)
        lanes[lane] = middles[-1]
        inner, x = _MARGIN, _MARGIN - 5.0 * (lane + 1)
        if side == "target":
            inner, x = WIDTH - inner, WIDTH - x
        ticks = "".join(f"M{inner:.0f} {y:.1f}H{x:.0f}" for y in middles)
        path = f"M{x:.0f} {middles[0]:.1f}V{middles[-1]:.1f}{ticks}"
        says = f"bead {row.number}: parts that do not stand together"
        href = f"{prefix}{row.number}"
        yield (
            f'<a href="#{href}" class="ribbon tie" tabindex="-1" data-of="{href}">'
            f'<title>{says}</title><path d="{path}"/></a>\n'
        )
