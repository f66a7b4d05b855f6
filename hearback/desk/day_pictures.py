"""One day of several people, drawn as strips, so that one sees where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hearback.applications.models import Application
from hearback.interviews.bookings import Diary, diaries, diary_of_candidate
from hearback.interviews.free_times import Span, free_times
from hearback.interviews.models import Interview
from hearback.people.models import Office, Person
from hearback.words import clock


@dataclass(frozen=True)
class Strip:
    """One person's day. Places are minutes from the picture's left edge."""

    blocks: list[tuple[int, int]]
    away: bool
    words: str  # the same for those who do not see the picture
    clash: bool


@dataclass(frozen=True)
class DayPicture:
    day: date
    width: int
    hours: list[tuple[int, str]]
    office: tuple[int, int]
    proposed: tuple[int, int] | None
    strips: dict[int, Strip]  # by person
    candidate: Strip
    together: str  # when all of those chosen are free


def day_picture(
    application: Application,
    people: Sequence[Person],
    chosen: Sequence[Person],
    day: date,
    proposed: Span | None,
    *,
    minutes: int,
    besides: Interview | None = None,
) -> DayPicture:
    """At the job's office, from an hour before it opens to an hour after it shuts, or as far as it is booked."""
    office = application.job.office
    zone = ZoneInfo(office.time_zone)
    opens, shuts = office_hours(office, day)
    whole = _instant(day, time(0), zone), _instant(day + timedelta(days=1), time(0), zone)
    found = diaries(people, *whole, besides=besides)
    candidates = diary_of_candidate(application, *whole, besides=besides)
    edges = [opens, shuts, *_ends([*found.values(), candidates]), *(proposed or ())]
    left, right = _hour_before(min(edges), zone), _hour_after(max(edges), zone)

    def strip(diary: Diary) -> Strip:
        clash = proposed is not None and (diary.away or any(_meet(span, proposed) for span in diary.taken))
        return Strip([_place(span, left) for span in diary.taken], diary.away, _words(diary, zone), clash)

    busy = [span for person in chosen for span in found[person.pk].taken] + candidates.taken
    away = [person for person in chosen if found[person.pk].away]
    room = [] if away else free_times(busy, opens, shuts, minutes)
    return DayPicture(
        day=day,
        width=_minutes(right - left),
        hours=[(n * 60, clock(left + timedelta(hours=n), zone)) for n in range(_minutes(right - left) // 60 + 1)],
        office=_place((opens, shuts), left),
        proposed=_place(proposed, left) if proposed else None,
        strips={person.pk: strip(found[person.pk]) for person in people},
        candidate=strip(candidates),
        together=", ".join(f"{clock(begins, zone)} to {clock(ends, zone)}" for begins, ends in room),
    )


def office_hours(office: Office, day: date) -> Span:
    zone = ZoneInfo(office.time_zone)
    return _instant(day, office.opens, zone), _instant(day, office.shuts, zone)


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """In UTC, where the distance between two moments is right also on days when the clocks change."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def _ends(found: Iterable[Diary]) -> list[datetime]:
    return [edge for diary in found for span in diary.taken for edge in span]


def _hour_before(at: datetime, zone: ZoneInfo) -> datetime:
    earlier = (at - timedelta(hours=1)).astimezone(zone)
    return earlier.replace(minute=0, second=0, microsecond=0).astimezone(UTC)


def _hour_after(at: datetime, zone: ZoneInfo) -> datetime:
    return _hour_before(at + timedelta(hours=3) - timedelta(microseconds=1), zone)


def _place(span: Span, left: datetime) -> tuple[int, int]:
    return _minutes(span[0] - left), _minutes(span[1] - span[0])


def _minutes(length: timedelta) -> int:
    return round(length.total_seconds() / 60)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _words(diary: Diary, zone: ZoneInfo) -> str:
    if diary.away:
        return "away"
    if not diary.taken:
        return "free all day"
    return "taken " + ", ".join(f"{clock(begins, zone)} to {clock(ends, zone)}" for begins, ends in diary.taken)
