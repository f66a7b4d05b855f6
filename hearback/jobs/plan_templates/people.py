"""Seats and minutes as the candidate reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import ceil

_ONE = {
    "hiring_manager": "the person you would report to",
    "recruiter": "our recruiter",
    "coordinator": "our coordinator",
    "interviewer": "a future colleague",
    "executive": "a member of senior management",
}
_MANY = {
    "hiring_manager": "those you would report to",
    "recruiter": "our recruiters",
    "coordinator": "our coordinators",
    "interviewer": "future colleagues",
    "executive": "members of senior management",
}


def in_words(interviews: Iterable[Iterable[str]]) -> str:
    """The person you would report to and a future colleague. Takes the seats of each interview of a visit.

    The same role in two interviews is taken for the same person: it mostly is.
    """
    counts: Counter[str] = Counter()
    for seats in interviews:
        counts |= Counter(seats)
    names = [(_ONE if counts[role] == 1 else _MANY)[role] for role in _ONE if counts[role]]
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}"


def length_in_words(minutes: int) -> str:
    """45 minutes; an hour and a half; three hours. Rounded as one would say it."""
    if minutes < 55:
        return f"{max(5, round(minutes / 5) * 5)} minutes"
    halves = ceil(minutes / 30 - 1 / 3)
    hours, half = divmod(halves, 2)
    count = {1: "an", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}.get(hours, str(hours))
    if half:
        return "an hour and a half" if hours == 1 else f"{count} and a half hours"
    return "an hour" if hours == 1 else f"{count} hours"
