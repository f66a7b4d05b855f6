"""Who is taken when: for the refusal in words, and for the picture of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from hearback.applications.models import Application
from hearback.interviews.models import Interview, Seat
from hearback.people.models import Absence, Person
from hearback.words import clock, day


@dataclass
class Diary:
    """One person's bookings in a stretch of time."""

    taken: list[tuple[datetime, datetime]] = field(default_factory=list)
    away: bool = False


def taken(
    people: Collection[Person],
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    *,
    besides: Interview | None = None,
) -> str:
    """Who is taken and when, as a sentence; empty when everybody is free."""
    overlapping = (
        Seat.objects.filter(person__in=people, released_at=None, during__overlap=(starts_at, ends_at))
        .exclude(interview=besides.pk if besides else None)
        .select_related("person", "interview")
        .order_by("during")
    )
    parts = [
        f"{seat.person.name} is taken on {_from_to(seat.interview.starts_at, seat.interview.ends_at, zone)}"
        for seat in overlapping
    ]
    parts += [
        f"{absence.person.name} is away until {day(absence.last_day)}"
        for absence in _absences(people, starts_at, ends_at)
    ]
    return f"{'; '.join(parts)}." if parts else ""


def candidate_taken(
    application: Application, starts_at: datetime, ends_at: datetime, zone: str, *, besides: Interview | None = None
) -> str:
    other = _interviews_of(application, starts_at, ends_at).exclude(pk=besides.pk if besides else None).first()
    if other is None:
        return ""
    return f"{application.candidate.name} already has an interview on {_from_to(other.starts_at, other.ends_at, zone)}."


def diaries(
    people: Collection[Person], starts_at: datetime, ends_at: datetime, *, besides: Interview | None = None
) -> dict[int, Diary]:
    """Each person's diary between two moments, by id. Two queries, however many people."""
    found: dict[int, Diary] = defaultdict(Diary)
    seats = Seat.objects.filter(person__in=people, released_at=None, during__overlap=(starts_at, ends_at))
    for seat in seats.exclude(interview=besides.pk if besides else None).order_by("during"):
        found[seat.person_id].taken.append((seat.during.lower, seat.during.upper))
    for absence in _absences(people, starts_at, ends_at):
        found[absence.person_id].away = True
    return found


def diary_of_candidate(
    application: Application, starts_at: datetime, ends_at: datetime, *, besides: Interview | None = None
) -> Diary:
    booked = _interviews_of(application, starts_at, ends_at).exclude(pk=besides.pk if besides else None)
    return Diary([(interview.starts_at, interview.ends_at) for interview in booked])


def days_away(people: Collection[Person], first: date, last: date) -> set[date]:
    """The days on which at least one of them is not there."""
    absences = Absence.objects.filter(person__in=people, first_day__lte=last, last_day__gte=first)
    return {
        first + timedelta(days=n)
        for absence in absences
        for n in range((last - first).days + 1)
        if absence.first_day <= first + timedelta(days=n) <= absence.last_day
    }


def _interviews_of(application: Application, starts_at: datetime, ends_at: datetime) -> QuerySet[Interview]:
    """The candidate's interviews for any job: they too can be in one place only."""
    return Interview.objects.filter(
        candidate=application.candidate_id, cancelled_at=None, during__overlap=(starts_at, ends_at)
    )


def _absences(people: Collection[Person], starts_at: datetime, ends_at: datetime) -> Iterator[Absence]:
    """Absences that touch this time, by the days of each person's own office."""
    around = Absence.objects.filter(
        person__in=people,
        first_day__lte=ends_at.date() + timedelta(days=1),
        last_day__gte=starts_at.date() - timedelta(days=1),
    )
    for absence in around.select_related("person__office"):
        zone = ZoneInfo(absence.person.office.time_zone)
        if absence.first_day <= _day(ends_at, zone) and absence.last_day >= _day(starts_at, zone):
            yield absence


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


def _from_to(starts_at: datetime, ends_at: datetime, zone: str) -> str:
    return f"{day(starts_at, zone)} from {clock(starts_at, zone)} to {clock(ends_at, zone)}"
