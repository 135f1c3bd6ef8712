"""`align merge`."""

from __future__ import annotations


def merge() -> None:
    """Not built yet."""
