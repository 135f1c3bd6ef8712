"""The times of alignments and verdicts, as formats write them.

The clock is never read: equal input, equal file.
"""

from __future__ import annotations

from datetime import UTC, datetime


def utc(iso: str) -> datetime | None:
    """Return the time in UTC, in whole seconds; None if `iso` is not an ISO 8601 time."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.replace(microsecond=0)


def xml_time(iso: str) -> str:
    """Return 2026-01-16T09:30:00Z, as XML Schema and Office write it; empty if `iso` is no time."""
    moment = utc(iso)
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else ""


def tmx_time(iso: str) -> str:
    """Return 20260116T093000Z, as TMX writes it; empty if `iso` is no time."""
    moment = utc(iso)
    return f"{moment:%Y%m%dT%H%M%SZ}" if moment else ""
