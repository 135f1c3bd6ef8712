"""A line of a printed page: its text, its place and its column."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Line:
    """A line of text, and the column that it stands in."""

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int
    number: int = 0
    column: tuple[float, float] = (0.0, 0.0)
    """Left and right edge of the column."""
    band: int = 0
    """Lines with the same number follow each other down the page."""
    cells: tuple[str, ...] = field(default=())
    """The cells, if the line is a row of a table."""
    spans: tuple[tuple[float, float], ...] = field(default=())
    """Left and right edge of each cell."""
    cell: int = 0
    """The number of the ruled cell of the page that the line stands in; 0 outside of ruled tables."""
    turned: bool = False
    """True if it runs across the direction of its page; its places are then those of a sheet that is turned."""

    @property
    def is_full(self) -> bool:
        """True if no further character would have fitted on the line."""
        return self.right >= self.column[1] - 1.7 * self.size
