"""Text -> typed facts: what a sentence asserts, in either language."""

from __future__ import annotations

from align.facts.anchors import anchors
from align.facts.extract import facts

__all__ = ["anchors", "facts"]
