"""`align corpus`."""

from __future__ import annotations


def corpus() -> None:
    """Not built yet."""
