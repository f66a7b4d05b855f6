"""Who works here, what they owe, and when they are away."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from hearback.applications.queries import visible_to
from hearback.desk.acts import speak_our_words
from hearback.desk.doors import admin_page, desk_page, find, me, notice
from hearback.desk.forms.common import zone_of_person
from hearback.desk.forms.people import AbsenceForm, PersonForm
from hearback.people.actions import add_person, cancel_absence, change_person, go_away
from hearback.people.models import Absence, Person
from hearback.people.queries import absent_now, colleagues
from hearback.promises.queries import owed_by
from hearback.refusals import Refused


@desk_page
def people(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    owed = Q(promises_owned__ended_at=None, promises_owned__by_candidate=False)
    everybody = colleagues().annotate(
        owed=Count("promises_owned", filter=owed),
        late=Count("promises_owned", filter=owed & Q(promises_owned__due_at__lte=now)),
    )
    everybody = everybody.order_by("name", "pk")  # said here: to count is to forget the usual order
    away = {absence.person_id: absence for absence in absent_now(now=now)}
    return render(request, "desk/people/people.html", {"everybody": everybody, "away": away, "now": now})


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
    }
    return render(request, "desk/people/person.html", facts)


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
            added = add_person(**form.cleaned_data, by=me(request), now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field or None, str(refused))
        else:
            notice(
                request,
                f"{added.name} is on board. Send them a sign-in link with: hearback token sign-in {added.email}",
            )
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
