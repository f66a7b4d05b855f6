"""Who works here, what they owe, and when they are away."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hearback.applications.queries import visible_to
from hearback.desk.acts import speak_our_words
from hearback.desk.doors import admin_page, desk_page, find, me, notice
from hearback.desk.forms.common import zone_of_person
from hearback.desk.forms.people import AbsenceForm, PersonForm
from hearback.jobs.models import Job
from hearback.jobs.queries import jobs_visible_to
from hearback.messages.access import invite_somebody
from hearback.people.actions import cancel_absence, change_person, go_away
from hearback.people.factors import has_factor
from hearback.people.invitations import pending_invitations
from hearback.people.models import Absence, Invitation, Person, Role
from hearback.people.queries import absent_now, colleagues
from hearback.promises.queries import owed_by
from hearback.refusals import Refused


@desk_page
def people(request: HttpRequest) -> HttpResponse:
    """Who works here; for admins also who is invited, and who has left."""
    shown = request.GET.get("show", "")
    if shown and (me(request).role != Role.ADMIN or shown not in {"invited", "left"}):
        raise Http404
    now = timezone.now()
    facts = {
        "shown": shown,
        "now": now,
        "invited": list(pending_invitations()) if me(request).role == Role.ADMIN else [],
        "left": list(Person.objects.filter(is_active=False).select_related("office")) if shown == "left" else [],
    }
    if not shown:
        facts |= {"everybody": _with_what_they_owe(me(request), now), "away": _away(now)}
    return render(request, "desk/people/people.html", facts)


def _with_what_they_owe(person: Person, now: datetime) -> QuerySet[Person]:
    """Counted are the promises this person may see: a confidential job shows in no number either."""
    owed = Q(promises_owned__ended_at=None, promises_owned__by_candidate=False)
    if person.role != Role.ADMIN:
        hidden = Job.objects.filter(confidential=True).exclude(pk__in=jobs_visible_to(person).values("pk"))
        owed &= ~Q(promises_owned__application__job__in=hidden.values("pk"))
    everybody = colleagues().annotate(
        owed=Count("promises_owned", filter=owed),
        late=Count("promises_owned", filter=owed & Q(promises_owned__due_at__lte=now)),
    )
    return everybody.order_by("name", "pk")  # said here: to count is to forget the usual order


def _away(now: datetime) -> dict[int, Absence]:
    return {absence.person_id: absence for absence in absent_now(now=now)}


@desk_page
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One colleague: how to reach them, when they are away, and what they owe as far as one may see it."""
    now = timezone.now()
    colleague = find(colleagues(), pk=pk)
    owed = owed_by(colleague).filter(application__in=visible_to(me(request)))
    facts = {
        "colleague": colleague,
        "absences": colleague.absences.filter(last_day__gte=now.date()).select_related("backup"),
        "owed": speak_our_words(owed[:50], now, zone_of_person(me(request))),
        "now": now,
        "may_change": may_change(me(request), colleague),
        "invitation": _invitation(me(request), colleague),
        "has_factor": me(request).role == Role.ADMIN and has_factor(colleague),
    }
    return render(request, "desk/people/person.html", facts)


def _invitation(person: Person, colleague: Person) -> Invitation | None:
    """While it waits, for admins."""
    found = getattr(colleague, "invitation", None) if person.role == Role.ADMIN else None
    return found if found is not None and found.pending else None


def may_change(person: Person, colleague: Person) -> bool:
    return person == colleague or person.role in {"admin", "coordinator", "recruiter"}


@desk_page
def absence_new(request: HttpRequest, pk: int) -> HttpResponse:
    colleague = find(colleagues(), pk=pk)
    if not may_change(me(request), colleague):
        raise Http404
    form = AbsenceForm(request.POST or None, colleague=colleague)
    if request.method == "POST" and form.is_valid():
        try:
            go_away(colleague, **form.cleaned_data, by=me(request), now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            notice(
                request, f"Noted. What {colleague.first_name} owes in these days goes to the stand-in when they begin."
            )
            return redirect("desk:person", pk)
    facts = {"colleague": colleague, "form": form}
    return render(request, "desk/people/absence.html", facts, status=422 if form.errors else 200)


@require_POST
@desk_page
def absence_cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    absence = find(Absence.objects.select_related("person"), pk=pk)
    if not may_change(me(request), absence.person):
        raise Http404
    cancel_absence(absence, by=me(request), now=timezone.now())
    notice(request, "The absence is cancelled.")
    return redirect("desk:person", absence.person_id)


@admin_page
def person_new(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = invite_somebody(**form.cleaned_data, by=me(request), now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            notice(request, f"{added.name} is invited: a letter with a link that is good for a week is on its way.")
            return redirect("desk:person", added.pk)
    return render(
        request, "desk/people/form.html", {"form": form, "colleague": None}, status=422 if form.errors else 200
    )


@admin_page
def person_change(request: HttpRequest, pk: int) -> HttpResponse:
    colleague = find(colleagues(), pk=pk)
    form = PersonForm(request.POST or None, colleague=colleague)
    if request.method == "POST" and form.is_valid():
        facts = {name: value for name, value in form.cleaned_data.items() if name != "email"}
        try:
            change_person(colleague, by=me(request), now=timezone.now(), **facts)
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            notice(request, "Saved.")
            return redirect("desk:person", pk)
    facts = {"form": form, "colleague": colleague}
    return render(request, "desk/people/form.html", facts, status=422 if form.errors else 200)
