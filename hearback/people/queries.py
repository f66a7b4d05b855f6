from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from hearback.people.models import Absence, Closure, Office, Person
from hearback.people.rules import WorkingCalendar

DAY = timedelta(days=1)


@lru_cache(maxsize=256)
def public_holidays(country: str, subdivision: str, year: int) -> frozenset[date]:
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, subdiv=subdivision or None, years=year))
    except NotImplementedError:
        return frozenset()  # a country the library does not know has only the closures written by hand


def calendar_for(office: Office, *, now: datetime) -> WorkingCalendar:
    """The office's working days from a year before `now` to two years after."""
    days_off = {closure.day for closure in Closure.objects.filter(office=office)}
    for year in range(now.year - 1, now.year + 3):
        days_off |= public_holidays(office.country, office.subdivision, year)
    return WorkingCalendar(
        time_zone=office.time_zone,
        weekdays=frozenset(office.weekdays or range(5)),
        opens=office.opens,
        shuts=office.shuts,
        days_off=frozenset(days_off),
    )


def away(person: Person, day: date) -> Absence | None:
    return Absence.objects.filter(person=person, first_day__lte=day, last_day__gte=day).select_related("backup").first()


def local_day(person: Person, now: datetime) -> date:
    return now.astimezone(ZoneInfo(person.office.time_zone)).date()


def absent_now(*, now: datetime) -> list[Absence]:
    """Everybody who is away at this moment, by the day at their own office."""
    around = Absence.objects.filter(first_day__lte=now.date() + DAY, last_day__gte=now.date() - DAY)
    return [
        absence
        for absence in around.select_related("person__office", "person__backup__office", "backup__office")
        if absence.first_day <= local_day(absence.person, now) <= absence.last_day
    ]


def stand_in_for(absence: Absence, *, now: datetime) -> Person | None:
    """Who acts for the absent person: the absence's own backup, else the standing one, if they are here themselves."""
    backup = absence.backup or absence.person.backup
    if backup and backup.is_active and away(backup, local_day(backup, now)) is None:
        return backup
    return None


def colleagues() -> QuerySet[Person]:
    return Person.objects.filter(is_active=True).select_related("office", "department", "backup")
