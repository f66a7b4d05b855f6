"""Booking, moving and cancelling an interview."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from hearback.applications.models import Application
from hearback.applications.queries import roles_on, visible_to
from hearback.desk.day_pictures import day_picture
from hearback.desk.doors import desk_page, find, me, notice
from hearback.desk.forms.booking import HOST, SHADOW, SITS, BookingForm, CancellationForm, MoveForm, TimeAndPeopleForm
from hearback.desk.forms.common import moment_initial
from hearback.desk.proposals import propose_seats, propose_start, team_of
from hearback.interviews.actions import book_interview, cancel_interview, move_interview
from hearback.interviews.models import Interview
from hearback.interviews.queries import interviews_visible_to
from hearback.interviews.rules import BOOKERS
from hearback.jobs.models import InterviewTemplate
from hearback.messages.queries import zone_of
from hearback.people.models import Person
from hearback.promises.queries import usual_due_at
from hearback.refusals import Refused

page = require_http_methods(["GET", "HEAD", "POST"])


@page
@desk_page
def interview_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Book an interview: from one of the stage's templates, or of any kind."""
    person, now = me(request), timezone.now()
    application = find(visible_to(person), pk=pk)
    _check_may_book(application, person)
    template = _template(request, application)
    team, seated = team_of(application.job), propose_seats(application, template)
    sitting = [member for member in team if member.pk in seated]
    form = BookingForm(
        request.POST or None,
        application=application,
        team=team,
        seated=seated,
        initial=None if request.POST else _first_facts(application, template, sitting, now=now),
    )
    if request.method == "POST" and form.is_valid() and _asks_to_send(form):
        said = form.cleaned_data
        try:
            interview = book_interview(
                application=application,
                template=template,
                kind=template.kind if template else said["kind"],
                name=said["name"],
                starts_at=form.starts_at,
                minutes=said["minutes"],
                seats=form.places(),
                place=said["place"],
                preparation=said["preparation"],
                by=person,
                now=now,
                **form.letter(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"Booked. The invitation to {application.candidate.first_name} is on its way.")
            return redirect("desk:interview", interview.pk)
    facts = {"template": template, "templates": _templates(application), "kinds": InterviewTemplate.Kind}
    return _page(request, "desk/interviews/new.html", application, form, now, titles=team, **facts)


@page
@desk_page
def interview_time(request: HttpRequest, pk: int) -> HttpResponse:
    """Another time, place or panel, with the reason the candidate reads."""
    person, now = me(request), timezone.now()
    interview = _mine_to_book(request, pk)
    application = interview.application
    held = [seat for seat in interview.seats.all() if seat.released_at is None]
    seated = {seat.person_id: HOST if seat.host else SHADOW if seat.shadow else SITS for seat in held}
    team = {seat.person: "" for seat in held} | team_of(application.job)
    initial = {
        "minutes": round((interview.ends_at - interview.starts_at).total_seconds() / 60),
        "place": interview.place,
        **moment_initial("starts_at", interview.starts_at, ZoneInfo(application.job.office.time_zone)),
    }
    form = MoveForm(request.POST or None, interview=interview, team=team, seated=seated, initial=initial)
    if request.method == "POST" and form.is_valid() and _asks_to_send(form):
        said = form.cleaned_data
        try:
            move_interview(
                interview,
                starts_at=form.starts_at,
                minutes=said["minutes"],
                place=said["place"],
                reason=said["reason"],
                seats=form.places(),
                by=person,
                now=now,
                **form.letter(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"Moved. {application.candidate.first_name} is told the new time and why.")
            return redirect("desk:interview", pk)
    return _page(request, "desk/interviews/time.html", application, form, now, titles=team, interview=interview)


@page
@desk_page
def interview_cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off, with the reason and what happens instead."""
    person, now = me(request), timezone.now()
    interview = _mine_to_book(request, pk)
    due_at = usual_due_at(interview.application, now=now)
    form = CancellationForm(request.POST or None, interview=interview, by=person, due_at=due_at, owner=person)
    if request.method == "POST" and form.is_valid() and form.read():
        said = form.cleaned_data
        try:
            cancel_interview(
                interview,
                reason=said["reason"],
                next_words=said["words"],
                next_due_at=form.due_at,
                next_owner=said["owner"],
                by=person,
                now=now,
                **form.letter(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            notice(request, f"Cancelled. {interview.candidate.first_name} is told why and what happens instead.")
            return redirect("desk:interview", pk)
    facts = {"interview": interview, "application": interview.application, "form": form, "now": now}
    return render(request, "desk/interviews/cancellation.html", facts, status=422 if form.errors else 200)


def _check_may_book(application: Application, person: Person) -> None:
    if not BOOKERS & roles_on(application, person):
        raise Http404


def _mine_to_book(request: HttpRequest, pk: int) -> Interview:
    interview = find(interviews_visible_to(me(request)), pk=pk)
    _check_may_book(interview.application, me(request))
    return interview


def _asks_to_send(form: TimeAndPeopleForm) -> bool:
    """Showing another day is no sending; anything else shows the invitation first."""
    return form.cleaned_data["step"] != "day" and form.read()


def _templates(application: Application) -> list[InterviewTemplate]:
    return list(application.stage.templates.filter(retired_at=None))


def _template(request: HttpRequest, application: Application) -> InterviewTemplate | None:
    """The one asked for in the address; without a word, the first of the stage that has not been booked yet."""
    asked, known = request.GET.get("template"), _templates(application)
    if asked is not None:
        return next((one for one in known if str(one.pk) == asked), None)
    booked = set(
        application.interviews.filter(cancelled_at=None, stage=application.stage).values_list("template", flat=True)
    )
    return next((one for one in known if one.pk not in booked), known[0] if known else None)


def _first_facts(
    application: Application, template: InterviewTemplate | None, people: Sequence[Person], *, now: datetime
) -> dict[str, Any]:
    minutes = template.minutes if template else 45
    start = propose_start(application, people, minutes, now=now)
    before = Interview.objects.filter(template=template).exclude(preparation="").order_by("-booked_at").first()
    return {
        "kind": template.kind if template else InterviewTemplate.Kind.INTERVIEW,
        "name": template.name if template else "",
        "minutes": minutes,
        "preparation": before.preparation if before and template else "",
        **moment_initial("starts_at", start, ZoneInfo(application.job.office.time_zone)),
    }


def _page(
    request: HttpRequest,
    page: str,
    application: Application,
    form: TimeAndPeopleForm,
    now: datetime,
    *,
    titles: dict[Person, str],
    interview: Interview | None = None,
    **more: Any,
) -> HttpResponse:
    start, minutes = _start(form), _minutes(form)
    chosen = form.chosen()
    people = list(dict.fromkeys([*form.team, *chosen]))
    picture = day_picture(
        application,
        people,
        chosen,
        start.astimezone(form.zone).date() if start else now.astimezone(form.zone).date(),
        (start, start + timedelta(minutes=minutes)) if start else None,
        minutes=minutes,
        besides=interview,
    )
    facts = {
        "application": application,
        "candidate": application.candidate,
        "form": form,
        "picture": picture,
        "titles": {person.pk: roles for person, roles in titles.items()},
        "guests_shown": [person for person in chosen if person not in form.team],
        "their_zone": zone_of(application),
        "start": start,
        "end": start + timedelta(minutes=minutes) if start else None,
        "now": now,
        "places": _places_used(application),
        "interview": interview,
        **more,
    }
    refused = bool(form.errors) and form.data.get("step") != "day"
    if getattr(request, "htmx", False) and form.data.get("step") == "day":
        return render(request, "desk/interviews/day.html", facts)
    return render(request, page, facts, status=422 if refused else 200)


def _start(form: TimeAndPeopleForm) -> datetime | None:
    """The moment the form speaks of, sent or not, valid or not."""
    if form.is_bound:
        return form.starts_at
    day, clock = form.initial["starts_at_day"], form.initial["starts_at_time"]
    return datetime.combine(day, clock, form.zone).astimezone(UTC)


def _minutes(form: TimeAndPeopleForm) -> int:
    value = str(form["minutes"].value() or "")
    return min(max(int(value), 10), 600) if value.isdigit() else 45


def _places_used(application: Application) -> Sequence[str]:
    """Rooms and links used before for this job, to choose from while typing."""
    used = Interview.objects.filter(application__job=application.job_id).order_by("-booked_at")
    return list(dict.fromkeys(used.values_list("place", flat=True)[:40]))[:8]
