"""The time an alignment or a verdict carries, as formats want it. Never the clock's: equal input gives equal files."""

from __future__ import annotations

from datetime import UTC, datetime


def utc(iso: str) -> datetime | None:
    """Return the moment without fractions, in UTC; None for what is no ISO 8601 time."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.replace(microsecond=0)


def stamp(iso: str) -> str:
    """2026-01-16T09:30:00Z, as XML Schema and Office write it; empty for what is no time."""
    moment = utc(iso)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def basic(iso: str) -> str:
    """20260116T093000Z, as TMX writes it; empty for what is no time."""
    moment = utc(iso)
    return f"{moment:%Y%m%dT%H%M%SZ}" if moment else ""
