"""`align add`."""

from __future__ import annotations


def add() -> None:
    """Not built yet."""
