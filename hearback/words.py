"""Dates, money and names as a person would say them. Pure; the zone is always given."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from jinja2.utils import urlize
from markupsafe import Markup, escape


def _local(at: datetime, zone: ZoneInfo | str) -> datetime:
    return at.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)


# Asked again and again within one page: hundreds of cards have a dozen dates between them.
@lru_cache(maxsize=4096)
def day(at: datetime | date, zone: ZoneInfo | str = "UTC", now: datetime | None = None) -> str:
    """Thursday 26 November; with `now`, today, tomorrow and yesterday by name, and the year where it is another."""
    that = _local(at, zone).date() if isinstance(at, datetime) else at
    if now is not None:
        today = _local(now, zone).date()
        near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((that - today).days)
        if near:
            return near
        if that.year != today.year:
            return f"{that:%A} {that.day} {that:%B %Y}"
    return f"{that:%A} {that.day} {that:%B}"


def clock(at: datetime, zone: ZoneInfo | str = "UTC") -> str:
    return f"{_local(at, zone):%H:%M}"


@lru_cache(maxsize=4096)
def moment(at: datetime, zone: ZoneInfo | str = "UTC", now: datetime | None = None) -> str:
    """Thursday 26 November, 17:00."""
    return f"{day(at, zone, now)}, {clock(at, zone)}"


def zone_name(zone: ZoneInfo | str) -> str:
    """Berlin time."""
    name = str(zone)
    return "UTC" if name == "UTC" else f"{name.split('/')[-1].replace('_', ' ')} time"


def span(at: datetime, now: datetime) -> str:
    """How far `at` lies from `now`: in 3 hours, 2 days ago. Minutes, hours, days, weeks, whichever reads best."""
    seconds = (at - now).total_seconds()
    ahead, seconds = seconds >= 0, abs(seconds)
    if seconds < 60:
        return "now" if ahead else "just now"
    for unit, length, most in (
        ("minute", 60, 90 * 60),
        ("hour", 3600, 36 * 3600),
        ("day", 86400, 21 * 86400),
        ("week", 604800, float("inf")),
    ):
        if seconds < most:
            count = max(1, round(seconds / length))
            text = plural(count, unit)
            return f"in {text}" if ahead else f"{text} ago"
    raise AssertionError("unreachable")


def plural(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def pay(low: Decimal | None, high: Decimal | None, currency: str, period: str) -> str:
    """EUR 62,000 to 78,000 a year; an empty text when nothing is known."""
    amounts = [amount for amount in (low, high) if amount]
    ends = [f"{amount:,.0f}" if amount == amount.to_integral() else f"{amount:,.2f}" for amount in amounts]
    if not ends:
        return ""
    return f"{currency} {' to '.join(dict.fromkeys(ends))} {'an hour' if period == 'hour' else 'a ' + period}"


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    parts = [part for part in name.split() if part[:1].isalnum()]
    return "".join(part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)).upper() or "?"


def paragraphs(text: str, *, links: bool = False) -> Markup:
    """Plain text as escaped paragraphs and line breaks; with `links`, addresses in it can be followed."""
    blocks = [block.strip("\n").split("\n") for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    return Markup("").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(_line(line, links) for line in lines)) for lines in blocks
    )


def _line(text: str, links: bool) -> Markup:
    return Markup(urlize(text, rel="noopener")) if links else escape(text)


def within(at: datetime, now: datetime, time: timedelta) -> bool:
    return now <= at < now + time
