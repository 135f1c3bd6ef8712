"""`align score`."""

from __future__ import annotations


def score() -> None:
    """Not built yet."""
