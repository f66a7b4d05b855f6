"""What a new booking starts with: the people the plan asks for, and the first hour at which all of them are free."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hearback.applications.models import Application
from hearback.decisions.models import Decision
from hearback.desk.day_pictures import office_hours
from hearback.desk.forms.booking import HOST, SITS
from hearback.interviews.bookings import days_away, diaries, diary_of_candidate
from hearback.interviews.free_times import Span, first_start
from hearback.interviews.models import Interview, Seat
from hearback.jobs.models import HiringTeamMember, InterviewTemplate, Job
from hearback.messages.queries import zone_of
from hearback.people.models import Person
from hearback.people.queries import calendar_for

LOOK_AHEAD = 10  # working days
NOTICE = 2  # nobody should have to come tomorrow


def team_of(job: Job) -> dict[Person, str]:
    """Everybody on the hiring team who still works here, with their roles in words."""
    members = HiringTeamMember.objects.filter(job=job, person__is_active=True)
    found: dict[Person, list[str]] = {}
    for member in members.select_related("person__office").order_by("-lead", "pk"):
        found.setdefault(member.person, []).append(member.get_role_display())
    return {person: ", ".join(roles) for person, roles in found.items()}


def propose_seats(application: Application, template: InterviewTemplate | None) -> dict[int, str]:
    """Whom the last decision wants the candidate to meet, then one person a role, new faces before familiar ones."""
    wanted = list(template.seat_roles) if template else []
    chosen = [person.pk for person in _to_meet(application)]
    members = list(
        HiringTeamMember.objects.filter(job=application.job_id, person__is_active=True).order_by("-lead", "pk")
    )
    met = set(
        Seat.objects.filter(
            interview__application=application, interview__cancelled_at=None, released_at=None
        ).values_list("person", flat=True)
    )
    for member in members:  # a role that the decision has filled is not asked for again
        if member.person_id in chosen and member.role in wanted:
            wanted.remove(member.role)
    for role in wanted:
        fitting = [m.person_id for m in members if m.role == role and m.person_id not in chosen]
        fresh = [pk for pk in fitting if pk not in met]
        chosen += (fresh or fitting)[:1]
    return {pk: HOST if place == 0 else SITS for place, pk in enumerate(chosen)}


def _to_meet(application: Application) -> list[Person]:
    decision = application.decisions.filter(outcome=Decision.Outcome.ADVANCE, undone_at=None).first()
    return [person for person in decision.meet.all() if person.is_active] if decision else []


def propose_start(
    application: Application, people: Sequence[Person], minutes: int, *, now: datetime, besides: Interview | None = None
) -> datetime:
    """The first hour in the office's day at which all of them, and the candidate, have time; by daylight for both."""
    office = application.job.office
    calendar = calendar_for(office, now=now)
    day = calendar.add_working_days(calendar.day_of(now), NOTICE)
    days = [calendar.add_working_days(day, ahead) for ahead in range(LOOK_AHEAD)]
    hours = [office_hours(office, each) for each in days]
    start, end = hours[0][0], hours[-1][1]
    busy = [span for span in diary_of_candidate(application, start, end, besides=besides).taken]
    for diary in diaries(people, start, end, besides=besides).values():
        busy += diary.taken
    away = days_away(people, days[0], days[-1])
    open_days = [
        (opens + timedelta(hours=1), shuts)
        for each, (opens, shuts) in zip(days, hours, strict=True)
        if each not in away
    ]
    awake = [span for window in open_days for span in _daylight(window, ZoneInfo(zone_of(application)))]
    at = first_start(busy, awake, minutes) or first_start(busy, open_days, minutes)
    return at or start + timedelta(hours=1)


def _daylight(window: Span, zone: ZoneInfo) -> list[Span]:
    """What of it lies between 8 and 20 o'clock where the candidate is."""
    found = []
    for day in sorted({edge.astimezone(zone).date() for edge in window}):
        wakes, rests = (datetime.combine(day, time(hour), zone).astimezone(UTC) for hour in (8, 20))
        begins, ends = max(window[0], wakes), min(window[1], rests)
        if begins < ends:
            found.append((begins, ends))
    return found
