"""What the clock of a promise shows: its colour, how much of the time is left, and its words. Pure.

`promise` is anything with `made_at`, `due_at`, `ended_at`, `ending`, `late_at` and `by_candidate`, or none.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hearback.words import day, moment, span

DAY = timedelta(days=1)


def soon(due_at: datetime, now: datetime) -> str:
    """late, soon (within a day) or calm."""
    if due_at <= now:
        return "late"
    return "soon" if due_at - now < DAY else "calm"


def tone(promise: Any, now: datetime) -> str:
    """The class that colours a card round its promise: is-late, is-soon, is-calm, is-theirs or is-over."""
    if promise is None or promise.ended_at:
        return "is-over"
    if promise.by_candidate and promise.due_at > now:
        return "is-theirs"
    return f"is-{soon(promise.due_at, now)}"


def left(promise: Any, now: datetime) -> int:
    """How much of the time between promise and date is left, of a hundred; never so little that it can't be seen."""
    if promise is None:
        return 0
    whole = (promise.due_at - promise.made_at).total_seconds()
    share = (promise.due_at - now).total_seconds() / whole if whole > 0 else 0
    return round(min(max(share, 0.06), 1) * 100)


def said(promise: Any, now: datetime, zone: ZoneInfo, portal: bool = False, brief: bool = False) -> str:
    """The words beside the dial. `brief` leaves the date out, where it is written close by."""
    if promise is None:
        return "nothing owed"
    if promise.ended_at:
        return _ended(promise, now, zone)
    due, theirs = promise.due_at, promise.by_candidate
    if due <= now:
        by = span(due, now).replace(" ago", "")
        late = "late just now" if by in ("just now", "now") else f"late by {by}"
        return f"in their court, {late}" if theirs and not portal else late
    court = "with you" if portal else "in their court"
    if brief:
        return court if theirs else span(due, now)
    if theirs:
        return f"{court} until {day(due, zone, now)}"
    return f"due {moment(due, zone, now) if soon(due, now) == 'soon' else day(due, zone, now)}"


def _ended(promise: Any, now: datetime, zone: ZoneInfo) -> str:
    when = day(promise.ended_at, zone, now)
    if promise.ending == "kept":
        return f"kept {when}, late" if promise.late_at else f"kept {when}"
    return f"renewed {when}" if promise.ending == "renewed" else "no longer owed"
