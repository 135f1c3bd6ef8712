"""The map of a pair as SVG: two columns of segments, with beads as ribbons between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from align.exchange.characters import attribute
from align.exchange.confidence import band
from align.exchange.rows import Row
from align.model import Alignment, Document
from align.text.ranges import runs_of

WIDTH, HEIGHT = 200.0, 1000.0
_COLUMN = 34.0
"""Width of a text's column."""
_STUB = 22.0
"""How far a null reaches into the gap."""

Extent = tuple[float, float]


@dataclass(frozen=True)
class _Shape:
    """What stands for one bead: its ribbons, or the stubs of a null."""

    row: Row
    path: str
    order: int
    """Painted from low to high: nulls, ordinary beads, crossings."""


def overview(alignment: Alignment, rows: Sequence[Row], prefix: str) -> Iterator[str]:
    """Yield the map in pieces; ribbon n links to the element with the id `prefix` + n."""
    left, right = extents(alignment.source), extents(alignment.target)
    label = f"Map of {alignment.id}: {len(alignment.source)} segments on the left, {len(alignment.target)} on the right"
    yield (
        f'<svg viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" preserveAspectRatio="none" role="img"'
        f' aria-label="{attribute(label)}">\n'
    )
    yield from _column(alignment.source, left, 0.0)
    yield from _column(alignment.target, right, WIDTH - _COLUMN)
    for shape in sorted((_shape(row, left, right) for row in rows), key=lambda shape: shape.order):
        yield _link(shape, prefix)
    yield "</svg>\n"


def extents(document: Document) -> list[Extent]:
    """Return top and bottom of each segment; its height is its share of the text."""
    if not document.segments:
        return []
    gap = min(4.0, 0.25 * HEIGHT / len(document))
    space = HEIGHT - gap * (len(document) - 1)
    lengths = [len(text) for text in document.texts()]
    floor = 0.25 * sum(lengths) / len(lengths)
    weights = [max(length, floor) for length in lengths]
    extents, top = [], 0.0
    for weight in weights:
        height = space * weight / sum(weights)
        extents.append((top, top + height))
        top += height + gap
    return extents


def _column(document: Document, extents: list[Extent], x: float) -> Iterator[str]:
    for segment, (top, bottom) in zip(document.segments, extents, strict=True):
        kind = "heading" if segment.kind == "heading" else "text"
        height = max(bottom - top, 0.5)
        yield f'<rect class="{kind}" x="{x:.0f}" y="{top:.1f}" width="{_COLUMN:.0f}" height="{height:.1f}"/>\n'


def _shape(row: Row, left: list[Extent], right: list[Extent]) -> _Shape:
    bead = row.bead
    if bead.is_null:
        parts = runs(bead.source, left) or runs(bead.target, right)
        stub = _left_stub if bead.source else _right_stub
        return _Shape(row, "".join(stub(part) for part in parts), 0)
    edges = _COLUMN, WIDTH - _COLUMN
    paths = (ribbon(a, b, *edges) for a in runs(bead.source, left) for b in runs(bead.target, right))
    return _Shape(row, "".join(paths), 2 if bead.crosses else 1)


def runs(indices: Sequence[int], extents: Sequence[Extent]) -> list[Extent]:
    """Return top and bottom of each run of neighbouring segments."""
    return [(extents[first][0], extents[last][1]) for first, last in runs_of(indices)]


def ribbon(left: Extent, right: Extent, start: float, stop: float) -> str:
    """Return the outline of a ribbon from `left` at x = `start` to `right` at x = `stop`, as an SVG path."""
    middle = (start + stop) / 2
    return (
        f"M{start:.0f} {left[0]:.1f}C{middle:.0f} {left[0]:.1f} {middle:.0f} {right[0]:.1f} {stop:.0f} {right[0]:.1f}"
        f"V{right[1]:.1f}C{middle:.0f} {right[1]:.1f} {middle:.0f} {left[1]:.1f} {start:.0f} {left[1]:.1f}Z"
    )


def _left_stub(run: Extent) -> str:
    top, bottom = run
    return f"M0 {top:.1f}H{_COLUMN:.0f}L{_COLUMN + _STUB:.0f} {(top + bottom) / 2:.1f}L{_COLUMN:.0f} {bottom:.1f}H0Z"


def _right_stub(run: Extent) -> str:
    (top, bottom), edge = run, WIDTH - _COLUMN
    tip = f"L{edge - _STUB:.0f} {(top + bottom) / 2:.1f}L{edge:.0f} {bottom:.1f}"
    return f"M{WIDTH:.0f} {top:.1f}H{edge:.0f}{tip}H{WIDTH:.0f}Z"


def _link(shape: _Shape, prefix: str) -> str:
    row, bead = shape.row, shape.row.bead
    names = ["ribbon", band(bead.probability)]
    if bead.is_null:
        names.append("left-out" if bead.source else "added")
    if bead.crosses:
        names.append("crosses")
    title = f"{row.number} · {bead.kind} · {bead.probability:.2f}" + (" · crossing" if bead.crosses else "")
    return (
        f'<a href="#{prefix}{row.number}" class="{" ".join(names)}" tabindex="-1"'
        f' data-of="{prefix}{row.number}"><title>{title}</title><path d="{shape.path}"/></a>\n'
    )
