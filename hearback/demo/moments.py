"""Moments by the wall clock of an office, a number of days from now."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BERLIN, TORONTO, TOKYO = "Europe/Berlin", "America/Toronto", "Asia/Tokyo"


def at(now: datetime, days: int, clock: str, zone: str = BERLIN) -> datetime:
    """`clock` (such as 14:30) on the day that lies `days` after today in that zone."""
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=days)
    return on(day, clock, zone)


def on(day: date, clock: str, zone: str = BERLIN) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), ZoneInfo(zone)).astimezone(UTC)
