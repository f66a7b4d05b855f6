"""My interviews: what to close, what to write, whom I meet. Those who look after jobs see all of theirs as well."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearback.applications.queries import visible_to
from hearback.desk.doors import desk_page, me
from hearback.desk.forms.common import zone_of_person
from hearback.interviews.models import Interview, Seat
from hearback.interviews.queries import (
    interviews_visible_to,
    scorecards_owed_by,
    to_be_closed,
    to_be_closed_by,
    upcoming,
)
from hearback.interviews.rules import CLOSERS
from hearback.jobs.models import HiringTeamMember
from hearback.people.models import Person, Role

PAGE = 40
LOOKS_AFTER_JOBS = (Role.RECRUITER, Role.COORDINATOR, Role.ADMIN)


@require_safe
@desk_page
def interviews(request: HttpRequest) -> HttpResponse:
    """Mine, or with ?of=jobs everybody's whose application I may open."""
    person, now = me(request), timezone.now()
    seen = interviews_visible_to(person)
    wide = person.role in LOOKS_AFTER_JOBS or visible_to(person).exists()
    everybody = wide and request.GET.get("of") == "jobs"
    zone = zone_of_person(person)
    ahead = upcoming(seen if everybody else _mine(seen, person), now=now)
    page = Paginator(ahead, PAGE).get_page(request.GET.get("page"))
    to_close = list(to_be_closed(seen, now=now)[:PAGE] if everybody else to_be_closed_by(person, now=now))
    facts = {
        "now": now,
        "wide": wide,
        "everybody": everybody,
        "to_close": to_close,
        "closable": _closable(to_close, person),
        "owed": [] if everybody else list(scorecards_owed_by(person, now=now)),
        "page": page,
        "days": _by_day(page.object_list, zone),
        "today": now.astimezone(zone).date(),
    }
    return render(request, "desk/interviews/interviews.html", facts)


def _mine(seen: QuerySet[Interview], person: Person) -> QuerySet[Interview]:
    return seen.filter(pk__in=Seat.objects.filter(person=person, released_at=None).values("interview"))


def _closable(waiting: list[Interview], person: Person) -> set[int]:
    """Those this person may close: by their seat, or by looking after the job's candidates."""
    jobs = set(HiringTeamMember.objects.filter(person=person, role__in=CLOSERS).values_list("job", flat=True))
    everywhere = person.role in CLOSERS
    return {
        one.pk
        for one in waiting
        if everywhere
        or one.application.job_id in jobs
        or any(s.person_id == person.pk and not s.shadow and not s.released_at for s in one.seats.all())
    }


def _by_day(found: Any, zone: ZoneInfo) -> list[tuple[date, list[Interview]]]:
    def day(interview: Interview) -> date:
        return _local(interview.starts_at, zone)

    return [(each, list(meetings)) for each, meetings in groupby(found, key=day)]


def _local(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()
