"""Pictures of an alignment by matplotlib: both texts joined by ribbons, or the similarity of all segments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from align.errors import AlignError
from align.model import Alignment, Bead, Document
from align.text.ranges import runs_of
from align.vocabulary import confidence_words, side_names

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path

_COLOURS = {
    "confirmed by a person": "#2b4a8b",
    "sure": "#3f8f7f",
    "likely": "#d9a441",
    "doubtful": "#d6451a",
}
_LONE = "#9a9fab"
_GAP = 0.15
"""Share of a segment's height that stays empty below it."""
_Extent = tuple[float, float]


def draw(alignment: Alignment, of: Literal["overview", "similarity"], ax: Axes | None) -> Axes:
    """Draw into `ax`, or into a new figure.

    Raises AlignError without matplotlib, ValueError for another picture.
    """
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise AlignError("matplotlib is not installed", cure="pip install 'taiyaku[plot]'") from error
    if of not in ("overview", "similarity"):
        raise ValueError(f"a plot shows the overview or the similarity, not {of!r}")
    if ax is None:
        size = (5.0, 7.0) if of == "overview" else (6.0, 6.0)
        _, ax = pyplot.subplots(figsize=size, layout="constrained")
    (_overview if of == "overview" else _similarity)(alignment, ax)
    return ax


def _overview(alignment: Alignment, ax: Axes) -> None:
    from matplotlib.patches import PathPatch, Rectangle

    sides = _extents(alignment.source), _extents(alignment.target)
    for x, extents in zip((0.0, 0.9), sides, strict=True):
        for top, bottom in extents:
            ax.add_patch(Rectangle((x, top), 0.1, bottom - top, color=_LONE, linewidth=0))
    for bead in alignment.beads:
        for left in _runs(bead.source, sides[0]):
            for right in _runs(bead.target, sides[1]):
                ax.add_patch(PathPatch(_ribbon(left, right), color=_colour(bead), alpha=0.55, linewidth=0))
    for x, name in zip((0.05, 0.95), side_names(alignment.source.lang, alignment.target.lang), strict=True):
        ax.text(x, -0.015, name, ha="center", va="bottom")
    ax.set(xlim=(0.0, 1.0), ylim=(1.0, -0.06), title=alignment.id)
    ax.axis("off")


def _similarity(alignment: Alignment, ax: Axes) -> None:
    """Draw the cosines; segments are counted from 1, as reports and pages count them."""
    from matplotlib.ticker import MaxNLocator

    from align.library.similarity import similarity

    found = similarity(alignment)
    rows, columns = found.shape
    image = ax.imshow(
        found,
        cmap="Greys",
        vmin=0.0,
        vmax=max(0.5, float(found.max(initial=0.0))),
        aspect="auto",
        extent=(0.5, columns + 0.5, rows + 0.5, 0.5),
    )
    ax.figure.colorbar(image, ax=ax, label="cosine", shrink=0.8)
    for bead in alignment.beads:
        if not bead.is_null:
            for top, bottom in runs_of(bead.source):
                for left, right in runs_of(bead.target):
                    _frame(ax, (left + 0.5, top + 0.5), (right - left + 1, bottom - top + 1), _colour(bead))
    names = side_names(alignment.source.lang, alignment.target.lang)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    ax.set(title=alignment.id, ylabel=f"{names[0]} segment", xlabel=f"{names[1]} segment")


def _frame(ax: Axes, corner: tuple[float, float], size: tuple[int, int], colour: str) -> None:
    from matplotlib.patches import Rectangle

    ax.add_patch(Rectangle(corner, size[0], size[1], fill=False, edgecolor=colour, linewidth=1.6))


def _colour(bead: Bead) -> str:
    return _COLOURS[confidence_words(bead)]


def _extents(document: Document) -> list[_Extent]:
    """Return top and bottom of each segment in 0…1; its height is its share of the text."""
    lengths = [len(text) for text in document.texts()]
    floor = 0.25 * sum(lengths) / max(1, len(lengths))
    weights = [max(length, floor) for length in lengths]
    total, top = sum(weights), 0.0
    extents = []
    for weight in weights:
        height = weight / total
        extents.append((top, top + height * (1.0 - _GAP)))
        top += height
    return extents


def _runs(indices: Sequence[int], extents: Sequence[_Extent]) -> list[_Extent]:
    """Return top and bottom of each run of neighbouring segments."""
    return [(extents[first][0], extents[last][1]) for first, last in runs_of(indices)]


def _ribbon(left: _Extent, right: _Extent) -> Path:
    from matplotlib.path import Path as Outline

    points = [
        *((0.1, left[0]), (0.5, left[0]), (0.5, right[0]), (0.9, right[0])),
        *((0.9, right[1]), (0.5, right[1]), (0.5, left[1]), (0.1, left[1]), (0.1, left[0])),
    ]
    curve = [Outline.CURVE4] * 3
    return Outline(points, [Outline.MOVETO, *curve, Outline.LINETO, *curve, Outline.CLOSEPOLY])
