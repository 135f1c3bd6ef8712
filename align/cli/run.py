"""`align run`."""

from __future__ import annotations


def run() -> None:
    """Not built yet."""
