"""The desk opens here: what I owe, to whom, by when."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hearback.applications.queries import jobs_of
from hearback.desk.agenda import agenda
from hearback.desk.doors import desk_page, me
from hearback.desk.forms.common import zone_of_person


@require_safe
@desk_page
def today(request: HttpRequest) -> HttpResponse:
    """Mine, or with ?of=jobs everything owed on the jobs I answer for."""
    now, person = timezone.now(), me(request)
    jobs = list(jobs_of(person).order_by().values_list("pk", flat=True))
    everybody = bool(jobs) and request.GET.get("of") == "jobs"
    zone = zone_of_person(person)
    facts = {
        "now": now,
        "leads": bool(jobs),
        "everybody": everybody,
        "agenda": agenda(person, jobs=jobs, now=now, zone=zone, everybody=everybody),
        "greeting": greeting(now.astimezone(zone).hour),
    }
    return render(request, "desk/today.html", facts)


def greeting(hour: int) -> str:
    return "Good morning" if 4 <= hour < 12 else "Good afternoon" if 12 <= hour < 18 else "Good evening"
