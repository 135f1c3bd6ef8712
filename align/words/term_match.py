"""A place of a glossary's term in a block, and the place of its rendering."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TermMatch:
    """Numbers of the words of a term, and of those of an allowed rendering."""

    source: tuple[int, ...]
    target: tuple[int, ...]

    def turned(self) -> TermMatch:
        """The same seen from the other side."""
        return TermMatch(self.target, self.source)
