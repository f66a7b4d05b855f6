"""Where a day still has room. Pure: busy times in, free times out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

Span = tuple[datetime, datetime]


def free_times(busy: Iterable[Span], start: datetime, end: datetime, minutes: int = 0) -> list[Span]:
    """The stretches between `start` and `end` that nothing touches, if they are at least so many minutes long."""
    free, reached = [], start
    for begins, ends in sorted(busy):
        if begins > reached:
            free.append((reached, min(begins, end)))
        reached = max(reached, ends)
    if reached < end:
        free.append((reached, end))
    least = timedelta(minutes=minutes)
    return [(begins, ends) for begins, ends in free if ends > begins and ends - begins >= least and begins < end]


def first_start(busy: Sequence[Span], windows: Iterable[Span], minutes: int, *, step: int = 30) -> datetime | None:
    """The first moment, on the half hour from each window's beginning, at which everybody has so many minutes."""
    length, stride = timedelta(minutes=minutes), timedelta(minutes=step)
    for start, end in windows:
        at = start
        while at + length <= end:
            if all(ends <= at or begins >= at + length for begins, ends in busy):
                return at
            at += stride
    return None
